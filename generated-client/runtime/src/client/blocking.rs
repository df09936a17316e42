//! Requests, listings and batches for synchronous code.
//!
//! An executor that all clients of a process share drives them.

use super::batch::{BatchReport, ConfirmedBatch};
use super::pagination::{AllItems, Items, Pages};
use super::request::Request;
use crate::error::Error;
use crate::request::Cursor;
use crate::response::{ApiResponse, BlockingIter, Drift, block_on};
use crate::types::Page;
use serde::de::DeserializeOwned;
use std::fmt;

/// A request or a batch, for synchronous code.
///
/// [`Request::blocking`] and [`ConfirmedBatch::blocking`] return one. Its methods return an error inside an async runtime,
/// which they would stall.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Method, Request, Session};
/// fn name(session: &Session) -> Result<Option<String>, Error> {
///     let shelf = session.request(Method::GET, "/shelves/S_1").blocking().send()?;
///     Ok(shelf["name"].as_str().map(str::to_owned))
/// }
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct Blocking<R>(R);

impl<R> Blocking<R> {
    pub(crate) fn new(request: R) -> Self {
        Self(request)
    }
}

impl<R: Request> Blocking<R> {
    /// Sends the request, and waits for the response.
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`Request::send`], and inside an async runtime.
    pub fn send(self) -> Result<ApiResponse<R::Output>, Error> {
        block_on(self.0.send())?
    }
}

impl<R: Request<Output: Page + DeserializeOwned>> Blocking<R> {
    /// Reads the listing page by page.
    ///
    /// Nothing is sent until the first page is requested.
    pub fn pages(self) -> BlockingIter<Pages<R::Output>> {
        BlockingIter(Some(Pages::new(self.0.into_call())))
    }

    /// Reads the listing item by item, over all pages.
    ///
    /// Nothing is sent until the first item is requested.
    pub fn stream(self) -> BlockingIter<Items<R::Output>> {
        BlockingIter(Some(Items::new(self.0.into_call())))
    }

    /// Reads the items of all pages into one list.
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`Request::send`], for any of the pages, and inside an async runtime.
    pub fn all(self) -> Result<Vec<<R::Output as Page>::Item>, Error> {
        block_on(AllItems::<R::Output>::new(self.0.into_call()))?
    }
}

impl Blocking<ConfirmedBatch> {
    /// Sends the actions, and waits until all of them are done.
    ///
    /// # Errors
    ///
    /// Returns an error inside an async runtime. The report contains the errors of the actions.
    pub fn run(self) -> Result<BatchReport, Error> {
        block_on(self.0.run())
    }
}

impl<R: fmt::Debug> fmt::Debug for Blocking<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.0).finish()
    }
}

impl<P: DeserializeOwned> BlockingIter<Pages<P>> {
    /// Returns the position at which the listing resumes: [`Pages::cursor`].
    pub fn cursor(&self) -> Option<Cursor> {
        self.0.as_ref()?.cursor()
    }
}

impl<P: Page + DeserializeOwned> BlockingIter<Items<P>> {
    /// Returns the drift of the page that contains the latest item: [`Items::drift`].
    pub fn drift(&self) -> &[Drift] {
        self.0.as_ref().map(Items::drift).unwrap_or_default()
    }
}

impl ConfirmedBatch {
    /// Returns the same batch for synchronous code.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}
