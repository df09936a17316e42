//! A token bucket: how long each request has to wait.

use crate::api::Limit;
use std::time::Duration;

/// A token bucket. Each request takes a token immediately, even if there is none: the deficit is the wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    limit: Limit,
    /// The lowest rate.
    floor: f64,
    /// The current rate, in tokens per second.
    rate: f64,
    tokens: f64,
    /// When the tokens were last counted.
    counted: Duration,
    /// Until when it gives no tokens, and gets none.
    paused_until: Duration,
    /// Before this, the rate does not fall again: the 429s of one burst are one event.
    falls_after: Duration,
    /// Before this, the rate does not rise.
    rises_after: Duration,
}

/// 429s within this time are one event.
const BURST: Duration = Duration::from_secs(1);

/// The rate stays this long after it fell, so that processes that share a limit do not exceed it together at once.
const CAUTION: Duration = Duration::from_secs(3);

/// How long a lower rate is remembered without requests.
const MEMORY: Duration = Duration::from_secs(10 * 60);

impl Bucket {
    /// A full bucket.
    pub(super) fn new(limit: Limit, floor: f64, now: Duration) -> Self {
        Self {
            limit,
            floor,
            rate: limit.rate.max(floor),
            tokens: limit.burst,
            counted: now,
            paused_until: now,
            falls_after: Duration::ZERO,
            rises_after: Duration::ZERO,
        }
    }

    /// Takes a token, and returns how long to wait for it.
    pub(super) fn take(&mut self, now: Duration) -> Duration {
        self.count(now);
        self.tokens -= 1.0;
        self.wait(0, now)
    }

    /// How long to wait for the token that was taken before the last `behind` ones.
    pub(super) fn wait(&mut self, behind: usize, now: Duration) -> Duration {
        self.count(now);
        let tokens = self.tokens + u32::try_from(behind).map_or(f64::INFINITY, f64::from);
        // No wait exceeds a day, whatever the rate; NaN is no wait.
        let wait = Duration::try_from_secs_f64((-tokens / self.rate).clamp(0.0, 86_400.0));
        self.paused_until.saturating_sub(now).saturating_add(wait.unwrap_or_default())
    }

    /// Returns an unused token.
    pub(super) fn give_back(&mut self) {
        self.tokens = (self.tokens + 1.0).min(self.limit.burst);
    }

    /// Decreases the rate after a 429, once for a burst of them.
    pub(super) fn decrease(&mut self, factor: f64, now: Duration) {
        if now >= self.falls_after {
            self.set_rate(self.rate * factor, now);
            self.falls_after = now.saturating_add(BURST);
            self.rises_after = self.paused_until.max(now).saturating_add(CAUTION);
        }
    }

    /// Removes the tokens that nobody waits for.
    pub(super) fn drain(&mut self, waiting: usize) {
        self.tokens = self.tokens.min(-u32::try_from(waiting).map_or(0.0, f64::from));
    }

    /// Gives no tokens for a while.
    pub(super) fn pause(&mut self, wait: Duration, now: Duration) {
        self.count(now);
        self.paused_until = self.paused_until.max(now.saturating_add(wait));
        self.rises_after = self.rises_after.max(self.paused_until.saturating_add(CAUTION));
    }

    /// Whether a new one may replace it: it is like one, or what it learned is old.
    pub(super) fn is_fresh(&self, now: Duration) -> bool {
        let mut counted = *self;
        counted.count(now);
        let is_old = now.saturating_sub(self.counted) >= MEMORY;
        let is_full = counted.tokens >= self.limit.burst && now >= self.paused_until;
        is_full && (is_old || self.rate >= self.limit.rate)
    }

    /// Increases the rate by a step, up to the configured one.
    pub(super) fn increase(&mut self, now: Duration) {
        if self.rate < self.limit.rate && now >= self.rises_after {
            self.set_rate((self.rate + self.limit.increase).min(self.limit.rate), now);
        }
    }

    /// The current rate, in tokens per second.
    #[cfg(test)]
    pub(super) fn rate(&self) -> f64 {
        self.rate
    }

    fn set_rate(&mut self, rate: f64, now: Duration) {
        self.count(now);
        self.rate = rate.max(self.floor);
    }

