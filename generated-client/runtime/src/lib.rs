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

mod api;
mod auth;
mod batch;
#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod client_builder;
mod clock;
mod date_time;
mod decode;
mod drift;
mod encode;
mod error;
mod header;
pub mod integer_enum;
mod limit;
mod links;
mod mask;
pub mod multipart;
mod network;
pub mod object;
mod operation;
mod options;
mod paging;
mod raw_request;
mod request;
mod response;
mod retry;
mod scalar;
mod send;
mod session;
mod stream;
pub mod string_enum;
mod tenant;
pub mod testing;
mod trace;
mod trust;
pub mod union;
mod unsent;
mod upload;

pub use api::{Api, BaseUrl, CallerForm, Contention, Scheme, SchemeId, ServerUrl};
pub use auth::{Credentials, EnvironmentKey, Key, KeyFuture, RefreshToken, StaticKey};
pub use batch::{ActionBatch, BatchReport, Batches, Chunk, ChunkState, ConfirmedBatch, Outcome};
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, BlockingListing};
pub use bytes::Bytes;
pub use call::{Action, ArrayStyle, Batchable, Call, FormField, ObjectStyle};
pub use client_builder::ClientBuilder;
pub use clock::{Clock, Sleep};
pub use date_time::DateTime;
pub use decode::Decoding;
pub use drift::Drift;
pub use error::Error;
pub use header::{FromHeader, Header};
pub use integer_enum::{IntegerEnum, UnknownInteger};
pub use limit::{Limit, Limits, RateLimiter, TokenBuckets, TooLate, Turn};
pub use links::Links;
pub use multipart::{Multipart, Part};
pub use object::Object;
pub use operation::{Operation, Scope};
pub use options::RequestOptions;
pub use paging::{
    AllItems, Cursor, Direction, Endless, Items, Listing, Page, PageForm, Pages, Paging,
};
pub use raw_request::RawRequest;
pub use request::{Request, ResponseFuture};
pub use reqwest::header::HeaderMap;
pub use reqwest::{self, Method, StatusCode};
pub use response::ApiResponse;
pub use retry::RetryPolicy;
pub use scalar::Scalar;
pub use serde_json::Value;
pub use session::Session;
pub use stream::{ByteStream, Event, Events, JsonLines, Streamed};
pub use string_enum::{StringEnum, UnknownValue};
pub use tenant::{KnownTenants, Owned, Owner, Tenancy};
pub use union::Union;
pub use unsent::Unsent;
pub use upload::Upload;

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
/// # Constants
///
/// `#[object(constants("kind" = "cat", "version" = 1))]` lists the properties that always have one value: a string, number or
/// boolean. They are no fields. They are written first; they may be absent in what is read, but another value is an error.
///
/// # Setters
///
/// `#[object(setters)]` also gives `new`, which takes the members that must be there, and a setter for each of the
/// others. An `Option<Option<T>>` also gets `clear_...`, which sends `null`. Texts, dates and values are taken as anything
/// that converts into them, lists and maps as anything that can be iterated over, and what is boxed without its box.
///
/// `#[member(required)]` on an `Option` field makes it an argument of `new`: callers must set it, although a response may
/// lack it.
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

/// Encodes and decodes an enum as an integer. It keeps integers that it does not know, in the variant `Unknown` that it
/// adds.
///
/// Variants have no fields; `#[value(...)]` gives each its integer. It is the documentation of a variant that has no
/// other. The enum gets `as_i64`, `VALUES`, `Display` and `From<i64>`, can be copied, compared, hashed and shown by
/// `Debug`, and is `#[non_exhaustive]`.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// use runtime::integer_enum;
///
/// #[integer_enum]
/// enum Priority {
///     #[value(1)]
///     Low,
///     #[value(3)]
///     High,
/// }
///
/// assert_eq!(Priority::from(3), Priority::High);
/// assert_eq!(Priority::from(9).as_i64(), 9);
/// assert_eq!(Priority::VALUES, [Priority::Low, Priority::High]);
/// ```
pub use meraki_dashboard_api_runtime_derive::integer_enum;

/// Encodes and decodes an enum of types: each variant holds a value of one of them.
///
/// A value that no type can hold is kept in the variant `Unknown(Value)`, which is added. The enum can be cloned, compared
/// and shown by `Debug`, and is `#[non_exhaustive]`.
///
/// * `#[union(tag = "...")]`: the property that tells which type it is.
/// * `#[tag("...", ...)]` on a variant: the values of that property, strings, numbers or booleans. A value is written with
///   the first of them, unless it has the property already. Without a property that tells, they are statuses: of a response
///   the variant is taken that is documented for its status (`200`, `2XX`, `default`), if it can hold the body.
/// * `#[other]` on a variant: it holds objects whose tag is absent or unknown.
///
/// # Choice
///
/// A tag decides. If its variant cannot hold the value, or no variant has the tag, the value is `Unknown`. Without a tag,
/// of the variants that can hold a value the first is taken for which, in this order:
/// 1. most tags and constants of the type ([`object`](macro@object)) are found in the value;
/// 2. fewest properties and items are lost, `null` aside;
/// 3. fewest unions inside of it are `Unknown`. A union that is itself a variant, and could only be `Unknown`, does not
///    fit;
/// 4. fewest values are unknown to an enum, and fewest constants absent.
///
/// The work is proportional to the size of the value, however deeply unions nest: a union inside of several variants is
/// chosen once. Trying variants has a budget; where a value exceeds it, what is not chosen yet is `Unknown`.
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
