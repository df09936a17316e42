//! Many tasks and a server that enforces its limits, in simulated time.

use crate::api::{API, Client, plain};
use crate::server::{Reaction, Scripted, http};
use runtime::testing::SimulatedClock;
use runtime::{
    Api, Clock, Limit, Limits, Method, RateLimiter, RetryPolicy, Tenancy, TenantResource,
    TokenBuckets,
};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const LIMITS: Limits = Limits {
    tenant: Limit { rate: 9.0, burst: 9.0, increase: 0.2 },
    global: Limit { rate: 100.0, burst: 100.0, increase: 0.5 },
    decrease: 0.7,
    floor: 0.5,
};

static LIMITED: Api = Api {
    tenancy: Some(Tenancy {
        collection: "organizations",
        properties: &["/organizationId"],
        owned: &[TenantResource {
            collection: "networks",
            id: "^N_[0-9]+$",
            properties: &["/networkId"],
        }],
    }),
    limits: Some(LIMITS),
    ..API
};

/// The server's limits: 10 requests per second per organization with a burst of 10, and 100 in total.
struct Budgets {
    clock: SimulatedClock,
    /// Tokens, and when they were counted, by organization.
    tokens: Mutex<HashMap<String, (f64, Duration)>>,
}

impl Budgets {
    fn take(&self, whose: &str, rate: f64, burst: f64) -> bool {
        let now = self.clock.elapsed();
        let mut tokens = self.tokens.lock().unwrap();
        let (left, counted) = tokens.entry(whose.to_owned()).or_insert((burst, now));
        *left = (*left + (now - *counted).as_secs_f64() * rate).min(burst);
        *counted = now;
        *left -= 1.0;
        // Tokens are counted in fractions.
        let allowed = *left > -1e-6;
        if !allowed {
            *left += 1.0;
        }
        allowed
    }

