//! The default rate limiter: a token bucket for each tenant, and one for all requests.

use super::bucket::Bucket;
use super::{DeadlineExceeded, PermitFuture, RateLimiter};
use crate::api::Limits;
use crate::policy::clock::{Clock, RealClock};
use crate::policy::tenancy::Owner;
use reqwest::StatusCode;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A token bucket for each tenant, and one for all requests.
///
/// A request takes its token immediately, and waits until the bucket has refilled that far. A 429 decreases the rate
/// by a factor, and each success increases it by a step, up to the configured rate. A resource whose tenant is unknown
/// has its own bucket until the tenant is known.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{Limit, Limits, TokenBuckets};
/// use std::sync::Arc;
///
/// const LIMITS: Limits = Limits {
///     tenant: Limit { rate: 9.0, burst: 9.0, increase: 0.2 },
///     global: Limit { rate: 100.0, burst: 100.0, increase: 0.5 },
///     decrease: 0.7,
///     floor: 0.5,
/// };
/// // Half of it, for this client and another one.
/// let half = Limits { tenant: Limit { rate: 4.5, ..LIMITS.tenant }, ..LIMITS };
/// let limiter = Arc::new(TokenBuckets::new(half));
/// ```
pub struct TokenBuckets {
    limits: Limits,
    clock: Arc<dyn Clock>,
    global: SharedBucket,
    /// By tenant, or by resource if its tenant is unknown.
    own: Mutex<HashMap<Owner, SharedBucket>>,
}

type SharedBucket = Arc<Mutex<Bucket>>;

impl TokenBuckets {
    /// Full buckets.
    pub fn new(limits: Limits) -> Self {
        Self::with_clock(limits, Arc::new(RealClock))
    }

    /// Full buckets that refill by this clock.
    pub fn with_clock(limits: Limits, clock: Arc<dyn Clock>) -> Self {
        let global = Bucket::new(limits.global, limits.floor, clock.elapsed());
        Self { limits, clock, global: Arc::new(Mutex::new(global)), own: Mutex::default() }
    }

    /// The bucket of a tenant; `None` for requests without a tenant.
    fn own(&self, owner: &Owner) -> Option<SharedBucket> {
        if *owner == Owner::Nobody {
            return None;
        }
        let mut own = lock(&self.own);
        if let Some(bucket) = own.get(owner) {
            return Some(bucket.clone());
        }
        let full = Bucket::new(self.limits.tenant, self.limits.floor, self.clock.elapsed());
        let bucket = Arc::new(Mutex::new(full));
        own.insert(owner.clone(), bucket.clone());
        Some(bucket)
    }

    /// Waits for a token of one bucket.
    async fn take(
        &self,
        bucket: SharedBucket,
        end: Duration,
    ) -> Result<ReservedToken, DeadlineExceeded> {
        let now = self.clock.elapsed();
        let wait = lock(&bucket).take(now);
        let token = ReservedToken(Some(bucket));
        if now.saturating_add(wait) > end {
            return Err(DeadlineExceeded { wait });
        }
        if !wait.is_zero() {
            self.clock.sleep(wait).await;
        }
        Ok(token)
    }
}

impl RateLimiter for TokenBuckets {
    fn acquire<'a>(&'a self, owner: &'a Owner, timeout: Duration) -> PermitFuture<'a> {
        Box::pin(async move {
            let end = self.clock.elapsed().saturating_add(timeout);
            let own = match self.own(owner) {
                Some(bucket) => Some(self.take(bucket, end).await?),
                None => None,
            };
            // Taken last, so that requests that wait for a tenant's token hold no global one.
            let global = self.take(self.global.clone(), end).await?;
            own.into_iter().chain([global]).for_each(ReservedToken::keep);
            Ok(())
        })
    }

    fn on_response(&self, owner: &Owner, status: StatusCode) {
        let now = self.clock.elapsed();
        let own = self.own(owner);
        if status == StatusCode::TOO_MANY_REQUESTS {
            let bucket = own.as_ref().unwrap_or(&self.global);
            lock(bucket).decrease(self.limits.decrease, now);
        } else if status.is_success() {
            own.iter().chain([&self.global]).for_each(|bucket| lock(bucket).increase(now));
        }
    }
}

impl fmt::Debug for TokenBuckets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenBuckets").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// A token that has been taken; it returns to the bucket unless it is kept.
struct ReservedToken(Option<SharedBucket>);

