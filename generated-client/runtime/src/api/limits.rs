//! How many requests an API allows.

/// An API's rate limits. A generated crate has them as a constant.
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

/// The limit of a token bucket. Each request takes one token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The refill rate, in tokens per second.
    pub rate: f64,
    /// The capacity: so many requests can be sent at once.
    pub burst: f64,
    /// By how much a decreased rate grows with each success, in requests per second.
    pub increase: f64,
}
