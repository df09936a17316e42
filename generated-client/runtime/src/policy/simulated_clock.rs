//! A simulated clock, on which waits end immediately and in order.

use super::clock::{Clock, Sleep};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// A clock whose time advances only while all tasks wait, and then immediately.
///
/// Clones are the same clock. Its random number is 0.5 unless set.
///
/// # Example
///
/// ```
/// use meraki_dashboard_api_runtime::{Clock, testing::SimulatedClock};
/// use std::time::Duration;
///
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// let clock = SimulatedClock::new();
/// clock.sleep(Duration::from_secs(3600)).await;
/// assert_eq!(clock.elapsed(), Duration::from_secs(3600));
/// assert_eq!(clock.waits(), [Duration::from_secs(3600)]);
/// # });
/// ```
#[derive(Clone)]
pub struct SimulatedClock(Arc<Mutex<State>>);

struct State {
    start: SystemTime,
    elapsed: Duration,
    random: f64,
    /// The number of tasks that could be waiting.
    tasks: usize,
    /// The waiting tasks, and until when they wait.
    waiting: Vec<(u64, Duration, Waker)>,
    /// Every wait that has started.
    waits: Vec<Duration>,
}

impl SimulatedClock {
    /// The clock of one task: every wait ends immediately. It starts at 2020-01-01, midnight UTC.
    pub fn new() -> Self {
        Self::of_tasks(1)
    }

    /// The clock of several tasks: its time advances when all of them wait.
    pub fn of_tasks(tasks: usize) -> Self {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_577_836_800);
        Self(Arc::new(Mutex::new(State {
            start,
            elapsed: Duration::ZERO,
            random: 0.5,
            tasks,
            waiting: Vec::new(),
            waits: Vec::new(),
        })))
    }

    /// The same clock, set to a date.
    pub fn at(self, now: SystemTime) -> Self {
        {
            let mut state = self.state();
            state.start = now.checked_sub(state.elapsed).unwrap_or(now);
        }
        self
    }

    /// The same clock, with another random number.
    pub fn with_random(self, random: f64) -> Self {
        self.state().random = random;
        self
    }

    /// Advances the time.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        state.elapsed += duration;
        state.wake();
    }

    /// Reports that a task has ended, and will not wait any more.
    pub fn leave(&self) {
        let mut state = self.state();
        state.tasks = state.tasks.saturating_sub(1);
        state.go_on();
    }

    /// Every wait that has started, in order.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// If all tasks wait, advances the time to the end of the first wait.
    fn go_on(&mut self) {
        if self.waiting.len() >= self.tasks
            && let Some(first) = self.waiting.iter().map(|(_, until, _)| *until).min()
        {
            self.elapsed = self.elapsed.max(first);
            self.wake();
        }
    }

    /// Ends the waits that are over.
    fn wake(&mut self) {
        let elapsed = self.elapsed;
        for (_, _, waker) in self.waiting.extract_if(.., |(_, until, _)| *until <= elapsed) {
            waker.wake();
        }
    }
}

impl Default for SimulatedClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> SystemTime {
        let state = self.state();
        state.start + state.elapsed
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let mut state = self.state();
        let until = state.elapsed.saturating_add(duration);
        let id = u64::try_from(state.waits.len()).unwrap_or(u64::MAX);
        state.waits.push(duration);
        drop(state);
        Box::pin(Wait { clock: self.clone(), id, until })
    }

    fn random(&self) -> f64 {
        self.state().random
    }
}

impl fmt::Debug for SimulatedClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SimulatedClock").field("elapsed", &self.elapsed()).finish_non_exhaustive()
    }
}

/// One wait.
struct Wait {
    clock: SimulatedClock,
    id: u64,
    until: Duration,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.state();
        state.waiting.retain(|(id, ..)| *id != self.id);
        if state.elapsed < self.until {
            state.waiting.push((self.id, self.until, context.waker().clone()));
            state.go_on();
        }
        if state.elapsed < self.until { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.clock.state().waiting.retain(|(id, ..)| *id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn waits_end_in_their_order() {
        let clock = SimulatedClock::of_tasks(3);
        let order = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = [30, 10, 20]
            .into_iter()
            .map(|seconds| {
                let (clock, order) = (clock.clone(), order.clone());
                tokio::spawn(async move {
                    for _ in 0..2 {
                        clock.sleep(Duration::from_secs(seconds)).await;
                        order.lock().unwrap().push((clock.elapsed().as_secs(), seconds));
                    }
                    clock.leave();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let order = order.lock().unwrap().clone();
        let moments: Vec<_> = order.iter().map(|(at, _)| *at).collect();
        assert_eq!(moments, [10, 20, 20, 30, 40, 60]);
        assert_eq!(order[5], (60, 30));
    }

    #[tokio::test]
    async fn a_cancelled_wait_does_not_block_others() {
        let clock = SimulatedClock::of_tasks(2);
        let mut given_up = clock.sleep(Duration::from_secs(1));
        let poll = std::future::poll_fn(|context| Poll::Ready(given_up.as_mut().poll(context)));
        assert!(poll.await.is_pending());
        drop(given_up);
        clock.leave();
        clock.sleep(Duration::from_secs(5)).await;
        assert_eq!(clock.elapsed(), Duration::from_secs(5));
        clock.advance(Duration::from_secs(2));
        assert_eq!(clock.elapsed(), Duration::from_secs(7));
    }
}
