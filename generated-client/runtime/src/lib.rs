//! What a generated API client stands on.
//!
//! In come descriptions: of an API ([`Api`]), of its operations ([`Operation`]), of one request ([`Call`]). Out come
//! requests over HTTP and typed answers ([`ApiResponse`]) or errors ([`Error`]). Everything that does something is
//! here, compiled once; generated code only says what there is. The runtime names no API.
//!
//! A generated crate depends on this one under the name `runtime`, which is the name that the attributes expand to.
//!
//! # Features
//!
//! * `rustls` (default), `native-tls`: which library speaks TLS.
//! * `blocking`: `Request::blocking`, for callers that do not await.
//! * `tracing`: a span of each call, with the names of OpenTelemetry, and an event of each retry.
//! * `jiff`, `chrono`, `time`: conversions between [`DateTime`] and the types of these crates.

// What the attributes expand to.
extern crate self as runtime;

// From the bottom up: each module uses only those before it.
mod api;
mod auth;
mod batch;
mod client;
mod error;
mod http;
mod pagination;
mod policy;
mod request;
mod response;
mod sanitize;
mod session;
pub mod testing;
mod types;

pub use api::{
    Api, BaseUrl, Batchable, Batches, CallerForm, Contention, Direction, Endless, Limit, Limits,
    Operation, Owned, PageForm, Paging, Scheme, SchemeId, Scope, ServerUrl, Tenancy,
};
pub use auth::{Credentials, EnvironmentKey, Key, KeyFuture, RefreshToken, StaticKey};
pub use batch::{ActionBatch, BatchReport, Chunk, ChunkState, ConfirmedBatch, Outcome};
pub use bytes::Bytes;
#[cfg(feature = "blocking")]
pub use client::Blocking;
pub use client::{ClientBuilder, RawRequest, Request};
pub use error::Error;
pub use http::Unsent;
pub use pagination::{AllItems, Items, Pages};
pub use policy::{
    Clock, Decoding, KnownTenants, Owner, RateLimiter, RetryPolicy, Sleep, TokenBuckets, TooLate,
    Turn,
};
pub use request::{
    Action, ArrayStyle, Call, Cursor, FormField, Listing, ObjectStyle, RequestOptions,
};
pub use reqwest::header::HeaderMap;
pub use reqwest::{self, Method, StatusCode};
#[cfg(feature = "blocking")]
pub use response::BlockingListing;
pub use response::{
    ApiResponse, ByteStream, Drift, Event, Events, JsonLines, Links, ResponseFuture, Streamed,
};
pub use serde_json::Value;
pub use session::Session;
pub use types::multipart::{self, Multipart, Part};
pub use types::object::{self, Object};
pub use types::string_enum::{self, StringEnum, UnknownValue};
pub use types::{DateTime, FromHeader, Header, Page, Upload, union};

/// Makes a struct an object of a document: encoded and decoded as JSON, cloned, compared, and shown by `Debug`.
///
/// A field is a member: `T` must be there, `Option<T>` may be absent or `null`, and for `Option<Option<T>>` absent
/// (`None`) and `null` (`Some(None)`) are two things. What is `None` is left out when the object is written. Members that no
/// field has are skipped. A struct of which nothing must be there has a `Default`. All are `#[non_exhaustive]`.
///
/// A member has its field's name in camel case, without the `_` that keeps it apart from a keyword (`type_`). It is the
/// documentation of a field that has no other.
/// * `#[member(name = "...")]` on a field: exactly that.
/// * `#[member(extra)]` on a field, a `BTreeMap<String, T>`: the members that no other field has.
/// * `#[object(snake_case)]`: names as they stand.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::object;
///
/// #[object]
/// struct Shelf {
///     id: String,
///     time_zone: Option<String>,
///     #[member(name = "left/right")]
///     left_right: Option<i64>,
/// }
///
/// let shelf: Shelf = serde_json::from_str(r#"{"id": "S_1", "timeZone": "UTC", "new": []}"#)?;
/// assert_eq!(shelf.time_zone.as_deref(), Some("UTC"));
/// assert_eq!(serde_json::to_string(&shelf)?, r#"{"id":"S_1","timeZone":"UTC"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Setters
///
/// `#[object(setters)]` also gives `new`, which takes the members that must be there, and a setter for each of the
/// others. An `Option<Option<T>>` also gets `clear_...`, which sends `null`. Texts, dates and values are taken as anything
/// that converts into them, lists and maps as anything that can be iterated over, and what is boxed without its box.
///
/// `#[object(from_response = T)]` also gives `from_response`, which takes over what a `T` has.
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::object;
///
/// #[object(setters)]
/// struct Thing {
///     id: String,
///     /// What people call it.
///     name: Option<Option<String>>,
///     tags: Option<Vec<String>>,
/// }
///
/// let thing = Thing::new("A-1").tags(["a", "b"]).clear_name();
/// let json = serde_json::to_string(&thing)?;
/// assert_eq!(json, r#"{"id":"A-1","name":null,"tags":["a","b"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Forms of parts
///
/// `#[object(multipart)]`: the struct is sent as `multipart/form-data`, and is no JSON. A [`Part`] is sent as it is, a list
/// as a part for each element, a text or a number as text, and an object as JSON. `#[member(media_type = "...")]` says
/// what a part is.
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::{Part, object};
///
/// #[object(multipart, setters)]
/// struct Upload {
///     #[member(media_type = "image/png")]
///     photo: Part,
///     caption: Option<String>,
/// }
///
/// let upload = Upload::new(Part::from(vec![0x89, 0x50]).file_name("front.png")).caption("the front");
/// ```
pub use meraki_dashboard_api_runtime_derive::object;

