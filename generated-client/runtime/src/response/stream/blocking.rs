//! Iterates over streams of responses without async.
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::consume_budget;

/// The pages or items of a listing, or the values of a streamed response, as an iterator for synchronous code.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{BlockingIter, Error, Items};
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
        match block_on(poll_fn(|context| Pin::new(&mut *listing).poll_next(context))) {
            Ok(item) => item,
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

/// Runs a future to its end on the executor of synchronous calls; an error inside an async runtime.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    // For timers and connections. The executor's own `block_on` panics inside some runtimes.
    let _context = executor()?.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return Ok(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// Wakes a thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Whether the thread must not be blocked: it runs async tasks.
///
/// A thread of `spawn_blocking` has a runtime as well, but no task budget to exhaust.
fn runs_tasks() -> bool {
    /// More than the budget of a task.
    const STEPS: usize = 1_000;
    let mut context = Context::from_waker(Waker::noop());
    let is_exhausted = |_| pin!(consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..STEPS).any(is_exhausted)
}

/// The executor of synchronous calls; an error inside an async runtime.
pub(crate) fn executor() -> Result<&'static Runtime, Error> {
    static EXECUTOR: OnceLock<std::io::Result<Runtime>> = OnceLock::new();
    if runs_tasks() {
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
