//! Client-side rate limiting, which avoids 429 responses.

mod bucket;
#[cfg(test)]
mod published_vectors;
mod queue;
mod rate_limiter;
mod token_buckets;

pub use rate_limiter::{DeadlineExceeded, PermitFuture, RateLimiter};
pub use token_buckets::TokenBuckets;
