//! The attributes of the types and requests of an API, with their documentation. The crate `derive` implements them.

/// Implements a struct as a JSON object: encoding, decoding, `Clone`, `Debug` and `PartialEq`.
///
/// Each field is a property: `T` is required, `Option<T>` may be absent or `null`, and `Option<Option<T>>` distinguishes
/// absent (`None`) from `null` (`Some(None)`). A `None` is not encoded. Unknown properties are ignored. A struct without
/// required properties implements `Default`. All structs are `#[non_exhaustive]`, unless
/// the feature `exhaustive` is enabled.
///
/// A property's name is the field's name in camel case, without a trailing `_` (`type_`). It also documents a field that
/// has no documentation.
/// * `#[property(name = "...")]` on a field: sets the property's name.
/// * `#[property(nullable)]` on a field of type `Option<T>`: requests must have the property, and `None` is encoded as `null`.
/// * `#[property(extra)]` on a field of type `BTreeMap<String, T>`: collects the properties without a field.
/// * `#[property(undocumented)]`: the same, if the API document describes no such properties.
/// * `#[object(snake_case)]`: uses field names unchanged.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::object;
/// #[object]
/// struct Shelf {
///     id: String,
///     time_zone: Option<String>,
///     #[property(name = "left/right")]
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
/// boolean. They have no fields. Encoding writes them first. When decoding, another value is an error. If one is absent, that is
/// [`Drift`](crate::Drift) in a response, and `serde_json` fills it in. `constants(optional "version" = 1)` may be absent.
///
/// # Setters
///
/// `#[object(setters)]` adds `new`, which takes the required properties, and a setter for each other one. An
/// `Option<Option<T>>` also gets `clear_...`, which sends `null` in JSON. Setters take anything that converts into strings, dates
/// and values, whole numbers for `f64`, any iterator for lists and maps, and unboxed values for boxed fields.
///
/// `#[property(into)]` on a field: its setter takes anything that converts into the property's type, or an iterator of
/// anything that converts into the items of its list.
///
/// `#[property(secret)]` on a field: `Debug` does not show its value. This is the default for names such as `password`.
///
/// `#[property(required)]` on an `Option` field makes it a parameter of `new`: requests must have the property, although
/// responses may lack it.
///
/// `#[property(constant = "cat")]` on an `Option` field: `new` sets it to its only value.
///
/// `#[object(from_response = T)]` adds `from_response`, which copies the properties of an `ApiResponse<T>`.
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::object;
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
/// # Multipart forms
///
/// `#[object(multipart)]`: the struct is sent as `multipart/form-data` instead of JSON. A [`Part`](crate::Part) is sent
/// unchanged, a list as one part per item, a string or a number as text, and an object as JSON.
/// `#[property(media_type = "...")]` sets the media type of a part; `#[property(style = Comma)]` sends a list or an object in
/// that [`ObjectStyle`](crate::ObjectStyle).
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Part, object};
/// #[object(multipart, setters)]
/// struct Upload {
///     #[property(media_type = "image/png")]
///     photo: Part,
///     caption: Option<String>,
/// }
///
/// let upload = Upload::new(Part::from(vec![0x89, 0x50]).file_name("front.png")).caption("the front");
/// ```
pub use meraki_dashboard_api_runtime_derive::object;

/// Implements the request builder of an operation, a struct around a [`Call`](crate::Call): `send` and related methods.
///
/// The attributes describe its [`Operation`](crate::Operation). The first paragraph of the documentation is the summary.
/// * `#[get("...")]`, or another method: the path template.
/// * `#[request(id = "...", output = T)]`: the operation's id, and the type of the JSON response.
/// * `body = T`: the type of the request body, if there is one.
/// * `accept = "..."`: the `Accept` header, if it is not the usual one of the output.
/// * `success("201", "202")`: the statuses of a success as the API document lists them, if they are not only `200`;
///   `"default"` if it describes all others in another way.
/// * `streamed`: the response is streamed; `T` is [`ByteStream`](crate::ByteStream), [`JsonLines`](crate::JsonLines),
///   [`Events`](crate::Events) or another [`Streamed`](crate::Streamed) type.
/// * `text`: the response is text; `T` is [`String`].
/// * `paged`: adds `pages`, `stream`, `all`, and options for reading the listing; `T` is a [`Page`](crate::Page).
///   * `paged(backwards)`: reads pages from each to its `prev` by default.
///   * `paged(time_bounds(after = "...", seconds = 1, before = "...", earliest = "..."))`: every page links to another; the
///     listing stops where [`TimeBounds`](crate::TimeBounds) says, or at the time that the caller passes to `until`.
/// * `action(resource = "...", operation = "...")`: adds `action`, for batches.
/// * `deprecated`: the operation is deprecated.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Call, Session, get};
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
#[cfg(feature = "client")]
pub use meraki_dashboard_api_runtime_derive::get;

