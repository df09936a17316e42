//! The default rate limiter: a token bucket for each tenant, and one for all requests.

use super::bucket::Bucket;
use super::queue::{Queue, ReservedToken};
use super::{PermitFuture, RateLimiter};
use crate::api::Limits;
use crate::policy::clock::{Clock, RealClock};
use crate::policy::tenancy::Owner;
use reqwest::StatusCode;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// A token bucket for each tenant, and one for all requests.
///
/// Requests wait for tokens in a queue, in which those behind a cancelled request move up. A burst of 429s decreases the
/// rate by a factor, and each success some seconds later increases it by a step, up to the configured rate. A
/// `Retry-After` holds for all requests of the tenant. A resource whose tenant is unknown has its own bucket until the
/// tenant is known.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Limit, Limits, TokenBuckets};
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
    global: Queue,
    /// By tenant, or by resource if its tenant is unknown.
    own: Mutex<Owners>,
}

/// The buckets of tenants and resources.
#[derive(Default)]
struct Owners {
    queues: HashMap<Owner, Queue>,
    /// The number of buckets above which idle ones are removed.
    most: usize,
}

/// The number of buckets that are always kept.
const FEW: usize = 64;

/// The longest wait for which a `Retry-After` stops all requests of a tenant.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

impl TokenBuckets {
    /// Full buckets.
    pub fn new(limits: Limits) -> Self {
        Self::with_clock(limits, Arc::new(RealClock))
    }

    /// Full buckets that refill by this clock.
    pub fn with_clock(limits: Limits, clock: Arc<dyn Clock>) -> Self {
        let global = Bucket::new(limits.global, limits.floor, clock.elapsed());
        Self { limits, clock, global: Queue::new(global), own: Mutex::default() }
    }

    /// The bucket of a tenant; `None` for requests without a tenant.
    fn own(&self, owner: &Owner) -> Option<Queue> {
        if *owner == Owner::Nobody {
            return None;
        }
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(queue) = own.queues.get(owner) {
            return Some(queue.clone());
        }
        let now = self.clock.elapsed();
        if own.queues.len() >= own.most.max(FEW) {
            own.queues.retain(|_, queue| !queue.is_idle(now));
            own.most = own.queues.len().saturating_mul(2);
        }
        let queue = Queue::new(Bucket::new(self.limits.tenant, self.limits.floor, now));
        own.queues.insert(owner.clone(), queue.clone());
        Some(queue)
    }
}

impl RateLimiter for TokenBuckets {
    fn acquire<'a>(&'a self, owner: &'a Owner, timeout: Duration) -> PermitFuture<'a> {
        Box::pin(async move {
            let end = self.clock.elapsed().saturating_add(timeout);
            let own = match self.own(owner) {
                Some(queue) => Some(queue.take(&*self.clock, end).await?),
                None => None,
            };
            // Taken last, so that requests that wait for a token of their tenant hold no global token.
            let global = self.global.take(&*self.clock, end).await?;
            own.into_iter().chain([global]).for_each(ReservedToken::keep);
            Ok(())
        })
    }

    fn on_response(&self, owner: &Owner, status: StatusCode) {
        let now = self.clock.elapsed();
        let own = self.own(owner);
        if status == StatusCode::TOO_MANY_REQUESTS {
            own.as_ref().unwrap_or(&self.global).decrease(self.limits.decrease, now);
        } else if status.is_success() {
            own.iter().chain([&self.global]).for_each(|queue| queue.increase(now));
        }
    }

    fn on_retry_after(&self, owner: &Owner, wait: Duration) {
        let own = self.own(owner);
        let queue = own.as_ref().unwrap_or(&self.global);
        queue.pause(wait.min(LONGEST_PAUSE), self.clock.elapsed());
    }
}

