//! How responses that deviate from the API document are decoded.

/// How a response that deviates from the API document is decoded.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{Decoding, RequestOptions};
/// let options = RequestOptions::new().decode(Decoding::Strict);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decoding {
    /// Values of other types are converted: the number `10` is the string `"10"` and the reverse, and a single value is a list
    /// of one item. Values that cannot be converted are dropped: a property is `None`, an item of a list its default. A value
    /// that no variant of a union fits is kept in `Unknown`. [`ApiResponse::drift`](crate::ApiResponse::drift) lists all of
    /// them. A response that lacks a required property, or does not fit at all, is an error.
    #[default]
    Tolerant,
    /// Such a response is an error, which names the first value that does not fit.
    Strict,
}

/// How a response is decoded, and what is kept of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DecodeOptions {
    pub(crate) decoding: Decoding,
    /// Whether undocumented properties are listed as drift.
    pub(crate) list_undocumented: bool,
    /// Whether the body is kept as it was received.
    pub(crate) keep_body: bool,
}