/// Like [`get`](macro@get), for another method.
#[doc(inline)]
#[cfg(feature = "client")]
pub use meraki_dashboard_api_runtime_derive::{
    delete, head, options, patch, post, put, query, trace,
};

/// Encodes and decodes an enum as a string. Unknown strings are kept, in the variant `Unknown` that it adds.
///
/// Variants have no fields; their string is their name, or that of `#[value("...")]`. It also documents a variant that has
/// no documentation. The enum gets `as_str`, `VALUES`, `Display`, `FromStr` and `From<&str>`, implements `Clone`,
/// `PartialEq`, `Hash` and `Debug`, and is `#[non_exhaustive]`.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::string_enum;
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

/// Encodes and decodes an enum as an integer. Unknown integers are kept, in the variant `Unknown` that it adds.
///
/// Variants have no fields; `#[value(...)]` sets the integer of each. It also documents a variant that has no
/// documentation. The enum gets `as_i64`, `VALUES`, `Display` and `From<i64>`, implements `Copy`, `PartialEq`, `Hash` and
/// `Debug`, and is `#[non_exhaustive]`.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::integer_enum;
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

/// Encodes and decodes an enum of strings, numbers and booleans. Unknown values of the same types are kept, in the variant
/// `Unknown` that it adds.
///
/// Variants are as those of [`integer_enum`](macro@integer_enum): `#[value(true)] Given`. The enum gets `to_value`, `VALUES`
/// and `Display`, implements `Clone`, `PartialEq` and `Debug`, and is `#[non_exhaustive]`.
pub use meraki_dashboard_api_runtime_derive::scalar_enum;

/// Encodes and decodes an enum as the value of one of several types: each variant holds a value of one.
///
/// If none of the types fits, the value is kept in the variant `Unknown(Value)`, which is added. The enum implements
/// `Clone`, `PartialEq` and `Debug`, and is `#[non_exhaustive]`.
///
/// * `#[union(tag = "...")]`: the discriminator property.
/// * `#[tag("...", ...)]` on a variant: the discriminator's values: strings, numbers or booleans. Encoding adds the first
///   of them, unless the value has the property already, or the attribute is `#[tag(optional "...")]`. Without a
///   discriminator they are statuses: only the variants documented for the status of the response (`200`, or else `2XX`,
///   or else `default`) are tried.
/// * `#[other]` on a variant: it holds objects whose discriminator is absent or unknown.
/// * `#[combined]` on a variant of a union without a discriminator, or of one with optional tags: it has the properties of
///   all others. It is chosen only if the value has no tag, and it keeps more of the value than each of them.
/// * `Variant(#[from] T)`: the enum implements `From<T>`, and `From<&str>` if `T` is `String`. If `T` is a `Vec` or a `BTreeMap`, it implements `From` for arrays of items
///   or of pairs, in which a `&str` stands for a `String`. With `#[from(i32)]`, it implements `From<i32>` as well, for integer
///   literals of a wider number.
///
/// # How a variant is chosen
///
/// A discriminator decides. If its variant does not fit, or no variant has its value, the union is `Unknown`. Without a
/// discriminator, the variants that fit are compared by these criteria, in order. On a tie, the first variant wins.
/// 1. The value has most of the variant's discriminators and constants ([`object`](macro@object)).
/// 2. Fewest properties and items are lost, except `null`.
/// 3. Fewest nested unions are `Unknown`. A variant that is itself a union does not fit if it would be `Unknown`.
/// 4. Fewest values are unknown to their enum, and fewest constants and `nullable` properties are absent. A variant does not
///    fit if a constant of its own is absent, unless that constant is `optional`.
/// 5. Fewest properties that are `null` are lost.
///
/// The time is proportional to the size of the value, however deeply unions nest: a nested union is chosen once, even if
/// several variants contain it. The search has a work budget. When a value exceeds it, the unions that remain are
/// `Unknown`.
///
/// In a response, a value that does not fit is [`Drift`](crate::Drift): the parts that do not fit the variant of its
/// discriminator are dropped. If required parts are missing, or there is no discriminator, the union is `Unknown`. An unknown
/// discriminator is no drift: like an unknown string in an enum, it is probably newer than the crate.
///
/// # Example
///
/// ```standalone_crate
/// # extern crate meraki_dashboard_api_runtime as runtime;
/// # use runtime::{object, union};
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
