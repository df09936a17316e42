//! Requests and their answers to come: in comes a call, out comes a future of the typed answer.

use crate::call::Call;
use crate::decode;
use crate::error::Error;
use crate::response::ApiResponse;
use crate::send::{self, Answer};
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// What all requests have in common.
///
/// Each request also has its methods without this trait.
pub trait Request: Sized {
    /// What the body of the answer is decoded into.
    type Output: DeserializeOwned;

    /// The description of the request.
    fn into_call(self) -> Call;
}

/// The answer to come of a request that is being sent.
#[must_use = "futures do nothing unless polled"]
pub struct ResponseFuture<T> {
    answer: Pending,
    output: PhantomData<fn() -> T>,
}

/// An answer to come, not decoded yet.
pub(crate) type Pending = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

impl<T: DeserializeOwned> ResponseFuture<T> {
    /// Begins to send a call, as soon as it is polled.
    pub fn new(call: Call) -> Self {
        Self { answer: Box::pin(send::call(call)), output: PhantomData }
    }
}

impl<T: DeserializeOwned> Future for ResponseFuture<T> {
    type Output = Result<ApiResponse<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(context))?;
        Poll::Ready(decode::answer(answer))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
