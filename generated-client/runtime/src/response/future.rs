//! The future of a response: sends a call and decodes the response.

use super::api_response::ApiResponse;
use super::decode;
use super::decode::Undecodable;
use super::stream::Streamed;
use crate::error::Error;
use crate::http::{PendingResponse, RawResponse, send_call};
use crate::request::Call;
use crate::types::Page;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The future of a response. Nothing is sent until it is polled.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, ResponseFuture};
/// /// Waits for two responses at the same time.
/// async fn both<A, B>(a: ResponseFuture<A>, b: ResponseFuture<B>) -> Result<(A, B), Error> {
///     let (a, b) = tokio::try_join!(a, b)?;
///     Ok((a.into_body(), b.into_body()))
/// }
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<T> {
    pending: PendingResponse,
    decode: fn(Box<RawResponse>) -> Result<ApiResponse<T>, Undecodable>,
}

impl<T: DeserializeOwned> ResponseFuture<T> {
    /// Sends a call, and decodes the response as JSON.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { pending: send_call(call), decode: decode::json }
    }
}

impl<P: DeserializeOwned + Page> ResponseFuture<P> {
    /// Sends a call, and decodes the response as a page of a listing.
    #[doc(hidden)]
    pub fn page(call: Call) -> Self {
        Self { pending: send_call(call), decode: decode::page }
    }
}

impl ResponseFuture<()> {
    /// Sends a call, and discards the body of the response.
    #[doc(hidden)]
    pub fn empty(call: Call) -> Self {
        Self { pending: send_call(call), decode: decode::empty }
    }
}

impl ResponseFuture<Bytes> {
    /// Sends a call, and returns the body of the response as it is.
    pub(crate) fn bytes(call: Call) -> Self {
        Self { pending: send_call(call), decode: decode::bytes }
    }
}

impl<S: Streamed> ResponseFuture<S> {
    /// Sends a call, and returns the response as a stream.
    #[doc(hidden)]
    pub fn streamed(mut call: Call) -> Self {
        call.stream();
        Self { pending: send_call(call), decode: decode::streamed }
    }
}

impl ResponseFuture<String> {
    /// Sends a call, and returns the response as text.
    #[doc(hidden)]
    pub fn text(call: Call) -> Self {
        Self { pending: send_call(call), decode: decode::text }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<ApiResponse<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let response = ready!(self.pending.as_mut().poll(context))?;
            match decode::checked(response, self.decode) {
                Ok(response) => return Poll::Ready(Ok(response)),
                Err(unfit) => self.pending = unfit.replaced(),
            }
        }
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
