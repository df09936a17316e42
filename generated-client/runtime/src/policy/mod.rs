//! Decisions without I/O: when to retry, when a request may be sent, which tenant it belongs to, which hosts are
//! trusted.
//!
//! May use `api` and `types`. The stages in `http` ask the policies and act on their decisions; the session keeps their
//! state.

mod circuit_breaker;
mod clock;
mod decoding;
mod rate_limit;
mod retry_after;
mod retry_budget;
mod retry_policy;
mod shards;
mod simulated_clock;
mod tenancy;
mod trust;

pub use circuit_breaker::CircuitBreaker;
pub(crate) use circuit_breaker::Circuits;
pub(crate) use clock::RealClock;
pub use clock::{Clock, Sleep};
pub(crate) use decoding::DecodeOptions;
pub use decoding::Decoding;
pub use rate_limit::{DeadlineExceeded, PermitFuture, RateLimiter, TokenBuckets};
pub(crate) use retry_after::retry_after;
pub(crate) use retry_budget::RetryBudget;
pub(crate) use retry_policy::Cause;
pub use retry_policy::RetryPolicy;
pub(crate) use shards::{Shards, redirect_lifetime};
pub use simulated_clock::SimulatedClock;
pub(crate) use tenancy::Tenants;
pub use tenancy::{KnownTenants, Owner};
pub(crate) use trust::Trust;
