//! Responses as callers see them: decoded, streamed, with their headers, links and drift.
//!
//! `RawResponse` -> `ApiResponse<T>`. May use `http`, to request again what cannot be decoded, and everything below it.
//! `client` uses it.

mod api_response;
mod decode;
mod decode_json;
mod drift;
mod envelope;
mod future;
mod json_structure;
mod links;
mod media_type;
mod readings;
mod stream;
mod success_status;
mod tolerant;
mod typed_error;
mod update_body;

pub use api_response::ApiResponse;
pub(crate) use decode::{Undecodable, checked, page};
pub(crate) use decode_json::decode_json;
pub use drift::{Drift, DriftKind};
pub(crate) use envelope::{Envelope, pointer_names, value_at};
pub use future::ResponseFuture;
pub use links::Links;
pub use media_type::MediaType;
#[cfg(feature = "blocking")]
pub use stream::BlockingIter;
pub use stream::{ByteStream, Event, Events, JsonLines, Streamed};
#[cfg(feature = "blocking")]
pub(crate) use stream::{block_on, executor};
