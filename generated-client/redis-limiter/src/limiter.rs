//! The rate limiter: permits from Redis, or from local buckets while Redis is away.

use crate::buckets::{Buckets, Command, Reply};
use crate::connection::Connection;
use crate::owners::Owners;
use redis::Client;
use runtime::{
    DeadlineExceeded, Limit, Limits, Owner, PermitFuture, RateLimiter, StatusCode, TokenBuckets,
};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// The longest wait for which a `Retry-After` stops all requests of a tenant, as in [`TokenBuckets`].
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Longer timeouts never expire.
const FOREVER: Duration = Duration::from_secs(365 * 24 * 3600);

/// A rate limiter whose limits all processes with the same Redis server and namespace share.
///
/// See the [documentation of the crate](crate) for an example.
#[derive(Clone)]
pub struct RedisLimiter {
    buckets: Arc<Buckets>,
    connection: Connection,
    owners: Arc<Owners>,
    /// The limits of this process while Redis is away.
    local: Arc<TokenBuckets>,
}

/// Builds a [`RedisLimiter`].
#[derive(Clone)]
#[must_use = "a builder does nothing until it connects"]
pub struct RedisLimiterBuilder {
    client: Client,
    limits: Limits,
    namespace: String,
    local_share: f64,
    timeout: Duration,
}

impl RedisLimiter {
    /// Creates a builder of a limiter with these limits, which are those of all processes together.
    pub fn builder(client: Client, limits: Limits) -> RedisLimiterBuilder {
        RedisLimiterBuilder {
            client,
            limits,
            namespace: "rate-limits".to_owned(),
            local_share: 0.1,
            timeout: Duration::from_millis(250),
        }
    }

    /// A permit from Redis; `None` if it is away.
    async fn acquire_shared(
        &self,
        owner: &Owner,
        end: Instant,
    ) -> Option<Result<(), DeadlineExceeded>> {
        self.connection.get()?;
        let queue = self.owners.queue(owner);
        let limits = self.buckets.limits();
        let limit = if *owner == Owner::Nobody { &limits.global } else { &limits.tenant };
        let head = match queue.enter(limit, time_left(end)).await {
            Ok(head) => head,
            Err(late) => return Some(Err(late)),
        };
        // It may have failed for those before this request.
        let mut connection = self.connection.get()?;
        let take = Command::Take(time_left(end));
        let reply = self.buckets.apply(&mut connection, owner, take).await;
        let Ok(Reply { is_done, wait, is_slow }) = reply else {
            self.connection.failed();
            return None;
        };
        // A request that is cancelled before this point loses its token, which is on the safe side.
        queue.set_slow(is_slow);
        if !is_done {
            return Some(Err(DeadlineExceeded { wait }));
        }
        let token = ReservedToken { limiter: Some(self), owner };
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        token.keep();
        drop(head);
        Some(Ok(()))
    }

    /// Sends a command whose reply nobody waits for.
    fn notify(&self, owner: &Owner, command: Command) {
        let (Some(mut connection), Ok(executor)) = (self.connection.get(), Handle::try_current())
        else {
            return;
        };
        let (this, owner) = (self.clone(), owner.clone());
        executor.spawn(async move {
            if this.buckets.apply(&mut connection, &owner, command).await.is_err() {
                this.connection.failed();
            }
        });
    }
}

impl RedisLimiterBuilder {
    /// Sets the name of the limits, `rate-limits` by default. All keys of Redis begin with it, as a hash tag:
    /// `{rate-limits}:tenant:1`.
    ///
    /// Processes with the same namespace share the limits.
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespace = namespace.into();
        self
    }

    /// Sets the share of the limits that this process uses while Redis is away, from 0 to 1: a tenth by default.
    ///
    /// Set it to one divided by the number of processes, so that they do not exceed the limits together.
    pub fn local_share(mut self, share: f64) -> Self {
        self.local_share = share;
        self
    }

    /// Sets how long Redis may take to reply, 250 milliseconds by default. If it takes longer, it is away for two seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Connects to Redis.
    ///
    /// If Redis is away, the limiter begins with the local share and connects later.
    pub async fn connect(self) -> RedisLimiter {
        RedisLimiter {
            buckets: Arc::new(Buckets::new(&self.namespace, self.limits)),
            connection: Connection::open(self.client, self.timeout).await,
            owners: Arc::default(),
            local: Arc::new(TokenBuckets::new(share(self.limits, self.local_share))),
        }
    }
}

impl RateLimiter for RedisLimiter {
    fn acquire<'a>(&'a self, owner: &'a Owner, timeout: Duration) -> PermitFuture<'a> {
        Box::pin(async move {
            let end = Instant::now().checked_add(timeout.min(FOREVER));
            let end = end.unwrap_or_else(Instant::now);
            match self.acquire_shared(owner, end).await {
                Some(permit) => permit,
                None => self.local.acquire(owner, time_left(end)).await,
            }
        })
    }

    fn on_response(&self, owner: &Owner, status: StatusCode) {
        self.local.on_response(owner, status);
        if status == StatusCode::TOO_MANY_REQUESTS {
            self.owners.queue(owner).set_slow(true);
            self.notify(owner, Command::Decrease);
        } else if status.is_success() && self.owners.queue(owner).is_slow() {
            self.notify(owner, Command::Increase);
        }
    }

    fn on_retry_after(&self, owner: &Owner, wait: Duration) {
        self.local.on_retry_after(owner, wait);
        self.notify(owner, Command::Pause(wait.min(LONGEST_PAUSE)));
    }
}

impl fmt::Debug for RedisLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLimiter")
            .field("limits", self.buckets.limits())
            .finish_non_exhaustive()
    }
}

/// The URL of Redis may contain a password.
impl fmt::Debug for RedisLimiterBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLimiterBuilder")
            .field("namespace", &self.namespace)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A token that has been taken; it returns to the buckets unless it is kept.
struct ReservedToken<'a> {
    limiter: Option<&'a RedisLimiter>,
    owner: &'a Owner,
}

impl ReservedToken<'_> {
    fn keep(mut self) {
        self.limiter = None;
    }
}

impl Drop for ReservedToken<'_> {
    fn drop(&mut self) {
        if let Some(limiter) = self.limiter {
            limiter.notify(self.owner, Command::GiveBack);
        }
    }
}

/// A share of the limits, without bursts: the shared buckets may have been emptied just before.
fn share(limits: Limits, share: f64) -> Limits {
    let share = share.clamp(0.0, 1.0);
    let part = |limit: Limit| Limit {
        rate: limit.rate * share,
        burst: 1.0,
        increase: limit.increase * share,
    };
    Limits {
        tenant: part(limits.tenant),
        global: part(limits.global),
        decrease: limits.decrease,
        floor: limits.floor * share,
    }
}

fn time_left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now())
}
