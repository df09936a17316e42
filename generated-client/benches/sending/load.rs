//! A load of 20 tasks for 5 organizations in real time, against a server that enforces rate limits.

use crate::{Outcome, builder, rate_limits};
use meraki_dashboard_api::{LIMITS, Method};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;
use tokio::task::JoinSet;

const TASKS: u32 = 20;
const ORGANIZATIONS: u32 = 5;
const REQUESTS: u32 = 3_000;

/// Prints the number of rejected requests, and the actual and the configured rate.
pub(crate) fn run() -> Outcome {
    let refused = Arc::new(AtomicU32::new(0));
    let base_url = rate_limits::start(refused.clone())?;
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
