//! A load of 20 tasks for 5 organizations in real time, against a server that enforces rate limits.

use crate::{Outcome, builder, server};
use meraki_dashboard_api::{LIMITS, Method};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::task::JoinSet;

const TASKS: u32 = 20;
const ORGANIZATIONS: u32 = 5;
const REQUESTS: u32 = 3_000;

/// Prints the number of rejected requests, and the actual and the configured rate.
pub(crate) fn run() -> Outcome {
    let refused = Arc::new(AtomicU32::new(0));
    let base_url = start(refused.clone())?;
    let client = builder(&base_url).build()?;
    let begun = Instant::now();
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut tasks = JoinSet::new();
        for task in 0..TASKS {
            let client = client.clone();
            let organization = task % ORGANIZATIONS;
            tasks.spawn(async move {
                for number in 0..REQUESTS / TASKS {
                    // The first response reveals the organization of the network.
                    let path = match number % 2 {
                        0 => format!("/organizations/{organization}/networks"),
                        _ => format!("/networks/N_{organization}/clients"),
                    };
                    client.request(Method::GET, path).send().await?;
                }
                Ok::<(), meraki_dashboard_api::Error>(())
            });
        }
        while let Some(task) = tasks.join_next().await {
            task??;
        }
        Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    let organizations = f64::from(ORGANIZATIONS);
    let at_once = organizations * LIMITS.tenant.burst;
    let rate = (f64::from(REQUESTS) - at_once) / seconds;
    println!(
        "load: {} refused of {REQUESTS}, {rate:.1} a second after the first {at_once}, {:.1} % of the configured rate",
        refused.load(Ordering::Relaxed),
        100.0 * rate / (organizations * LIMITS.tenant.rate)
    );
    Ok(())
}

/// A server that allows 10 requests per second for each organization with a burst of 10, and 100 in total.
fn start(refused: Arc<AtomicU32>) -> std::io::Result<String> {
    let tokens: Mutex<HashMap<String, (f64, Instant)>> = Mutex::default();
    let take = move |whose: &str, rate: f64, burst: f64| {
        let now = Instant::now();
        let mut tokens = tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, counted) = tokens.entry(whose.to_owned()).or_insert((burst, now));
        *left = (*left + (now - *counted).as_secs_f64() * rate).min(burst);
        *counted = now;
        let is_allowed = *left >= 1.0;
        if is_allowed {
            *left -= 1.0;
        }
        is_allowed
    };
    server::start(move |target| {
        let organization = target.split('/').nth(2).unwrap_or_default().trim_start_matches("N_");
        if take("", 100.0, 100.0) && take(organization, 10.0, 20.0) {
            return server::http(200, "", &format!(r#"[{{"id": "N_{organization}"}}]"#));
        }
        refused.fetch_add(1, Ordering::Relaxed);
        server::http(429, "Retry-After: 1\r\n", "")
    })
}
