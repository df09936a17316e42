//! The queue of the requests that wait for a token of one bucket.
//!
//! A request takes its token when it arrives, so its position decides how long it waits. When a request leaves, sent or
//! cancelled, those behind it move up. The first one follows the bucket: it computes its wait again whenever the rate
//! changes.

use super::DeadlineExceeded;
use super::bucket::Bucket;
use crate::policy::clock::Clock;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// Shorter waits are ignored, because times are rounded.
const SHORTEST: Duration = Duration::from_micros(1);

/// A bucket, and the requests that wait for its tokens.
#[derive(Clone)]
pub(super) struct Queue(Arc<Mutex<State>>);

struct State {
    bucket: Bucket,
    /// The waiting requests, in the order of their tickets.
    waiting: VecDeque<Waiting>,
    next_ticket: u64,
}

struct Waiting {
    ticket: u64,
    /// Whether the wait must be computed again.
    has_moved: bool,
    waker: Option<Waker>,
}

impl Queue {
    pub(super) fn new(bucket: Bucket) -> Self {
        let state = State { bucket, waiting: VecDeque::new(), next_ticket: 0 };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Waits for a token. Returns an error if the wait would exceed `end`.
    pub(super) async fn take(
        &self,
        clock: &dyn Clock,
        end: Duration,
    ) -> Result<ReservedToken, DeadlineExceeded> {
        let position = Position::new(self, clock.elapsed());
        loop {
            let now = clock.elapsed();
            let wait = position.wait(now);
            if wait < SHORTEST {
                return Ok(position.token());
            }
            if now.saturating_add(wait) > end {
                return Err(DeadlineExceeded { wait });
            }
            let mut sleep = clock.sleep(wait);
            poll_fn(|context| match position.poll_moved(context) {
                Poll::Ready(()) => Poll::Ready(()),
                Poll::Pending => sleep.as_mut().poll(context),
            })
            .await;
        }
    }

    /// Slows down after a 429. The free tokens are lost, because the server has none.
    pub(super) fn decrease(&self, factor: f64, now: Duration) {
        self.change(|state| {
            state.bucket.decrease(factor, now);
            state.bucket.drain(state.waiting.len());
        });
    }

    /// Stops all requests for a while.
    pub(super) fn pause(&self, wait: Duration, now: Duration) {
        self.change(|state| state.bucket.pause(wait, now));
    }

    /// Speeds up after a success.
    pub(super) fn increase(&self, now: Duration) {
        self.change(|state| state.bucket.increase(now));
    }

    /// Whether nobody uses the bucket, and a new one would not differ from it.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        Arc::strong_count(&self.0) == 1 && self.state().bucket.is_fresh(now)
    }

    /// The current rate, in tokens per second.
    #[cfg(test)]
    pub(super) fn rate(&self) -> f64 {
        self.state().bucket.rate()
    }

    /// Changes the bucket. The first request computes its wait again.
    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state();
        change(&mut state);
        state.move_first();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Wakes the first request.
    fn move_first(&mut self) {
        if let Some(first) = self.waiting.front_mut() {
            first.has_moved = true;
            if let Some(waker) = first.waker.take() {
                waker.wake();
            }
        }
    }

    fn position(&self, ticket: u64) -> Option<usize> {
        self.waiting.binary_search_by_key(&ticket, |waiting| waiting.ticket).ok()
    }
}

/// The position of a request in the queue, which it leaves when it is dropped.
struct Position {
    ticket: u64,
    /// The token that it waits for.
    token: ReservedToken,
}

impl Position {
    fn new(queue: &Queue, now: Duration) -> Self {
        let mut state = queue.state();
        state.bucket.take(now);
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        state.waiting.push_back(Waiting { ticket, has_moved: false, waker: None });
        drop(state);
        Self { ticket, token: ReservedToken(Some(queue.clone())) }
    }

    /// The time until its token is available.
    fn wait(&self, now: Duration) -> Duration {
        let Some(queue) = &self.token.0 else { return Duration::ZERO };
        let mut state = queue.state();
        let position = state.position(self.ticket).unwrap_or_default();
        let behind = state.waiting.len().saturating_sub(position + 1);
        state.bucket.wait(behind, now)
    }

    /// Completes when the wait must be computed again.
    fn poll_moved(&self, context: &mut Context<'_>) -> Poll<()> {
        let Some(queue) = &self.token.0 else { return Poll::Ready(()) };
        let mut state = queue.state();
        let position = state.position(self.ticket);
        let Some(waiting) = position.and_then(|position| state.waiting.get_mut(position)) else {
            return Poll::Ready(());
        };
        if std::mem::take(&mut waiting.has_moved) {
            return Poll::Ready(());
        }
        waiting.waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// The token, once the wait is over.
    fn token(mut self) -> ReservedToken {
        self.leave();
        ReservedToken(self.token.0.take())
    }

    fn leave(&mut self) {
        let Some(queue) = &self.token.0 else { return };
        let mut state = queue.state();
        if let Some(position) = state.position(self.ticket) {
            state.waiting.remove(position);
            if position == 0 {
                state.move_first();
            }
        }
    }
}

impl Drop for Position {
    fn drop(&mut self) {
        self.leave();
    }
}

/// A token that has been taken; it returns to the bucket unless it is kept.
pub(super) struct ReservedToken(Option<Queue>);

impl ReservedToken {
    pub(super) fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for ReservedToken {
    fn drop(&mut self) {
        if let Some(queue) = &self.0 {
            queue.change(|state| state.bucket.give_back());
        }
    }
}
