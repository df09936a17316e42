//! Iterates over streams of responses without async.
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle, Runtime};

/// The pages or items of a listing, or the values of a streamed response, as an iterator for synchronous code.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{BlockingIter, Error, Items};
///
/// fn print(tags: BlockingIter<Items<Vec<String>>>) -> Result<(), Error> {
///     for tag in tags {
///         println!("{}", tag?);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "nothing is sent until the first page is requested"]
pub struct BlockingIter<S>(pub(crate) Option<S>);

impl<S> BlockingIter<S> {
    pub(crate) fn new(listing: S) -> Self {
        Self(Some(listing))
    }
}

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for BlockingIter<S> {
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

impl<S> fmt::Debug for BlockingIter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingIter").finish_non_exhaustive()
    }
}

/// The executor of synchronous calls; an error inside an async runtime.
pub(crate) fn executor() -> Result<&'static Runtime, Error> {
    static EXECUTOR: OnceLock<std::io::Result<Runtime>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(Error::request(
            "a blocking call would stall the async runtime: await the request, or call from another thread",
        ));
    }
    let executor = EXECUTOR.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("blocking-requests").enable_all().build()
    });
    let failure =
        |why| Error::request(format!("the thread for blocking calls cannot be started: {why}"));
    executor.as_ref().map_err(failure)
}
