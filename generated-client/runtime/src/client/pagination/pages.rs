//! The pages of a listing, as a stream.

use super::page_requests::PageRequests;
use crate::error::Error;
use crate::request::{Call, Cursor};
use crate::response::{ApiResponse, checked, page};
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pages of a listing.
///
/// The next page is requested while the caller processes the current one, unless the request's options say otherwise;
/// never more than that one.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Pages};
/// /// Prints the pages of a listing, and where it can resume if it stops.
/// async fn print(mut pages: Pages<Vec<String>>) -> Result<(), Error> {
///     while let Some(page) = pages.try_next().await? {
///         println!("{} names, request {:?}", page.len(), page.request_id());
///     }
///     println!("resume at {:?}", pages.cursor());
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until the first page is requested"]
pub struct Pages<P> {
    requests: PageRequests,
    page: PhantomData<fn() -> P>,
}

impl<P: DeserializeOwned> Pages<P> {
    /// The pages of a call.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { requests: PageRequests::new(call), page: PhantomData }
    }

    /// The next page; `None` after the last.
    ///
    /// Dropping the future loses nothing: the next call continues with the same request.
    ///
    /// # Errors
    ///
    /// As for sending the request; also when the next page is on a host that is not trusted, or has been read already.
    /// The listing ends there.
    pub async fn try_next(&mut self) -> Result<Option<ApiResponse<P>>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// The page at which the listing resumes: the one after those that have been delivered.
    ///
    /// It is `Some` if the listing stopped because of [`max_pages`](crate::ListOptions::max_pages), a time or an
    /// error. It is `None` before the first page has been requested and after the last.
    pub fn cursor(&self) -> Option<Cursor> {
        self.requests.cursor()
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<ApiResponse<P>, Error>>> {
        loop {
            let response = match ready!(self.requests.poll_next(context)) {
                Some(Ok(response)) => response,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            match checked(response, page) {
                Ok(page) => return Poll::Ready(Some(Ok(page))),
                Err(unfit) => self.requests.go_back(unfit),
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