    /// The response of the server: the network `N_7` belongs to the organization 7.
    fn response(&self, target: &str) -> String {
        let mut segments = target.split('/').skip(2);
        let organization = segments.next().unwrap_or_default().trim_start_matches("N_");
        if !self.take("", 100.0, 100.0) || !self.take(organization, 10.0, 20.0) {
            return http(429, "Retry-After: 1\r\n", "");
        }
        http(200, "", &format!(r#"[{{"id": "N_{organization}"}}]"#))
    }
}

/// Sends requests from 20 tasks, and returns how many were rejected and how long it took.
async fn load(organizations: usize, requests: usize, api: &'static Api) -> (usize, Duration) {
    const TASKS: usize = 20;
    let clock = SimulatedClock::of_tasks(TASKS);
    let budgets = Budgets { clock: clock.clone(), tokens: Mutex::default() };
    let refused = Arc::new(Mutex::new(0));
    let count = refused.clone();
    let server = Scripted::start(move |_, line| {
        let response = budgets.response(line.split(' ').nth(1).unwrap());
        *count.lock().unwrap() += usize::from(response.starts_with("HTTP/1.1 429"));
        Reaction::Respond(response)
    })
    .await;
    let client: Client = plain(api)
        .base_url(&server.base_url)
        .clock(clock.clone())
        .retry(RetryPolicy::new().attempts(100).deadline(Duration::MAX))
        .build()
        .unwrap();
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (client, clock) = (client.clone(), clock.clone());
            tokio::spawn(async move {
                let organization = task % organizations;
                for number in 0..requests / TASKS {
                    // The first response reveals the organization of the network.
                    let path = match number % 3 {
                        0 => format!("/organizations/{organization}/networks"),
                        1 => format!("/networks/N_{organization}/clients"),
                        _ => format!("/organizations/{organization}/devices/availabilities"),
                    };
                    client.request(Method::GET, path).send().await.unwrap();
                }
                clock.leave();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let refused = *refused.lock().unwrap();
    (refused, clock.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_tasks_send_3000_requests_at_the_configured_rate_without_a_429() {
    let (refused, took) = load(5, 3_000, &LIMITED).await;
    assert_eq!(refused, 0);
    let rate = 3_000.0 / took.as_secs_f64();
    assert!(rate >= 0.95 * 5.0 * LIMITS.tenant.rate, "{rate} a second");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_global_limit_holds_for_many_organizations() {
    let (refused, took) = load(20, 3_000, &LIMITED).await;
    assert_eq!(refused, 0);
    let rate = (3_000.0 - LIMITS.global.burst) / took.as_secs_f64();
    assert!(rate >= 0.95 * LIMITS.global.rate, "{rate}");
    assert!(rate <= LIMITS.global.rate + 1e-6, "{rate}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_without_limits_are_rejected() {
    let (refused, _) = load(5, 600, &API).await;
    assert!(refused > 0, "the server's budgets are real");
}

#[tokio::test]
async fn clients_that_share_a_limiter_share_its_limits() {
    let server = Scripted::start(|_, _| Reaction::Respond(http(200, "", "[]"))).await;
    let clock = SimulatedClock::new();
    let limiter: Arc<dyn RateLimiter> =
        Arc::new(TokenBuckets::with_clock(LIMITS, Arc::new(clock.clone())));
    for _ in 0..3 {
        let client: Client = plain(&LIMITED)
            .base_url(&server.base_url)
            .clock(clock.clone())
            .rate_limiter(limiter.clone())
            .build()
            .unwrap();
        for _ in 0..6 {
            client.request(Method::GET, "/organizations/1/x").send().await.unwrap();
        }
    }
    assert_eq!(clock.waits().len(), 18 - 9);
}

#[tokio::test]
async fn a_permit_past_the_deadline_is_an_error_and_nothing_is_sent() {
    let sent = Arc::new(Mutex::new(0));
    let count = sent.clone();
    let server = Scripted::start(move |_, _| {
        *count.lock().unwrap() += 1;
        Reaction::Respond(http(200, "", "[]"))
    })
    .await;
    let clock = SimulatedClock::new();
    let client: Client = plain(&LIMITED)
        .base_url(&server.base_url)
        .clock(clock.clone())
        .retry(RetryPolicy::new().deadline(Duration::from_millis(100)))
        .build()
        .unwrap();
    let send = || client.request(Method::GET, "/organizations/1/x").send();
    for _ in 0..9 {
        send().await.unwrap();
    }
    let error = send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /organizations/1/x: the rate limit would delay it by 0.1 s, past the deadline"
    );
    assert!(error.is_timeout() && !error.is_ambiguous() && clock.waits().is_empty());
    assert_eq!(*sent.lock().unwrap(), 9);
}

#[tokio::test]
async fn recorded_tenants_can_be_reused() {
    let server = Scripted::start(|_, _| Reaction::Respond(http(200, "", "[]"))).await;
    let clock = SimulatedClock::new();
    let builder = || {
        runtime::ClientBuilder::<Client>::new(&LIMITED)
            .base_url(&server.base_url)
            .clock(clock.clone())
    };
    let first = builder().build().unwrap();
    first.request(Method::GET, "/organizations/1/networks/N_7").send().await.unwrap();
    let known = first.session.known_tenants();
    let day = Duration::from_secs(86_400);
    let second = builder().known_tenants(known.clone(), day).build().unwrap();
    assert_eq!(second.session.known_tenants(), known);
    clock.advance(day + Duration::from_secs(1));
    let stale = builder().known_tenants(known.clone(), day).build().unwrap();
    assert_ne!(
        stale.session.known_tenants(),
        builder().known_tenants(known, None).build().unwrap().session.known_tenants()
    );
}

/// Three processes, each with a limiter of its own, send 60 requests at once to one organization.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_share_a_limit_use_all_of_it() {
    const PROCESSES: usize = 3;
    const REQUESTS: usize = 60;
    let clock = SimulatedClock::of_tasks(PROCESSES * REQUESTS);
    let budgets = Budgets { clock: clock.clone(), tokens: Mutex::default() };
    let refused = Arc::new(Mutex::new(0_u32));
    let count = refused.clone();
    let server = Scripted::start(move |_, line| {
        let response = budgets.response(line.split(' ').nth(1).unwrap());
        *count.lock().unwrap() += u32::from(response.starts_with("HTTP/1.1 429"));
        Reaction::Respond(response)
    })
    .await;
    let mut tasks = Vec::new();
    for _ in 0..PROCESSES {
        let client: Client = plain(&LIMITED)
            .base_url(&server.base_url)
            .clock(clock.clone())
            .retry(RetryPolicy::new().attempts(100))
            .build()
            .unwrap();
        for _ in 0..REQUESTS {
            let (client, clock) = (client.clone(), clock.clone());
            tasks.push(tokio::spawn(async move {
                client.request(Method::GET, "/organizations/1/x").send().await.unwrap();
                clock.leave();
            }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    // The server permits 20 requests at once, and then 10 a second.
    let possible = 16.0;
    let (took, refused) = (clock.elapsed().as_secs_f64(), *refused.lock().unwrap());
    assert!(took <= 1.5 * possible, "{took} s");
    assert!(refused <= 18, "{refused} of 180 were refused");
    println!("{took} s, {refused} refused");
}
