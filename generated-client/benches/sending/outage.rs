//! An outage: all requests fail, and are retried within the client's budget.

use crate::{Outcome, builder, server};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::task::JoinSet;

const REQUESTS: u32 = 1_000;

/// Prints how many requests arrive for each one that the caller sends.
pub(crate) fn run() -> Outcome {
    let arrived = Arc::new(AtomicU32::new(0));
    let count = arrived.clone();
    let response = server::http(503, "", "");
    let base_url = server::start(move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        response.clone()
    })?;
    let client = builder(&base_url).without_rate_limiter().build()?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let send = |_| client.networks().get_network_clients("N_1").send();
        let requests: JoinSet<_> = (0..REQUESTS).map(send).collect();
        let failed = requests.join_all().await.iter().filter(|result| result.is_err()).count();
        assert_eq!(failed, usize::try_from(REQUESTS).unwrap_or_default());
    });
    let arrived = f64::from(arrived.load(Ordering::Relaxed));
    println!("outage: {:.2} requests arrive for each", arrived / f64::from(REQUESTS));
    Ok(())
}
