//! Rate limits that several processes share over Redis or Valkey.
//!
//! The buckets are those of [`TokenBuckets`](runtime::TokenBuckets): one for each tenant, and one for all requests. A script
//! changes them in one step, by the server's time, so that the clocks of the processes do not matter. Idle buckets expire.
//! All keys are on one node of a cluster.
//!
//! While Redis is away or slow, a process uses local buckets with a share of the limits, and no request waits for Redis.
//!
//! # Example
//!
//! ```no_run
//! use meraki_dashboard_api::{Client, LIMITS};
//! use meraki_dashboard_api_redis_limiter::{RedisLimiter, redis};
//! use std::sync::Arc;
//!
//! # async fn build() -> Result<Client, Box<dyn std::error::Error>> {
//! let redis = redis::Client::open("redis://127.0.0.1/")?;
//! // Each of eight processes uses an eighth of the limits while Redis is away.
//! let limiter = RedisLimiter::builder(redis, LIMITS).local_share(1.0 / 8.0).connect().await;
//! let client = Client::builder().api_key_from_env().rate_limiter(Arc::new(limiter)).build()?;
//! # Ok(client)
//! # }
//! ```

#![forbid(unsafe_code)]

mod buckets;
mod connection;
mod limiter;
mod owners;

pub use limiter::{RedisLimiter, RedisLimiterBuilder};
pub use redis;
