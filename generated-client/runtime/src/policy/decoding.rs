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
    /// Values that do not fit are dropped: a property is `None`, an item of a list its default. A value that no variant of
    /// a union fits is kept in `Unknown`. [`ApiResponse::drift`](crate::ApiResponse::drift) lists all of them. A response
    /// that lacks a required property, or does not fit at all, is an error.
    #[default]
    Tolerant,
    /// Such a response is an error, which names the first value that does not fit.
    Strict,
}
