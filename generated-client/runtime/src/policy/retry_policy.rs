//! The retry policy: how often a request is retried, and after which waits.

use super::clock::Clock;
use std::time::Duration;

/// How often a request is retried, and after which waits.
///
/// * 429 is always retried. For requests that only read, so are 5xx, connection failures, and successful responses
///   that should be JSON but are not.
/// * A request that writes is retried only if it cannot have been applied: after a failed connection, 429, or 503 with
///   `Retry-After`. Otherwise the error is marked: [`Error::is_ambiguous`](crate::Error::is_ambiguous).
/// * Errors that an API is known to return during concurrent operations are retried after a long wait.
///
/// The wait is that of `Retry-After`. Without one, or if it is 0, it doubles with every attempt, with full jitter.
///
/// A client has a budget of 50 retries after 5xx and failed connections, which every ten successes increase by one again.
/// In an outage, its requests therefore do not multiply.
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
#[must_use = "a policy does nothing until it is set on a client or a request"]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    cap: Duration,
    deadline: Duration,
    jitter: bool,
}

impl RetryPolicy {
    /// 5 attempts, with waits of at most 0.5, 1, 2 and 4 seconds (60 if the server requests more), within 5 minutes.
    pub const fn new() -> Self {
        Self {
            attempts: 5,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(60),
            deadline: Duration::from_secs(300),
            jitter: true,
        }
    }

    /// One attempt, no retries.
    pub const fn never() -> Self {
        Self::new().attempts(1)
    }

    /// The maximum number of attempts: 5 is one try and at most 4 retries. 0 counts as 1.
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The wait after the first attempt. It doubles with each attempt.
    pub const fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// The longest wait, even if the server requests a longer one.
    pub const fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// The deadline of a request, including all attempts, the waits between them, and the wait for a permit.
    ///
    /// A wait that would exceed the deadline is not started.
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Whether waits that the server does not request are randomized, so that clients that failed together do not
    /// retry together. They are by default.
    pub const fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    pub(crate) const fn time_limit(&self) -> Duration {
        self.deadline
    }

    /// The wait after so many attempts; `None` if there is no retry.
    pub(crate) fn wait(&self, attempts: u32, cause: Cause, clock: &dyn Clock) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        let chance = if self.jitter { clock.random() } else { 1.0 };
        let wait = match cause {
            Cause::Requested(wait) if !wait.is_zero() => wait,
            Cause::Contention(wait) => part(wait.min(self.cap), 0.5 + 0.5 * chance),
            // Without a wait, retries would follow each other as fast as the server responds.
            Cause::Requested(_) | Cause::Transient => {
                let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
                part(self.base.saturating_mul(doubled).min(self.cap), chance)
            }
        };
        Some(wait.min(self.cap))
    }
}

/// A part of a wait, however long.
fn part(wait: Duration, part: f64) -> Duration {
    let seconds = wait.as_secs_f64() * part;
    Duration::try_from_secs_f64(seconds).unwrap_or(if seconds > 0.0 {
        wait
    } else {
        Duration::ZERO
    })
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// Why a request is retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The server requests this wait.
    Requested(Duration),
    /// A concurrent operation, which takes about this long.
    Contention(Duration),
    /// A transient failure.
    Transient,
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
        assert_eq!(waits(policy, Cause::Transient, 1.0), [1.0, 2.0, 4.0, 5.0, 5.0]);
        assert_eq!(waits(policy, Cause::Transient, 0.5), [0.5, 1.0, 2.0, 2.5, 2.5]);
        assert_eq!(waits(policy, Cause::Transient, 0.0), [0.0; 5]);
        assert_eq!(waits(policy.jitter(false), Cause::Transient, 0.0), [1.0, 2.0, 4.0, 5.0, 5.0]);
        let many = RetryPolicy::new().attempts(100);
        assert_eq!(waits(many, Cause::Transient, 1.0)[98], 60.0, "no number is too large");
        let endless = RetryPolicy::new().attempts(2).base(Duration::MAX).cap(Duration::MAX);
        for cause in [Cause::Transient, Cause::Contention(Duration::MAX)] {
            assert_eq!(waits(endless, cause, 1.0), [Duration::MAX.as_secs_f64()]);
            assert!(waits(endless, cause, f64::NAN).len() == 1);
        }
    }

    #[test]
    fn the_requested_wait_is_limited_by_the_cap() {
        let policy = RetryPolicy::new().attempts(3).cap(5 * SECOND);
        assert_eq!(waits(policy, Cause::Requested(3 * SECOND), 0.1), [3.0, 3.0]);
        assert_eq!(waits(policy, Cause::Requested(3600 * SECOND), 0.1), [5.0, 5.0]);
        assert_eq!(waits(policy, Cause::Requested(Duration::ZERO), 1.0), [0.5, 1.0]);
    }

    #[test]
    fn contention_has_a_longer_wait() {
        let policy = RetryPolicy::new().attempts(2);
        assert_eq!(waits(policy, Cause::Contention(40 * SECOND), 0.0), [20.0]);
        assert_eq!(waits(policy, Cause::Contention(40 * SECOND), 1.0), [40.0]);
        assert_eq!(waits(policy, Cause::Contention(400 * SECOND), 1.0), [60.0]);
    }

    #[test]
    fn attempts_are_counted_from_the_first() {
        for (attempts, retries) in [(0, 0), (1, 0), (2, 1), (5, 4)] {
            let policy = RetryPolicy::new().attempts(attempts);
            assert_eq!(waits(policy, Cause::Transient, 0.5).len(), retries);
        }
        assert_eq!(waits(RetryPolicy::never(), Cause::Requested(SECOND), 0.5).len(), 0);
    }
}
