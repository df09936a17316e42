//! Eight processes share the dashboard's limits over Redis: 3,000 requests to five organizations, to a server on the
//! loopback interface that enforces them. Also measures a permit. Requires `redis-server`.

#[path = "../tests/server/mod.rs"]
mod server;

use meraki_dashboard_api::{
    Client, LIMITS, Limit, Limits, Method, Owner, RateLimiter, TokenBuckets,
};
use meraki_dashboard_api_redis_limiter::{RedisLimiter, redis};
use server::Server;
use std::collections::HashMap;
use std::error::Error;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PROCESSES: u32 = 8;
const ORGANIZATIONS: u32 = 5;
const REQUESTS: u32 = 3_000;

/// The dashboard permits 10 requests per second and organization, and 10 more in the first second.
const SERVER_RATE: f64 = 10.0;
const SERVER_BURST: f64 = 20.0;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    // Cargo adds `--bench`.
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.as_slice() {
        [base_url, redis_url] => send(base_url, redis_url).await,
        _ => {
            let Some(server) = Server::start() else { return Ok(()) };
            permits(&server).await?;
            processes(&server).await
        }
    }
}

/// One of the processes.
async fn send(base_url: &str, redis_url: &str) -> Outcome<()> {
    let redis = redis::Client::open(redis_url)?;
    let limiter = RedisLimiter::builder(redis, LIMITS).local_share(1.0 / f64::from(PROCESSES));
    let limiter = Arc::new(limiter.connect().await);
    let client = Client::builder().base_url(base_url).rate_limiter(limiter).build()?;
    let tasks = (0..ORGANIZATIONS).map(|organization| {
        let client = client.clone();
        tokio::spawn(async move {
            for _ in 0..REQUESTS / PROCESSES / ORGANIZATIONS {
                let path = format!("/organizations/{organization}/networks");
                client.request(Method::GET, path).send().await?;
            }
            Ok::<_, meraki_dashboard_api::Error>(())
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await??;
    }
    Ok(())
}

/// Runs the processes, and reports the use of the limits.
async fn processes(redis: &Server) -> Outcome<()> {
    let dashboard = Dashboard::start().await?;
    let begun = Instant::now();
    let program = std::env::current_exe()?;
    let start = |_| {
        let mut command = Command::new(&program);
        command.args([&dashboard.base_url, &redis.url()]).stdin(Stdio::null()).spawn()
    };
    let processes = (0..PROCESSES).map(start).collect::<Result<Vec<Child>, _>>()?;
    for mut process in processes {
        let status = tokio::task::spawn_blocking(move || process.wait()).await??;
        if !status.success() {
            return Err("a process failed".into());
        }
    }
    let took = begun.elapsed().as_secs_f64();
    let budget = f64::from(ORGANIZATIONS) * (LIMITS.tenant.burst + took * LIMITS.tenant.rate);
    let (sent, refused) = dashboard.counts();
    println!(
        "{PROCESSES} processes, {sent} requests to {ORGANIZATIONS} organizations: {took:.1} s, {refused} refused, {:.1} % of the budget",
        100.0 * f64::from(sent) / budget
    );
    Ok(())
}

/// Measures a permit that is available, of Redis and of a process.
async fn permits(server: &Server) -> Outcome<()> {
    const UNLIMITED: Limit = Limit { rate: 1e6, burst: 1e6, increase: 1.0 };
    const PERMITS: u32 = 5_000;
    let limits = Limits { tenant: UNLIMITED, global: UNLIMITED, ..LIMITS };
    let builder = RedisLimiter::builder(server.client(), limits).namespace("permits");
    let shared = builder.connect().await;
    let local = TokenBuckets::new(limits);
    let limiters: [(&str, &dyn RateLimiter); 2] = [("Redis", &shared), ("this process", &local)];
    for (name, limiter) in limiters {
        let owner = Owner::Tenant("1".into());
        let begun = Instant::now();
        for _ in 0..PERMITS {
            limiter.acquire(&owner, Duration::MAX).await.map_err(|_| "no permit")?;
        }
        println!("a permit of {name}: {:.1?}", begun.elapsed() / PERMITS);
    }
    Ok(())
}

/// A server that enforces the limit of each organization.
struct Dashboard {
    base_url: String,
    counters: Arc<Counters>,
}

#[derive(Default)]
struct Counters {
    sent: AtomicU32,
    refused: AtomicU32,
    /// Tokens, and when they were counted, by path.
    buckets: Mutex<HashMap<String, (f64, Instant)>>,
}

impl Dashboard {
    async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let counters = Arc::<Counters>::default();
        let shared = counters.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, shared.clone()));
            }
        });
        Ok(Self { base_url, counters })
    }

    fn counts(&self) -> (u32, u32) {
        let Counters { sent, refused, .. } = &*self.counters;
        (sent.load(Ordering::Relaxed), refused.load(Ordering::Relaxed))
    }
}

impl Counters {
    fn permits(&self, path: &str) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let (tokens, counted) = buckets.entry(path.to_owned()).or_insert((SERVER_BURST, now));
        *tokens += now.duration_since(*counted).as_secs_f64() * SERVER_RATE;
        *tokens = tokens.min(SERVER_BURST) - 1.0;
        *counted = now;
        if *tokens < 0.0 {
            *tokens += 1.0;
            return false;
        }
        true
    }
}

/// Responds to the requests of a connection, which have no bodies.
async fn serve(mut connection: TcpStream, counters: Arc<Counters>) {
    let mut received = Vec::new();
    while let Ok(1..) = connection.read_buf(&mut received).await {
        if !received.ends_with(b"\r\n\r\n") {
            continue;
        }
        let request = String::from_utf8_lossy(&received);
        let path = request.split(' ').nth(1).unwrap_or_default();
        counters.sent.fetch_add(1, Ordering::Relaxed);
        let response = if counters.permits(path) {
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
        } else {
            counters.refused.fetch_add(1, Ordering::Relaxed);
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
        };
        received.clear();
        if connection.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
}
