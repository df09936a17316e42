//! The trait of all requests.
#[cfg(feature = "blocking")]
use super::blocking::Blocking;
use crate::request::Call;
use crate::response::{ResponseFuture, Streamed};

/// What all requests have in common.
///
/// Each request also has `send` without this trait.
pub trait Request: Sized {
    /// What the body of the answer is decoded into.
    type Output;

    /// The description of the request.
    fn into_call(self) -> Call;

    /// Sends the request.
    fn send(self) -> ResponseFuture<Self::Output>;

    /// The same request, for callers that do not await it.
    #[cfg(feature = "blocking")]
    fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// Sends the request, and gives the answer to be read as it comes, whatever the document says that it is.
    fn streamed<S: Streamed>(self) -> ResponseFuture<S> {
        ResponseFuture::streamed(self.into_call())
    }
}
