//! The queues of a process: the requests of an owner ask Redis one after the other.
//!
//! Only the first request of a queue has a token reserved. Those behind it leave the queue at no cost when they are
//! cancelled, and follow the rate as it changes.

use runtime::{DeadlineExceeded, Limit, Owner};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;

/// The number of queues that are always kept.
const FEW: usize = 64;

/// The queues, by owner.
#[derive(Default)]
pub(crate) struct Owners(Mutex<Queues>);

#[derive(Default)]
struct Queues {
    queues: HashMap<Owner, Arc<Queue>>,
    /// The number of queues above which idle ones are removed.
    most: usize,
}

/// The requests of an owner that wait for a token.
#[derive(Default)]
pub(crate) struct Queue {
    /// Locked by the first request. It is fair.
    head: Arc<tokio::sync::Mutex<()>>,
    length: AtomicU32,
    /// Whether a rate is lower than the limit, so that successes must be reported.
    is_slow: AtomicBool,
}

impl Owners {
    pub(crate) fn queue(&self, owner: &Owner) -> Arc<Queue> {
        let mut owners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = owners.queues.get(owner) {
            return queue.clone();
        }
        if owners.queues.len() >= owners.most.max(FEW) {
            owners.queues.retain(|_, queue| Arc::strong_count(queue) > 1 || queue.is_slow());
            owners.most = owners.queues.len().saturating_mul(2);
        }
        owners.queues.entry(owner.clone()).or_default().clone()
    }
}

impl Queue {
    /// Waits until the request is the first. Returns an error if that takes longer than `timeout`, immediately if even a full
    /// bucket has too few tokens for those before it.
    pub(crate) async fn enter(
        &self,
        limit: &Limit,
        timeout: Duration,
    ) -> Result<OwnedMutexGuard<()>, DeadlineExceeded> {
        let length = Length::new(&self.length);
        let missing = (f64::from(length.ahead) - limit.burst).max(0.0);
        let wait = Duration::try_from_secs_f64(missing / limit.rate).unwrap_or(Duration::MAX);
        if wait > timeout {
            return Err(DeadlineExceeded { wait });
        }
        let head = Arc::clone(&self.head).lock_owned();
        tokio::time::timeout(timeout, head).await.map_err(|_| DeadlineExceeded { wait: timeout })
    }

    pub(crate) fn is_slow(&self) -> bool {
        self.is_slow.load(Ordering::Relaxed)
    }

    pub(crate) fn set_slow(&self, is_slow: bool) {
        self.is_slow.store(is_slow, Ordering::Relaxed);
    }
}

/// Counts a request that waits.
struct Length<'a> {
    length: &'a AtomicU32,
    /// The number of requests before it.
    ahead: u32,
}

impl<'a> Length<'a> {
    fn new(length: &'a AtomicU32) -> Self {
        Self { length, ahead: length.fetch_add(1, Ordering::Relaxed) }
    }
}

impl Drop for Length<'_> {
    fn drop(&mut self) {
        self.length.fetch_sub(1, Ordering::Relaxed);
    }
}
