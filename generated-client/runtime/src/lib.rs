//! The runtime of a generated API client.
//!
//! Generated code describes an API ([`Api`]), its operations ([`Operation`]) and requests ([`Call`]). The runtime turns a
//! description into HTTP requests, and their responses into typed values ([`ApiResponse`]) or errors ([`Error`]). All
//! behaviour is here, compiled once; generated code is only data and thin wrappers. The runtime is independent of any API.
//!
//! A generated crate depends on this crate under the name `runtime`, to which the attributes expand.
//!
//! # Features
//!
//! * `client`: everything but the types. Without it, the crate depends neither on an HTTP client nor on an async runtime.
//! * `rustls` (default), `native-tls`: the TLS implementation.
//! * `blocking`: `Request::blocking`, for synchronous code.
//! * `tracing`: a span for each call, with the names of OpenTelemetry, and an event for each retry.
//! * `exhaustive`: objects are not `#[non_exhaustive]`, for the tests of other crates, which build them.
//! * `jiff`, `chrono`, `time`: conversions between [`DateTime`] and the types of these crates.
//!
//! On `wasm32-unknown-unknown`, requests are sent with `fetch`. `rustls` and `native-tls` have no effect there, and `blocking` does
//! not compile.

#![cfg_attr(
    not(feature = "client"),
    allow(
        dead_code,
        unused_imports,
        rustdoc::broken_intra_doc_links,
        reason = "the client uses it"
    )
)]

// The attributes expand to paths in `::runtime`.
extern crate self as runtime;

// Layers, from the bottom up. Each module uses only those before it, and nothing uses `testing` but tests of clients.
//
//   platform     differences between targets: time, tasks, HTTP
//   sanitize     makes strings from outside safe to show
//   unsent       a request that a dry run did not send
//   error        the error type
//   types        the building blocks of generated types
//   api          data that generated code provides about its API
//   policy       decisions without I/O: retries, rate limits, tenancy, trust, clock
//   auth         credentials
//   interceptor  an extension point: what sees each attempt
//   transport    an extension point: what sends requests instead of reqwest's own connections
//   session      the inner state of a client
//   request      one request: description -> prepared request
//   http         the pipeline: prepared request -> raw response
//   response     raw response -> decoded or streamed response
//   client       what callers hold: builder, raw requests, listings, batches, calls without async
//   testing      for tests of clients
//   attributes   the attributes, which the crate `derive` implements
#[cfg(feature = "client")]
mod api;
mod attributes;
#[cfg(feature = "client")]
mod auth;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod error;
#[cfg(feature = "client")]
mod http;
#[cfg(feature = "client")]
mod interceptor;
#[cfg(feature = "client")]
mod platform;
#[cfg(feature = "client")]
mod policy;
#[cfg(feature = "client")]
mod request;
#[cfg(feature = "client")]
mod response;
mod sanitize;
#[cfg(feature = "client")]
mod session;
#[cfg(feature = "client")]
pub mod testing;
#[cfg(feature = "client")]
mod transport;
mod types;
#[cfg(feature = "client")]
mod unsent;

#[cfg(feature = "client")]
pub use api::{
    Api, BaseUrl, Batchable, Batches, CallerFormat, Contention, Direction, Limit, Limits, NextPage,
    Operation, PageStyle, Paging, RedirectTarget, Redirects, Scheme, SchemeId, Scope, ServerUrl,
    Tenancy, TenantResource, TimeBounds,
};
#[cfg(feature = "client")]
pub use attributes::{delete, get, head, options, patch, post, put, query, trace};
pub use attributes::{integer_enum, object, scalar_enum, string_enum, union};
#[cfg(feature = "client")]
pub use auth::{Credentials, EnvironmentKey, Key, KeyFuture, RefreshToken, StaticKey};
#[cfg(feature = "client")]
pub use bytes::Bytes;
#[cfg(feature = "blocking")]
pub use client::Blocking;
#[cfg(feature = "client")]
pub use client::{
    Accepting, ActionBatch, AllItems, BatchReport, Chunk, ChunkState, ClientBuilder,
    ConfirmedBatch, Items, OperationRequest, Outcome, Pages, RawRequest, Request, WebhookReceiver,
};
#[cfg(feature = "client")]
pub use error::{Error, ErrorKind};
#[cfg(feature = "client")]
pub use interceptor::{AttemptRequest, AttemptResponse, Interceptor};
#[cfg(feature = "client")]
pub use policy::{
    CircuitBreaker, Clock, DeadlineExceeded, Decoding, KnownTenants, Owner, PermitFuture,
    RateLimiter, RetryPolicy, Sleep, TokenBuckets,
};
#[cfg(feature = "client")]
pub use request::{
    Action, ArrayStyle, Call, Cursor, FormField, ListOptions, ObjectStyle, RequestOptions,
};
#[cfg(feature = "client")]
pub use reqwest::header::HeaderMap;
#[cfg(feature = "client")]
pub use reqwest::{self, Method, StatusCode};
#[cfg(feature = "blocking")]
pub use response::BlockingIter;
#[cfg(feature = "client")]
pub use response::{
    ApiResponse, ByteStream, Drift, DriftKind, Event, Events, JsonLines, Links, MediaType,
    ResponseFuture, Streamed,
};
pub use serde_json::{Number, Value};
#[cfg(feature = "client")]
pub use session::Session;
#[cfg(feature = "client")]
pub use transport::{Transport, TransportError, TransportFuture};
pub use types::integer_enum::{self, IntegerEnum, UnknownInteger};
#[cfg(feature = "client")]
pub use types::multipart::{self, Multipart, Part};
pub use types::object::{self, Object};
pub use types::scalar_enum::{self, ScalarEnum, UnknownScalar};
pub use types::string_enum::{self, StringEnum, UnknownValue};
pub use types::union::{self, Union};
pub use types::{DateTime, Scalar};
#[cfg(feature = "client")]
pub use types::{FromHeader, Header, Page, Upload};
#[cfg(feature = "client")]
pub use unsent::Unsent;