impl fmt::Debug for TokenBuckets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenBuckets").field("limits", &self.limits).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::api::Limit;
    use crate::policy::rate_limit::DeadlineExceeded;
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
        let own = buckets.own(owner).map(|queue| queue.rate());
        (buckets.global.rate(), own)
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
        let buckets = TokenBuckets::with_clock(LIMITS, clock.clone());
        let owner = tenant("1");
        let rate = |owner: &Owner| buckets.own(owner).unwrap().rate();
        buckets.on_response(&owner, StatusCode::TOO_MANY_REQUESTS);
        buckets.on_response(&owner, StatusCode::OK);
        assert!((rate(&owner) - 7.0).abs() < 1e-9, "not at once");
        clock.advance(Duration::from_secs(3));
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
        let begin = async |owner: &Owner| poll(&mut buckets.acquire(owner, PATIENT)).await;
        assert!(begin(&owner).await.is_ready() && begin(&owner).await.is_ready());
        for _ in 0..10 {
            assert!(begin(&owner).await.is_pending());
        }
        assert_eq!(clock.waits(), [Duration::from_millis(100); 10], "each finds the same token");
    }

    #[tokio::test]
    async fn those_behind_a_cancelled_request_move_up() {
        const LIMITS: Limits =
            Limits { tenant: Limit { rate: 10.0, burst: 1.0, increase: 0.2 }, ..self::LIMITS };
        let clock = SimulatedClock::of_tasks(usize::MAX);
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let owner = tenant("1");
        buckets.acquire(&owner, PATIENT).await.unwrap();
        let mut waiting: Vec<_> = (0..100).map(|_| buckets.acquire(&owner, PATIENT)).collect();
        for permit in &mut waiting {
            assert!(poll(permit).await.is_pending());
        }
        assert_eq!(clock.waits()[99], Duration::from_secs(10));
        let mut last = waiting.pop().unwrap();
        let mut newcomer = buckets.acquire(&owner, PATIENT);
        drop(waiting);
        assert!(poll(&mut newcomer).await.is_pending() && poll(&mut last).await.is_pending());
        clock.advance(Duration::from_millis(100));
        assert!(poll(&mut newcomer).await.is_pending() && poll(&mut last).await.is_ready());
        clock.advance(Duration::from_millis(100));
        assert!(poll(&mut newcomer).await.is_ready());
    }

    #[tokio::test]
    async fn a_wait_follows_the_rate() {
        let clock = SimulatedClock::of_tasks(usize::MAX);
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let owner = tenant("1");
        for _ in 0..2 {
            buckets.acquire(&owner, PATIENT).await.unwrap();
        }
        let mut permit = buckets.acquire(&owner, PATIENT);
        assert!(poll(&mut permit).await.is_pending());
        // A burst counts once.
        (0..20).for_each(|_| buckets.on_response(&owner, StatusCode::TOO_MANY_REQUESTS));
        clock.advance(Duration::from_millis(101));
        assert!(poll(&mut permit).await.is_pending(), "7 a second");
        clock.advance(Duration::from_millis(42));
        assert!(poll(&mut permit).await.is_ready());
    }

    #[tokio::test]
    async fn a_requested_wait_holds_for_the_tenant() {
        let clock = SimulatedClock::of_tasks(usize::MAX);
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let owner = tenant("1");
        let mut permits: Vec<_> = (0..4).map(|_| buckets.acquire(&owner, PATIENT)).collect();
        assert!(poll(&mut permits[0]).await.is_ready());
        assert!(poll(&mut permits[1]).await.is_ready());
        assert!(poll(&mut permits[2]).await.is_pending());
        buckets.on_response(&owner, StatusCode::TOO_MANY_REQUESTS);
        buckets.on_retry_after(&owner, Duration::from_secs(5));
        clock.advance(Duration::from_millis(5_142));
        assert!(
            poll(&mut permits[2]).await.is_pending() && poll(&mut permits[3]).await.is_pending()
        );
        assert!(buckets.acquire(&tenant("2"), Duration::ZERO).await.is_ok(), "another tenant");
        clock.advance(Duration::from_millis(1));
        assert!(poll(&mut permits[2]).await.is_ready(), "5 seconds and a token");
        assert!(poll(&mut permits[3]).await.is_pending());
        let soon = buckets.acquire(&owner, Duration::from_millis(100)).await;
        assert!(soon.is_err());
    }

    #[tokio::test]
    async fn idle_owners_are_forgotten() {
        let clock = SimulatedClock::new();
        let buckets = TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone()));
        let refused = tenant("refused");
        buckets.on_response(&refused, StatusCode::TOO_MANY_REQUESTS);
        for number in 0..10_000 {
            buckets.acquire(&tenant(&number.to_string()), PATIENT).await.unwrap();
            clock.advance(Duration::from_millis(10));
        }
        let known = || buckets.own.lock().unwrap().queues.len();
        let knows = |owner| buckets.own.lock().unwrap().queues.contains_key(owner);
        assert!(known() <= FEW && knows(&refused), "its rate is still lower: {}", known());
        clock.advance(Duration::from_secs(600));
        (0..FEW).for_each(|number| drop(buckets.own(&tenant(&format!("new-{number}")))));
        assert!(known() <= FEW && !knows(&refused), "{}", known());
    }

    async fn poll(permit: &mut PermitFuture<'_>) -> Poll<Result<(), DeadlineExceeded>> {
        std::future::poll_fn(|context| Poll::Ready(permit.as_mut().poll(context))).await
    }
}
