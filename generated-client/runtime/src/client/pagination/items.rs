//! The items of a listing, as a stream or all at once.

use super::pages::Pages;
use crate::error::Error;
use crate::request::Call;
use crate::response::Drift;
use crate::types::Page;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

/// The items of a listing, as a stream over the pages that [`Pages`] reads.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Items};
/// async fn print(mut names: Items<Vec<String>>) -> Result<(), Error> {
///     while let Some(name) = names.try_next().await? {
///         println!("{name}");
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until the first item is requested"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    items: IntoIter<P::Item>,
    drift: Vec<Drift>,
}

impl<P: Page + DeserializeOwned> Items<P> {
    /// The items of a call.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { pages: Pages::new(call), items: Vec::new().into_iter(), drift: Vec::new() }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// The drift of the page that the latest item is from.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(mut page)) => {
                    self.drift = page.take_drift();
                    self.items = page.into_body().into_items().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing in it is pinned, not even items.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page + DeserializeOwned> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.items.len(), None)
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

/// The future of all items of a listing.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{AllItems, Error};
/// async fn read(mut things: AllItems<Vec<String>>) -> Result<Vec<String>, Error> {
///     let all = (&mut things).await?;
///     for drift in things.drift() {
///         eprintln!("{drift}");
///     }
///     Ok(all)
/// }
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct AllItems<P: Page> {
    pages: Pages<P>,
    items: Vec<P::Item>,
    drift: Vec<Drift>,
}

impl<P: Page + DeserializeOwned> AllItems<P> {
    /// All items of a call.
    #[doc(hidden)]
    pub fn new(call: Call) -> Self {
        Self { pages: Pages::new(call), items: Vec::new(), drift: Vec::new() }
    }

    /// The drift of all pages so far; paths are relative to their page.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }
}

impl<P: Page> Unpin for AllItems<P> {}

impl<P: Page + DeserializeOwned> Future for AllItems<P> {
    type Output = Result<Vec<P::Item>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(mut page)) => {
                    self.drift.append(&mut page.take_drift());
                    self.items.append(&mut page.into_body().into_items());
                }
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None => return Poll::Ready(Ok(std::mem::take(&mut self.items))),
            }
        }
    }
}

impl<P: Page> fmt::Debug for AllItems<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllItems").finish_non_exhaustive()
    }
}
