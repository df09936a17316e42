//! The limiter with a real server, or without one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may panic, and the lints do not recognize their helpers as tests"
)]

mod server;

use meraki_dashboard_api_redis_limiter::RedisLimiter;
use runtime::{DeadlineExceeded, Limit, Limits, Owner, RateLimiter, StatusCode};
use server::{Server, unused_port, url};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So slow that the time a test takes does not matter.
const LIMITS: Limits = Limits {
    tenant: Limit { rate: 0.1, burst: 2.0, increase: 0.02 },
    global: Limit { rate: 0.1, burst: 5.0, increase: 0.05 },
    decrease: 0.5,
    floor: 0.01,
};

const NOW: Duration = Duration::ZERO;

fn tenant(id: &str) -> Owner {
    Owner::Tenant(id.into())
}

/// The limiter of another process.
async fn limiter(server: &Server) -> RedisLimiter {
    RedisLimiter::builder(server.client(), LIMITS).connect().await
}

/// The wait for the next token, which is not taken.
async fn wait(limiter: &RedisLimiter, owner: &Owner) -> f64 {
    let DeadlineExceeded { wait } = limiter.acquire(owner, NOW).await.unwrap_err();
    wait.as_secs_f64()
}

/// Waits until a limiter reports this for the next token.
async fn until(limiter: &RedisLimiter, owner: &Owner, is_expected: impl Fn(f64) -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let next = match limiter.acquire(owner, NOW).await {
            Ok(()) => 0.0,
            Err(late) => late.wait.as_secs_f64(),
        };
        if is_expected(next) {
            return;
        }
        assert!(Instant::now() < end, "the wait is {next} s");
    }
}

#[tokio::test]
async fn processes_share_the_limits_of_each_tenant_and_of_all() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (limiter(&server).await, limiter(&server).await);
    for (limiter, id) in [(&one, "1"), (&other, "1"), (&one, "2"), (&other, "2")] {
        limiter.acquire(&tenant(id), NOW).await.unwrap();
    }
    for limiter in [&one, &other] {
        assert!((9.0..=10.0).contains(&wait(limiter, &tenant("1")).await));
    }
    other.acquire(&Owner::Nobody, NOW).await.unwrap();
    for owner in [Owner::Nobody, tenant("3"), Owner::Unknown("networks/N".into())] {
        assert!((9.0..=10.0).contains(&wait(&one, &owner).await), "the limit of all: {owner:?}");
    }
}

#[tokio::test]
async fn namespaces_share_nothing() {
    let Some(server) = Server::start() else { return };
    let one = limiter(&server).await;
    let other = RedisLimiter::builder(server.client(), LIMITS).namespace("other").connect().await;
    for limiter in [&one, &other] {
        limiter.acquire(&tenant("1"), NOW).await.unwrap();
        limiter.acquire(&tenant("1"), NOW).await.unwrap();
        wait(limiter, &tenant("1")).await;
    }
}

#[tokio::test]
async fn a_429_slows_down_all_processes() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (limiter(&server).await, limiter(&server).await);
    // A burst counts once.
    (0..5).for_each(|_| one.on_response(&tenant("1"), StatusCode::TOO_MANY_REQUESTS));
    until(&other, &tenant("1"), |wait| (18.0..=20.0).contains(&wait)).await;
    other.acquire(&tenant("2"), NOW).await.unwrap();
}

#[tokio::test]
async fn a_requested_wait_holds_in_all_processes() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (limiter(&server).await, limiter(&server).await);
    one.on_retry_after(&tenant("1"), Duration::from_secs(30));
    until(&other, &tenant("1"), |wait| (29.0..=40.0).contains(&wait)).await;
    other.acquire(&tenant("2"), NOW).await.unwrap();
    one.on_retry_after(&tenant("2"), Duration::from_secs(3_600));
    until(&other, &tenant("2"), |wait| (59.0..=70.0).contains(&wait)).await;
}

#[tokio::test]
async fn a_cancelled_request_returns_its_token() {
    let Some(server) = Server::start() else { return };
    let (one, other) = (limiter(&server).await, limiter(&server).await);
    one.acquire(&tenant("1"), NOW).await.unwrap();
    one.acquire(&tenant("1"), NOW).await.unwrap();
    let owner = tenant("1");
    let waiting = one.acquire(&owner, Duration::MAX);
    let is_over = tokio::time::timeout(Duration::from_millis(300), waiting).await;
    assert!(is_over.is_err(), "the wait is 10 s");
    until(&other, &tenant("1"), |wait| wait <= 10.0).await;
}

