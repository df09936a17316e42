//! How many requests an API allows.

/// How many requests an API bears. A generated crate has its API's as a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For each tenant.
    pub tenant: Limit,
    /// For all requests of a client together.
    pub global: Limit,
    /// What a rate is multiplied with after an answer that says that there were too many requests.
    pub decrease: f64,
    /// No rate gets below this, in requests a second.
    pub floor: f64,
}

/// A limit: a bucket of tokens, of which each request takes one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// How many tokens come back, a second.
    pub rate: f64,
    /// How many tokens there are at most: as many requests can be sent at once.
    pub burst: f64,
    /// By how much a rate that was decreased grows again with each success, in requests a second.
    pub increase: f64,
}
