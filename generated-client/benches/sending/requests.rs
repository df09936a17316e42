//! Requests per second with 64 in flight, compared with handwritten reqwest and serde.

use crate::page::{ByHand, page};
use crate::{Outcome, builder, server};
use meraki_dashboard_api::{Client, reqwest};
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const IN_FLIGHT: u32 = 64;
const EACH: u32 = 100;
const ROUNDS: usize = 41;

/// The number of clients in a response.
type Sent = Result<usize, Box<dyn Error + Send + Sync>>;

/// Prints both rates and their ratio.
///
/// Both sides take turns, so that a busy machine affects them equally. The ratio is the median of all turns.
pub(crate) fn run() -> Outcome {
    let response = server::http(200, "X-Request-Id: r-1\r\n", &page(3));
    let base_url = server::start(move |_| response.clone())?;
    let url: Arc<str> = format!("{base_url}/networks/N_1/clients?perPage=3").into();
    let client = builder(&base_url).without_rate_limiter().build()?;
    // Handwritten code also sets timeouts and a user agent.
    let name = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    let http = reqwest::Client::builder().user_agent(name).timeout(Duration::from_secs(60));
    let http = http.build()?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let our = round(|| generated(client.clone())).await?;
            let their = round(|| by_hand(http.clone(), url.clone())).await?;
            ours.push(our);
            theirs.push(their);
            ratios.push(our / their);
        }
        println!(
            "requests: {:.0} a second, by hand {:.0}, ratio {:.2} ({IN_FLIGHT} in flight, the medians of {ROUNDS} rounds)",
            median(ours),
            median(theirs),
            median(ratios)
        );
        Ok(())
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

async fn generated(client: Client) -> Sent {
    let mut count = 0;
    for _ in 0..EACH {
        count += client.networks().get_network_clients("N_1").per_page(3).send().await?.len();
    }
    Ok(count)
}

async fn by_hand(http: reqwest::Client, url: Arc<str>) -> Sent {
    let mut count = 0;
    for _ in 0..EACH {
        let request = http.get(&*url).bearer_auth("0123456789-key");
        let body = request.send().await?.error_for_status()?.bytes().await?;
        count += serde_json::from_slice::<Vec<ByHand>>(&body)?.len();
    }
    Ok(count)
}

/// Sends requests concurrently, and returns the rate per second.
async fn round<F>(send: impl Fn() -> F) -> Result<f64, Box<dyn Error + Send + Sync>>
where
    F: Future<Output = Sent> + Send + 'static,
{
    let start = Instant::now();
    let mut tasks: JoinSet<Sent> = (0..IN_FLIGHT).map(|_| send()).collect();
    while let Some(task) = tasks.join_next().await {
        assert_eq!(task??, 300);
    }
    Ok(f64::from(IN_FLIGHT * EACH) / start.elapsed().as_secs_f64())
}
