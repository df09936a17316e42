//! The retry budget of a client: in an outage, retries must not multiply the load.

use std::sync::atomic::{AtomicU32, Ordering};

/// The tokens of a full budget: 50 retries.
const CAPACITY: u32 = 500;

/// The tokens that a retry takes. A success returns one, so retries are at most a tenth of the requests in the long run.
const RETRY: u32 = 10;

/// A token bucket, as in the retry mode `standard` of the AWS SDKs: a retry takes tokens, and a success returns some.
///
/// A retry that the server requests, such as after a 429, is free: the rate limiter governs it.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    /// Takes the tokens of a retry. Returns whether there were enough.
    pub(crate) fn take(&self) -> bool {
        let taken = |tokens: u32| tokens.checked_sub(RETRY);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// Returns tokens after a success: those of the retry that led to it, or a single one.
    pub(crate) fn succeeded(&self, is_retry: bool) {
        if self.0.load(Ordering::Relaxed) < CAPACITY {
            let returned = if is_retry { RETRY } else { 1 };
            let refilled = |tokens: u32| Some(tokens.saturating_add(returned).min(CAPACITY));
            // It always succeeds, because `refilled` never refuses.
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refilled);
        }
    }

    /// Takes the tokens of [`succeeded`](Self::succeeded) back, because the response could not be used.
    pub(crate) fn revoke(&self, is_retry: bool) {
        let returned = if is_retry { RETRY } else { 1 };
        let without = |tokens: u32| Some(tokens.saturating_sub(returned));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, without);
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_limited_until_requests_succeed() {
        let budget = RetryBudget::default();
        assert_eq!((0..1_000).filter(|_| budget.take()).count(), 50);
        (0..9).for_each(|_| budget.succeeded(false));
        assert!(!budget.take());
        budget.succeeded(false);
        assert!(budget.take() && !budget.take());
        budget.succeeded(true);
        assert!(budget.take() && !budget.take());
        (0..10_000).for_each(|_| budget.succeeded(true));
        assert_eq!((0..1_000).filter(|_| budget.take()).count(), 50);
    }
}
