//! `[limits]`: the rate limits of the API.

use serde::Deserialize;

/// The rate limits of the API.
///
/// ```toml
/// [limits]
/// tenant = { rate = 9, burst = 9, increase = 0.2 }
/// global = { rate = 100, burst = 100, increase = 0.5 }
/// decrease = 0.7
/// floor = 0.5
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// The limit for each tenant.
    pub tenant: Limit,
    /// The limit for all requests of a client.
    pub global: Limit,
    /// The factor by which a 429 response multiplies the rate.
    pub decrease: f64,
    /// The minimum rate, in requests per second.
    pub floor: f64,
}

/// A rate limit, as a token bucket.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limit {
    /// Requests per second.
    pub rate: f64,
    /// The size of the bucket: the maximum burst of requests.
    pub burst: f64,
    /// The amount by which each success increases a rate that a 429 response decreased.
    pub increase: f64,
}
