//! Limits on how many requests are sent: in comes whose a request is, out comes its turn.

mod bucket;
mod token_buckets;
#[cfg(test)]
mod vectors;

pub use token_buckets::TokenBuckets;

use crate::policy::tenancy::Owner;
use reqwest::StatusCode;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// The turn of a request, to come.
pub type Turn<'a> = Pin<Box<dyn Future<Output = Result<(), TooLate>> + Send + 'a>>;

/// Lets requests wait for their turn, before the server refuses them.
///
/// A client has [`TokenBuckets`] of its API's limits unless
/// [`ClientBuilder::rate_limiter`](crate::ClientBuilder::rate_limiter) gives it another limiter, such as one that several
/// clients or processes share. All clones of a client share one.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{Owner, RateLimiter, StatusCode, Turn};
/// use std::time::Duration;
///
/// /// Lets everything pass, and says what the server thinks of it.
/// struct Watcher;
///
/// impl RateLimiter for Watcher {
///     fn acquire<'a>(&'a self, _owner: &'a Owner, _patience: Duration) -> Turn<'a> {
///         Box::pin(async { Ok(()) })
///     }
///
///     fn answered(&self, owner: &Owner, status: StatusCode) {
///         println!("{owner:?}: {status}");
///     }
/// }
/// ```
pub trait RateLimiter: Send + Sync {
    /// Waits for the turn of a request. Who drops the future gives its place up.
    ///
    /// Where the turn would come only after the caller's patience ends, that is said at once.
    fn acquire<'a>(&'a self, owner: &'a Owner, patience: Duration) -> Turn<'a>;

    /// Learns how a request was answered.
    fn answered(&self, owner: &Owner, status: StatusCode);
}

/// A turn would come too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLate {
    /// How long the request would have to wait.
    pub wait: Duration,
}
