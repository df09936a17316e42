//! Requests and their answers to come: in comes a call, out comes a future of the typed answer.

use crate::call::Call;
use crate::decode::{self, Unfit};
use crate::error::Error;
use crate::paging::Page;
use crate::response::ApiResponse;
use crate::send::{self, Answer, Pending};
use crate::stream::Streamed;
use serde::de::DeserializeOwned;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

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
    fn blocking(self) -> crate::Blocking<Self> {
        crate::Blocking::new(self)
    }

    /// Sends the request, and gives the answer to be read as it comes, whatever the document says that it is.
    fn streamed<S: Streamed>(self) -> ResponseFuture<S> {
        ResponseFuture::streamed(self.into_call())
    }
}

/// The answer to come of a request that is being sent.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<T> {
    answer: Pending,
    decode: fn(Box<Answer>) -> Result<ApiResponse<T>, Unfit>,
}

impl<T: DeserializeOwned> ResponseFuture<T> {
    /// Sends a call, as soon as it is polled, and reads the answer as JSON.
    pub fn new(call: Call) -> Self {
        Self { answer: send::call(call), decode: decode::json }
    }
}

impl<P: DeserializeOwned + Page> ResponseFuture<P> {
    /// Sends a call, as soon as it is polled, and reads the answer as a page of a listing.
    pub fn page(call: Call) -> Self {
        Self { answer: send::call(call), decode: decode::page }
    }
}

impl<S: Streamed> ResponseFuture<S> {
    /// Sends a call, as soon as it is polled, and gives the answer to be read as it comes.
    pub fn streamed(mut call: Call) -> Self {
        call.stream(S::ACCEPT);
        Self { answer: send::call(call), decode: decode::streamed }
    }
}

impl ResponseFuture<String> {
    /// Sends a call, as soon as it is polled, and takes the answer as text.
    pub fn text(mut call: Call) -> Self {
        call.accept_anything();
        Self { answer: send::call(call), decode: decode::text }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<ApiResponse<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            let answer = ready!(self.answer.as_mut().poll(context))?;
            match (self.decode)(answer) {
                Ok(response) => return Poll::Ready(Ok(response)),
                Err(unfit) => self.answer = unfit.replaced(),
            }
        }
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