impl ReservedToken {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for ReservedToken {
    fn drop(&mut self) {
        if let Some(bucket) = &self.0 {
            lock(bucket).give_back();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::api::Limit;
    use crate::policy::simulated_clock::SimulatedClock;
    use std::task::Poll;

    const LIMITS: Limits = Limits {
        tenant: Limit { rate: 10.0, burst: 2.0, increase: 0.2 },
        global: Limit { rate: 100.0, burst: 3.0, increase: 0.5 },
        decrease: 0.7,
        floor: 0.5,
    };

    const PATIENT: Duration = Duration::MAX;

    fn tenant(id: &str) -> Owner {
        Owner::Tenant(id.into())
    }

    /// The global rate and that of an owner, after a response.
    pub(crate) fn rates(owner: &Owner, limits: Limits, status: StatusCode) -> (f64, Option<f64>) {
        let clock = Arc::new(SimulatedClock::new());
        let buckets = TokenBuckets::with_clock(limits, clock);
        buckets.on_response(owner, status);
        let own = buckets.own(owner).map(|bucket| lock(&bucket).rate());
        (lock(&buckets.global).rate(), own)
    }

    async fn waits(buckets: &TokenBuckets, clock: &SimulatedClock, owner: &Owner) -> Vec<u128> {
        let before = clock.waits().len();
        buckets.acquire(owner, PATIENT).await.unwrap();
        clock.waits()[before..].iter().map(Duration::as_millis).collect()
    }

    #[tokio::test]
    async fn each_tenant_has_its_own_limit_below_the_global_one() {
        let clock = SimulatedClock::new();
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        for (owner, expected) in [
            (tenant("1"), vec![]),
            (tenant("1"), vec![]),
            (tenant("2"), vec![]),
            (Owner::Nobody, vec![10]),
            (tenant("2"), vec![10]),
            (tenant("1"), vec![80]),
            (tenant("1"), vec![100]),
        ] {
            assert_eq!(waits(&buckets, &clock, &owner).await, expected, "{owner:?}");
        }
    }

    #[test]
    fn a_refused_owner_slows_down() {
        let (too_many, ok) = (StatusCode::TOO_MANY_REQUESTS, StatusCode::OK);
        let unknown = Owner::Unknown("networks/N_9".into());
        assert_eq!(rates(&tenant("1"), LIMITS, too_many), (100.0, Some(7.0)));
        assert_eq!(rates(&Owner::Nobody, LIMITS, too_many), (70.0, None));
        assert_eq!(
            rates(&unknown, LIMITS, too_many),
            (100.0, Some(7.0)),
            "the limit of all requests stays"
        );
        assert_eq!(rates(&tenant("1"), LIMITS, ok), (100.0, Some(10.0)));
        assert_eq!(rates(&tenant("1"), LIMITS, StatusCode::BAD_GATEWAY), (100.0, Some(10.0)));
    }

    #[test]
    fn successes_bring_the_rate_back() {
        let clock = Arc::new(SimulatedClock::new());
        let buckets = TokenBuckets::with_clock(LIMITS, clock);
        let owner = tenant("1");
        let rate = |owner: &Owner| lock(&buckets.own(owner).unwrap()).rate();
        buckets.on_response(&owner, StatusCode::TOO_MANY_REQUESTS);
        buckets.on_response(&owner, StatusCode::OK);
        assert!((rate(&owner) - 7.2).abs() < 1e-9);
        (0..100).for_each(|_| buckets.on_response(&owner, StatusCode::OK));
        assert!((rate(&owner) - 10.0).abs() < 1e-9);
    }

    #[tokio::test]
    async fn a_permit_past_the_deadline_is_an_immediate_error() {
        let clock = SimulatedClock::new();
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let owner = tenant("1");
        waits(&buckets, &clock, &owner).await;
        waits(&buckets, &clock, &owner).await;
        let late = buckets.acquire(&owner, Duration::from_millis(99)).await;
        assert_eq!(late, Err(DeadlineExceeded { wait: Duration::from_millis(100) }));
        assert!(clock.waits().is_empty());
        assert_eq!(waits(&buckets, &clock, &owner).await, [100], "its token is free again");
    }

    #[tokio::test]
    async fn a_cancelled_request_returns_its_token() {
        let clock = SimulatedClock::of_tasks(100);
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let owner = tenant("1");
        let begin = async |owner: &Owner| {
            let mut turn = buckets.acquire(owner, PATIENT);
            std::future::poll_fn(|context| Poll::Ready(turn.as_mut().poll(context))).await
        };
        assert!(begin(&owner).await.is_ready() && begin(&owner).await.is_ready());
        for _ in 0..10 {
            assert!(begin(&owner).await.is_pending());
        }
        assert_eq!(clock.waits(), [Duration::from_millis(100); 10], "each finds the same token");
    }
}
