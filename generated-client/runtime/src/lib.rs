//! What a generated API client stands on.
//!
//! In come descriptions: of an API ([`Api`]), of its operations ([`Operation`]), of one request ([`Call`]). Out come
//! requests over HTTP and typed answers ([`ApiResponse`]) or errors ([`Error`]). Everything that does something is
//! here, compiled once; generated code only says what there is. The runtime names no API.
//!
//! A generated crate depends on this one under the name `runtime`, which is the name that the derives expand to.
//!
//! # Features
//!
//! * `rustls` (default), `native-tls`: which library speaks TLS.
//! * `jiff`, `chrono`, `time`: conversions between [`DateTime`] and the types of these crates.

mod api;
mod auth;
mod call;
mod client_builder;
mod date_time;
mod decode;
mod encode;
mod error;
mod links;
pub mod object;
mod operation;
mod options;
mod paging;
mod raw_request;
mod request;
mod response;
mod send;
mod session;
pub mod string_enum;
pub mod testing;
mod trust;

pub use api::{Api, BaseUrl, CallerForm, Scheme, SchemeId};
pub use bytes::Bytes;
pub use call::{ArrayStyle, Call};
pub use client_builder::ClientBuilder;
pub use date_time::DateTime;
pub use error::Error;
pub use links::Links;
pub use object::Object;
pub use operation::Operation;
pub use options::RequestOptions;
pub use paging::{AllItems, Items, Page, Pages};
pub use raw_request::RawRequest;
pub use request::{Request, ResponseFuture};
pub use reqwest::header::HeaderMap;
pub use reqwest::{self, Method, StatusCode};
pub use response::ApiResponse;
pub use serde_json::Value;
pub use session::Session;
pub use string_enum::{StringEnum, UnknownValue};

pub use meraki_dashboard_api_runtime_derive::{Object, Request, Setters, StringEnum};
