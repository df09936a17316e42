//! When a request is sent again: in comes what the caller wishes and how an attempt failed, out comes how long to wait.

use super::clock::Clock;
use std::time::Duration;

/// How often a request is sent again, and after which waits.
///
/// * 429 is always worth another attempt; so are, of requests that only read, 5xx, failing connections, and successes that
///   should be JSON and are not.
/// * A request that writes is sent again only where it cannot have been applied: where no connection came about, after
///   429, and after 503 with `Retry-After`. Otherwise the error says so:
///   [`Error::is_ambiguous`](crate::Error::is_ambiguous).
/// * Where an API is known to answer with an error while other work is going on, that is worth a long wait.
///
/// The wait is what `Retry-After` asks for; without it, it doubles with every attempt, and is any part of that by chance.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{RequestOptions, RetryPolicy};
/// use std::time::Duration;
///
/// let patient = RetryPolicy::new().attempts(10).deadline(Duration::from_secs(3600));
/// let options = RequestOptions::new().retry(patient);
/// let once = RequestOptions::new().retry(RetryPolicy::never());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is given to a client or a request"]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    cap: Duration,
    deadline: Duration,
    jitter: bool,
}

impl RetryPolicy {
    /// 5 attempts, waits of at most 0.5, 1, 2 and 4 seconds between them, 60 where the server asks for more, and 5 minutes in
    /// all.
    pub const fn new() -> Self {
        Self {
            attempts: 5,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(60),
            deadline: Duration::from_secs(300),
            jitter: true,
        }
    }

    /// One attempt, and no other.
    pub const fn never() -> Self {
        Self::new().attempts(1)
    }

    /// How often a request is sent at most: 5 is one try and at most 4 retries. 0 counts as 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The wait after the first attempt, which doubles with each that follows.
    pub const fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// The longest wait, also where the server asks for a longer one.
    pub const fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// How long a request may take with all its attempts, the waits between them and the wait for its turn.
    ///
    /// A wait that would go on past the deadline is not begun.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Whether waits that the server does not ask for are shortened by chance, so that those who failed together do not
    /// come back together. They are, unless it is said otherwise.
    pub const fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    pub(crate) const fn time_limit(&self) -> Duration {
        self.deadline
    }

    /// How long to wait after so many attempts; `None` where there is no other.
    pub(crate) fn wait(&self, attempts: u32, cause: Cause, clock: &dyn Clock) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        let chance = if self.jitter { clock.random() } else { 1.0 };
        let wait = match cause {
            Cause::Asked(wait) => wait,
            Cause::Contention(wait) => wait.min(self.cap).mul_f64(0.5 + 0.5 * chance),
            Cause::Passing => {
                let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
                self.base.saturating_mul(doubled).min(self.cap).mul_f64(chance)
            }
        };
        Some(wait.min(self.cap))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// Why a request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The server says when to come back.
    Asked(Duration),
    /// Other work is going on, which takes about this long.
    Contention(Duration),
    /// Whatever it was, it may be over.
    Passing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::simulated_clock::SimulatedClock;

    const SECOND: Duration = Duration::from_secs(1);

    fn waits(policy: RetryPolicy, cause: Cause, random: f64) -> Vec<f64> {
        let clock = SimulatedClock::new().with_random(random);
        (1..).map_while(|n| policy.wait(n, cause, &clock)).map(|wait| wait.as_secs_f64()).collect()
    }

    #[test]
    fn waits_double_up_to_the_cap_and_are_spread() {
        let policy = RetryPolicy::new().attempts(6).base(SECOND).cap(5 * SECOND);
        assert_eq!(waits(policy, Cause::Passing, 1.0), [1.0, 2.0, 4.0, 5.0, 5.0]);
        assert_eq!(waits(policy, Cause::Passing, 0.5), [0.5, 1.0, 2.0, 2.5, 2.5]);
        assert_eq!(waits(policy, Cause::Passing, 0.0), [0.0; 5]);
        assert_eq!(waits(policy.jitter(false), Cause::Passing, 0.0), [1.0, 2.0, 4.0, 5.0, 5.0]);
        let many = RetryPolicy::new().attempts(100);
        assert_eq!(waits(many, Cause::Passing, 1.0)[98], 60.0, "no number is too large");
    }

    #[test]
    fn what_the_server_asks_for_is_done_up_to_the_cap() {
        let policy = RetryPolicy::new().attempts(3).cap(5 * SECOND);
        assert_eq!(waits(policy, Cause::Asked(3 * SECOND), 0.1), [3.0, 3.0]);
        assert_eq!(waits(policy, Cause::Asked(3600 * SECOND), 0.1), [5.0, 5.0]);
    }

    #[test]
    fn contention_is_worth_a_longer_wait() {
        let policy = RetryPolicy::new().attempts(2);
        assert_eq!(waits(policy, Cause::Contention(40 * SECOND), 0.0), [20.0]);
        assert_eq!(waits(policy, Cause::Contention(40 * SECOND), 1.0), [40.0]);
        assert_eq!(waits(policy, Cause::Contention(400 * SECOND), 1.0), [60.0]);
    }

    #[test]
    fn attempts_are_counted_from_the_first() {
        for (attempts, retries) in [(0, 0), (1, 0), (2, 1), (5, 4)] {
            let policy = RetryPolicy::new().attempts(attempts);
            assert_eq!(waits(policy, Cause::Passing, 0.5).len(), retries);
        }
        assert_eq!(waits(RetryPolicy::never(), Cause::Asked(SECOND), 0.5).len(), 0);
    }
}
