//! The trait of all requests.
#[cfg(feature = "blocking")]
use super::blocking::Blocking;
use crate::error::Error;
use crate::http;
use crate::request::Call;
use crate::response::{ResponseFuture, Streamed};
use crate::unsent::Unsent;

/// A request, of any operation.
///
/// Each request also has `send` without this trait.
pub trait Request: Sized {
    /// The type of the response body.
    type Output;

    /// The description of the request.
    fn into_call(self) -> Call;

    /// Sends the request.
    fn send(self) -> ResponseFuture<Self::Output>;

    /// The request as [`send`](Self::send) would send it, without credentials. Nothing is sent, whatever the method.
    ///
    /// # Errors
    ///
    /// When the request is invalid.
    fn dry_run(self) -> Result<Unsent, Error> {
        http::unsent(self.into_call())
    }

    /// The same request, for synchronous code.
    #[cfg(feature = "blocking")]
    fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// Sends the request, and returns the response as a stream, whatever its documented type.
    fn streamed<S: Streamed>(self) -> ResponseFuture<S> {
        ResponseFuture::streamed(self.into_call())
    }
}
