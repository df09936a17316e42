//! A listing page by page: in come answers, out come typed pages.

use super::walk::Walk;
use crate::error::Error;
use crate::request::{Call, Cursor};
use crate::response::{ApiResponse, page};
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pages of a listing.
///
/// While the caller works with a page, the next one is asked for, unless the request says otherwise; never more than
/// that one.
#[must_use = "nothing is sent until the first page is asked for"]
pub struct Pages<P> {
    walk: Walk,
    page: PhantomData<fn() -> P>,
}

impl<P: DeserializeOwned> Pages<P> {
    /// The pages of a call.
    pub fn new(call: Call) -> Self {
        Self { walk: Walk::new(call), page: PhantomData }
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

    /// Where the listing goes on: with the page after those that were delivered.
    ///
    /// There is such a page where the listing ended because of [`max_pages`](crate::Listing::max_pages) or of a time, or
    /// with an error: it can be resumed there. There is none before the first page was asked for, and after the last.
    pub fn cursor(&self) -> Option<Cursor> {
        self.walk.cursor()
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<ApiResponse<P>, Error>>> {
        loop {
            let response = match ready!(self.walk.poll_next(context)) {
                Some(Ok(response)) => response,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            match page(response) {
                Ok(page) => return Poll::Ready(Some(Ok(page))),
                Err(unfit) => self.walk.go_back(unfit),
            }
        }
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