    /// Adds the tokens that have been refilled since.
    fn count(&mut self, now: Duration) {
        let since = now.saturating_sub(self.counted.max(self.paused_until)).as_secs_f64();
        self.tokens = (self.tokens + since * self.rate).min(self.limit.burst);
        self.counted = self.counted.max(now);
    }
}

/// Cases, of which published conformance vectors are of the same form.
#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Takes tokens at the given times, and returns the remaining tokens and the wait after each.
    pub(crate) fn take(limit: Limit, tokens: f64, moments: &[f64]) -> Vec<(f64, f64)> {
        let mut bucket = Bucket { tokens, ..Bucket::new(limit, 0.5, Duration::ZERO) };
        let take = |now: &f64| {
            let wait = bucket.take(Duration::from_secs_f64(*now));
            (bucket.tokens, wait.as_secs_f64())
        };
        moments.iter().map(take).collect()
    }

    /// The rate after a change of it.
    pub(crate) fn rate(limit: Limit, start: f64, change: impl FnOnce(&mut Bucket)) -> f64 {
        let mut bucket = Bucket { rate: start, ..Bucket::new(limit, 0.5, Duration::ZERO) };
        change(&mut bucket);
        bucket.rate
    }

    const TEN: Limit = Limit { rate: 10.0, burst: 10.0, increase: 0.2 };
    const HUNDRED: Limit = Limit { rate: 100.0, burst: 100.0, increase: 0.5 };

    #[test]
    fn the_deficit_is_the_wait() {
        let burst: Vec<_> =
            (1..=15_u8).map(f64::from).map(|n| (10.0 - n, ((n - 10.0) / 10.0).max(0.0))).collect();
        for (limit, tokens, moments, expected) in [
            (TEN, 10.0, vec![0.0], vec![(9.0, 0.0)]),
            (TEN, 10.0, vec![0.0; 15], burst),
            (TEN, -5.0, vec![1.0], vec![(4.0, 0.0)]),
            (TEN, 5.0, vec![100.0], vec![(9.0, 0.0)]),
            (HUNDRED, 100.0, vec![0.0], vec![(99.0, 0.0)]),
        ] {
            let taken = take(limit, tokens, &moments);
            assert_eq!(taken.len(), expected.len());
            for ((tokens, wait), (expected_tokens, expected_wait)) in taken.iter().zip(&expected) {
                assert!((tokens - expected_tokens).abs() < 1e-9, "{taken:?}");
                assert!((wait - expected_wait).abs() < 1e-9, "{taken:?}");
            }
        }
    }

    #[test]
    fn the_rate_falls_by_a_factor_and_rises_by_steps() {
        let set = |to| move |bucket: &mut Bucket| bucket.set_rate(to, Duration::ZERO);
        let down = |bucket: &mut Bucket| bucket.decrease(0.7, Duration::ZERO);
        let up = |bucket: &mut Bucket| bucket.increase(Duration::ZERO);
        for (found, expected) in [
            (rate(TEN, 10.0, set(3.0)), 3.0),
            (rate(TEN, 10.0, set(0.5)), 0.5),
            (rate(TEN, 10.0, set(0.2)), 0.5),
            (rate(TEN, 10.0, set(0.0)), 0.5),
            (rate(TEN, 10.0, down), 7.0),
            (rate(HUNDRED, 100.0, down), 70.0),
            (rate(TEN, 0.6, down), 0.5),
            (rate(TEN, 7.0, up), 7.2),
            (rate(TEN, 9.95, up), 10.0),
            (rate(TEN, 10.0, up), 10.0),
            (rate(HUNDRED, 70.0, up), 70.5),
        ] {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
    }

    #[test]
    fn time_is_monotonic_and_any_number_is_accepted() {
        let mut bucket = Bucket::new(TEN, 0.5, Duration::from_secs(5));
        for _ in 0..10 {
            bucket.take(Duration::from_secs(4));
        }
        assert_eq!(bucket.take(Duration::from_secs(5)), Duration::from_millis(100));
        let odd = Limit { rate: f64::NAN, burst: f64::NAN, increase: f64::NAN };
        assert_eq!(Bucket::new(odd, f64::NAN, Duration::ZERO).take(Duration::MAX), Duration::ZERO);
        let mut none =
            Bucket::new(Limit { rate: 0.0, burst: 0.0, increase: 0.0 }, 0.0, Duration::ZERO);
        assert_eq!(none.take(Duration::ZERO), Duration::from_secs(86_400));
    }
}
