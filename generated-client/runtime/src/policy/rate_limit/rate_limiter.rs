//! The trait of rate limiters: a request waits for a permit, and its response is reported back.

use crate::policy::tenancy::Owner;
use reqwest::StatusCode;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// The future of a permit to send a request.
pub type PermitFuture<'a> = Pin<Box<dyn Future<Output = Result<(), DeadlineExceeded>> + Send + 'a>>;

/// Throttles requests to avoid 429 responses.
///
/// A client has [`TokenBuckets`](crate::TokenBuckets) with its API's limits unless
/// [`ClientBuilder::rate_limiter`](crate::ClientBuilder::rate_limiter) sets another limiter, such as one that several
/// clients or processes share. All clones of a client share one.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Owner, RateLimiter, StatusCode, PermitFuture};
/// use std::time::Duration;
///
/// /// Permits everything, and logs the responses.
/// struct Watcher;
///
/// impl RateLimiter for Watcher {
///     fn acquire<'a>(&'a self, _owner: &'a Owner, _timeout: Duration) -> PermitFuture<'a> {
///         Box::pin(async { Ok(()) })
///     }
///
///     fn on_response(&self, owner: &Owner, status: StatusCode) {
///         println!("{owner:?}: {status}");
///     }
/// }
/// ```
pub trait RateLimiter: Send + Sync {
    /// Waits for a permit to send a request. Dropping the future leaves the queue.
    ///
    /// Fails immediately if the wait would exceed `timeout`.
    fn acquire<'a>(&'a self, owner: &'a Owner, timeout: Duration) -> PermitFuture<'a>;

    /// Records the status of a response.
    fn on_response(&self, owner: &Owner, status: StatusCode);

    /// Records that a 429 requests a wait (`Retry-After`), before any other request of the owner.
    fn on_retry_after(&self, _owner: &Owner, _wait: Duration) {}
}

/// The permit would come after the deadline.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::DeadlineExceeded;
/// use std::time::Duration;
///
/// /// Whether a limiter may let a request wait.
/// fn check(wait: Duration, timeout: Duration) -> Result<(), DeadlineExceeded> {
///     if wait > timeout { Err(DeadlineExceeded { wait }) } else { Ok(()) }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeadlineExceeded {
    /// How long the request would have to wait.
    pub wait: Duration,
}
