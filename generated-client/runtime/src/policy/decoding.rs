//! Whether responses that deviate from the document are decoded.

/// What becomes of an answer in which not everything is as the document says.
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
    /// What does not fit is left out: a member is `None`, an element of a list its default.
    /// [`ApiResponse::drift`](crate::ApiResponse::drift) says what it was. An answer that lacks what must be there is an
    /// error, and so is one that is something else altogether.
    #[default]
    Tolerant,
    /// It is an error, which says where the first thing is that does not fit.
    Strict,
}
