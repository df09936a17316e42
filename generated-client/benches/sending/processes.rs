//! Three clients that do not know of each other, as in three processes, and share the limit of one organization.

use crate::rate_limits::{self, BURST, RATE};
use crate::{Outcome, builder};
use meraki_dashboard_api::{Error, Method};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;
use tokio::task::JoinSet;

const CLIENTS: u32 = 3;
const REQUESTS: u32 = 60;

/// Prints the time, relative to the shortest possible one, and how many requests are rejected.
pub(crate) fn run() -> Outcome {
    let refused = Arc::new(AtomicU32::new(0));
    let base_url = rate_limits::start(refused.clone())?;
    let begun = Instant::now();
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..CLIENTS {
            let client = builder(&base_url).build()?;
            for _ in 0..REQUESTS {
                tasks.spawn(client.request(Method::GET, "/organizations/1/networks").send());
            }
        }
        for response in tasks.join_all().await {
            response?;
        }
        Ok::<(), Error>(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    let possible = f64::from(CLIENTS * REQUESTS - BURST) / f64::from(RATE);
    let refused = f64::from(refused.load(Ordering::Relaxed));
    println!(
        "processes: {CLIENTS} of {REQUESTS} requests each take {seconds:.1} s, {:.2} times what is possible, {:.1} % refused",
        seconds / possible,
        100.0 * refused / (f64::from(CLIENTS * REQUESTS) + refused)
    );
    Ok(())
}
