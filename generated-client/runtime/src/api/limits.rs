//! How many requests an API allows.

/// An API's rate limits. A generated crate has them as a constant.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Limit, Limits, TokenBuckets};
/// /// Half of an API's limits, for a program that leaves the other half to others.
/// fn half(limits: Limits) -> TokenBuckets {
///     let half = |limit: Limit| Limit { rate: limit.rate / 2.0, burst: limit.burst / 2.0, ..limit };
///     TokenBuckets::new(Limits { tenant: half(limits.tenant), global: half(limits.global), ..limits })
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For each tenant.
    pub tenant: Limit,
    /// For all requests of a client.
    pub global: Limit,
    /// The factor for the rate after a 429.
    pub decrease: f64,
    /// The lowest rate, in requests per second.
    pub floor: f64,
}

/// The limit of a token bucket. Each request takes one token. [`Limits`] has an example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The refill rate, in tokens per second.
    pub rate: f64,
    /// The capacity: so many requests can be sent at once.
    pub burst: f64,
    /// By how much a decreased rate grows with each success, in requests per second.
    pub increase: f64,
}