#[tokio::test]
async fn buckets_expire() {
    let Some(server) = Server::start() else { return };
    let limiter = limiter(&server).await;
    limiter.acquire(&tenant("1"), NOW).await.unwrap();
    limiter.acquire(&Owner::Unknown("networks/N".into()), NOW).await.unwrap();
    let mut redis = server.client().get_multiplexed_async_connection().await.unwrap();
    let mut keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut redis).await.unwrap();
    keys.sort();
    let expected = ["global", "resource:networks/N", "tenant:1"];
    assert_eq!(keys, expected.map(|name| format!("{{rate-limits}}:{name}")));
    for key in keys {
        let left: i64 = redis::cmd("TTL").arg(&key).query_async(&mut redis).await.unwrap();
        assert!((1..=60).contains(&left), "{key} expires in {left} s");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_use_all_of_the_limit_and_no_more() {
    const RATE: f64 = 400.0;
    const BURST: f64 = 20.0;
    const REQUESTS: u32 = 600;
    let Some(server) = Server::start() else { return };
    let tenant_limit = Limit { rate: RATE, burst: BURST, increase: 1.0 };
    let limits = Limits { tenant: tenant_limit, global: tenant_limit, ..LIMITS };
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..3 {
        let limiter = RedisLimiter::builder(server.client(), limits).connect().await;
        let limiter = Arc::new(limiter);
        for _ in 0..4 {
            let limiter = limiter.clone();
            tasks.push(tokio::spawn(async move {
                for _ in 0..REQUESTS / 12 {
                    limiter.acquire(&tenant("1"), Duration::MAX).await.unwrap();
                }
            }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    let took = begun.elapsed().as_secs_f64();
    let possible = (f64::from(REQUESTS) - BURST) / RATE;
    assert!(took >= possible - 0.01, "{took} s, and {possible} s are possible");
    assert!(took <= 1.5 * possible, "{took} s, and {possible} s are possible");
}

#[tokio::test]
async fn without_redis_a_process_uses_its_share() {
    const LIMIT: Limit = Limit { rate: 200.0, burst: 200.0, increase: 1.0 };
    let client = redis::Client::open(url(unused_port())).unwrap();
    let limits = Limits { tenant: LIMIT, global: LIMIT, ..LIMITS };
    let limiter = RedisLimiter::builder(client, limits).local_share(0.5).connect().await;
    let begun = Instant::now();
    for _ in 0..21 {
        limiter.acquire(&tenant("1"), Duration::MAX).await.unwrap();
    }
    // A token at once, and then 100 a second.
    assert!(begun.elapsed() >= Duration::from_millis(200), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn the_share_may_be_lower_than_the_floor() {
    let client = redis::Client::open(url(unused_port())).unwrap();
    let limits = Limits { floor: 0.1, ..LIMITS };
    let limiter = RedisLimiter::builder(client, limits).local_share(0.1).connect().await;
    limiter.acquire(&tenant("1"), NOW).await.unwrap();
    assert!((99.0..=100.0).contains(&wait(&limiter, &tenant("1")).await));
}

#[tokio::test]
async fn a_server_that_hangs_delays_one_request() {
    let Some(server) = Server::start() else { return };
    let builder = RedisLimiter::builder(server.client(), LIMITS).local_share(1.0);
    let limiter = builder.timeout(Duration::from_millis(50)).connect().await;
    let mut redis = server.client().get_multiplexed_async_connection().await.unwrap();
    let pause = redis::cmd("CLIENT").arg("PAUSE").arg(60_000).exec_async(&mut redis).await;
    pause.unwrap();
    let begun = Instant::now();
    limiter.acquire(&tenant("1"), Duration::from_secs(5)).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    for id in 2..1_000 {
        // The limit of all requests holds.
        let _ = limiter.acquire(&tenant(&id.to_string()), NOW).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_server_that_returns_is_used_again() {
    let Some(server) = Server::start() else { return };
    let limiter = limiter(&server).await;
    limiter.acquire(&tenant("1"), NOW).await.unwrap();
    let Some(server) = server.restart() else { return };
    let mut redis = server.client().get_multiplexed_async_connection().await.unwrap();
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let _ = limiter.acquire(&tenant("1"), NOW).await;
        let keys: u32 = redis::cmd("DBSIZE").query_async(&mut redis).await.unwrap();
        if keys > 0 {
            return;
        }
        assert!(Instant::now() < end, "it is not used again");
    }
}
