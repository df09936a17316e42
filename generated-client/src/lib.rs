//! A client for the Meraki Dashboard API 1.53.0.
//!
//! A RESTful API to programmatically manage and monitor Cisco Meraki networks at scale.
//!
//! # Scopes
//!
//! * [`networks`]: 2 operations

mod client;
#[cfg(feature = "networks")]
#[rustfmt::skip]
pub mod networks;

pub use client::{API_VERSION, AuthHeader, Client, ClientBuilder, Region};
pub use runtime::{ApiResponse, Error, Method, RequestOptions, UnknownValue};
