//! A listing page by page: in come answers, out come typed pages.

use super::cursor::Cursor;
use crate::call::Call;
use crate::decode;
use crate::error::Error;
use crate::response::ApiResponse;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pages of a listing, each asked for when the caller asks for it.
#[must_use = "nothing is sent until the first page is asked for"]
pub struct Pages<P> {
    cursor: Cursor,
    page: PhantomData<fn() -> P>,
}

impl<P: DeserializeOwned> Pages<P> {
    /// The pages of a call.
    pub fn new(call: Call) -> Self {
        Self { cursor: Cursor::new(call), page: PhantomData }
    }

    /// The next page; `None` after the last.
    ///
    /// A call that is dropped before it is done loses nothing: the next one goes on with the same request.
    ///
    /// # Errors
    ///
    /// As for sending the request; also when the next page is on a host that is not trusted, or was read
    /// already. The listing ends there.
    pub async fn try_next(&mut self) -> Result<Option<ApiResponse<P>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<ApiResponse<P>, Error>>> {
        let Some(answer) = ready!(self.cursor.poll_next(context)) else {
            return Poll::Ready(None);
        };
        let page = answer.and_then(decode::page);
        if page.is_err() {
            self.cursor.stop();
        }
        Poll::Ready(Some(page))
    }
}

impl<P: DeserializeOwned> Stream for Pages<P> {
    type Item = Result<ApiResponse<P>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}