/// Gives the builder of an operation, a struct around a [`Call`], its `send` and what goes with it.
///
/// The [`Operation`] it stands for is described by its attributes. Its documentation's first paragraph is the summary.
/// * `#[get("...")]`, or another method: the template of the path.
/// * `#[request(id = "...", output = T)]`: the operation's id; the answer's body is a `T` in JSON.
/// * `streamed`: the body is read as it comes; `T` is [`ByteStream`], [`JsonLines`], [`Events`] or another that is
///   [`Streamed`].
/// * `text`: the body is taken as text; `T` is [`String`].
/// * `paged`: also `pages`, `stream`, `all`, and what can be said of how they are read; `T` is a [`Page`].
///   * `paged(backwards)`: its pages are read from each to its `prev`, unless the caller says otherwise.
///   * `paged(endless(after = "...", seconds = 1, before = "...", earliest = "..."))`: every page links to another; the
///     listing ends where [`Endless`] says, or at the time that the caller gives to `until`.
/// * `action(resource = "...", operation = "...")`: also `action`, for batches.
/// * `deprecated`: the operation should no longer be used.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::{Call, Session, get};
///
/// /// List the tags of a shelf
/// #[get("/shelves/{id}/tags")]
/// #[request(id = "getTags", output = Vec<String>, paged)]
/// struct GetTags(Call);
///
/// async fn tags(session: &Session) -> Result<Vec<String>, runtime::Error> {
///     let mut call = Call::new(session, GetTags::OPERATION);
///     call.path("id", "S_1");
///     GetTags(call).max_pages(3).all().await
/// }
///
/// assert_eq!(GetTags::OPERATION.summary, "List the tags of a shelf");
/// ```
pub use meraki_dashboard_api_runtime_derive::get;

/// As [`get`](macro@get) does, for another method.
#[doc(inline)]
pub use meraki_dashboard_api_runtime_derive::{
    delete, head, options, patch, post, put, query, trace,
};

/// Encodes and decodes an enum as a string. It keeps texts that it does not know, in the variant `Unknown` that it adds.
///
/// Variants have no fields; their text is their name, unless `#[value("...")]` says otherwise. It is the documentation of
/// a variant that has no other. The enum gets `as_str`, `VALUES`, `Display`, `FromStr` and `From<&str>`, can be cloned,
/// compared, hashed and shown by `Debug`, and is `#[non_exhaustive]`.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::string_enum;
///
/// #[string_enum]
/// enum Band {
///     #[value("2.4")]
///     V2_4,
///     Dual,
/// }
///
/// assert_eq!(Band::from("2.4"), Band::V2_4);
/// assert_eq!(Band::from("6").to_string(), "6");
/// assert_eq!(Band::VALUES, [Band::V2_4, Band::Dual]);
/// ```
pub use meraki_dashboard_api_runtime_derive::string_enum;

/// Encodes and decodes an enum of types: each variant holds a value of one of them.
///
/// Of several types that could hold a value, the one is taken that keeps most of it. A value that none can hold is kept
/// in the variant `Unknown(Value)`, which is added. The enum can be cloned, compared and shown by `Debug`, and is
/// `#[non_exhaustive]`.
///
/// * `#[union(tag = "...")]`: the member that tells which type it is.
/// * `#[tag("...", ...)]` on a variant: the texts of that member. A value is written with the first of them, unless it
///   has one already. Without a member that tells, they are statuses: of an answer the variant is taken that is documented
///   for its status (`200`, `2XX`, `default`), if it can hold the body.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::{object, union};
///
/// #[object]
/// struct Cat {
///     lives: Option<i64>,
/// }
///
/// #[union(tag = "kind")]
/// enum Pet {
///     #[tag("cat", "kitten")]
///     Cat(Cat),
///     #[tag("names")]
///     Names(Vec<String>),
/// }
///
/// let pet: Pet = serde_json::from_str(r#"{"kind": "kitten", "lives": 9}"#)?;
/// assert_eq!(pet, Pet::Cat(Cat { lives: Some(9) }));
/// assert_eq!(serde_json::to_value(&pet)?, serde_json::json!({"kind": "cat", "lives": 9}));
/// let pet: Pet = serde_json::from_str(r#"{"kind": "dog"}"#)?;
/// assert_eq!(pet, Pet::Unknown(serde_json::json!({"kind": "dog"})));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub use meraki_dashboard_api_runtime_derive::union;
