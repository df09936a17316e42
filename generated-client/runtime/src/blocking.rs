//! Requests for callers that do not await: in come requests, listings and batches, out comes what becomes of them, once it
//! has.
//!
//! They are sent as any other, by an executor of the runtime's own, which all clients of a process share.

use crate::batch::{BatchReport, ConfirmedBatch};
use crate::drift::Drift;
use crate::error::Error;
use crate::paging::{AllItems, Cursor, Items, Page, Pages};
use crate::request::Request;
use crate::response::ApiResponse;
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle, Runtime};

/// A request, or a batch, whose caller does not await it.
///
/// [`Request::blocking`] and [`ConfirmedBatch::blocking`] give one. All that it does is an error inside an async runtime,
/// which it would hold up.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{Error, Method, Request, Session};
///
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
    /// Sends the request, and waits for its answer.
    ///
    /// # Errors
    ///
    /// As for [`Request::send`]; also inside an async runtime.
    pub fn send(self) -> Result<ApiResponse<R::Output>, Error> {
        executor()?.block_on(self.0.send())
    }
}

impl<R: Request<Output: Page + DeserializeOwned>> Blocking<R> {
    /// The listing page by page.
    ///
    /// Nothing is sent before the first page is asked for.
    pub fn pages(self) -> BlockingListing<Pages<R::Output>> {
        BlockingListing(Some(Pages::new(self.0.into_call())))
    }

    /// The listing item by item, over all pages.
    ///
    /// Nothing is sent before the first item is asked for.
    pub fn stream(self) -> BlockingListing<Items<R::Output>> {
        BlockingListing(Some(Items::new(self.0.into_call())))
    }

    /// All items of all pages.
    ///
    /// # Errors
    ///
    /// As for [`Request::send`]: when a page fails, so does the whole. Also inside an async runtime.
    pub fn all(self) -> Result<Vec<<R::Output as Page>::Item>, Error> {
        executor()?.block_on(AllItems::<R::Output>::new(self.0.into_call()))
    }
}

impl Blocking<ConfirmedBatch> {
    /// Sends the actions, and waits until all of them are done.
    ///
    /// # Errors
    ///
    /// Inside an async runtime. What happens to the actions is in the report, errors included.
    pub fn run(self) -> Result<BatchReport, Error> {
        Ok(executor()?.block_on(self.0.run()))
    }
}

impl<R: fmt::Debug> fmt::Debug for Blocking<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.0).finish()
    }
}

/// The pages or the items of a listing, or the pieces of an answer that is read as it comes, for callers that do not await
/// them.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{BlockingListing, Error, Items};
///
/// fn print(tags: BlockingListing<Items<Vec<String>>>) -> Result<(), Error> {
///     for tag in tags {
///         println!("{}", tag?);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until the first page is asked for"]
pub struct BlockingListing<S>(Option<S>);

impl<S> BlockingListing<S> {
    pub(crate) fn new(listing: S) -> Self {
        Self(Some(listing))
    }
}

impl<P: DeserializeOwned> BlockingListing<Pages<P>> {
    /// Where the listing goes on: [`Pages::cursor`].
    pub fn cursor(&self) -> Option<Cursor> {
        self.0.as_ref()?.cursor()
    }
}

impl<P: Page + DeserializeOwned> BlockingListing<Items<P>> {
    /// What was left out of the page that the latest item is from: [`Items::drift`].
    pub fn drift(&self) -> &[Drift] {
        self.0.as_ref().map(Items::drift).unwrap_or_default()
    }
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for BlockingListing<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let listing = self.0.as_mut()?;
        match executor() {
            Ok(executor) => {
                executor.block_on(poll_fn(|context| Pin::new(&mut *listing).poll_next(context)))
            }
            Err(error) => {
                self.0 = None;
                Some(Err(error))
            }
        }
    }
}

impl<S> fmt::Debug for BlockingListing<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingListing").finish_non_exhaustive()
    }
}

/// What drives requests whose callers do not await them; an error, where a caller should.
pub(crate) fn executor() -> Result<&'static Runtime, Error> {
    static EXECUTOR: OnceLock<std::io::Result<Runtime>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(Error::request(
            "a blocking call inside an async runtime would hold it up: await the request, or make the call in a thread of its own",
        ));
    }
    let executor = EXECUTOR.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("blocking-requests").enable_all().build()
    });
    let fault =
        |why| Error::request(format!("blocking calls need a thread, and there is none: {why}"));
    executor.as_ref().map_err(fault)
}
