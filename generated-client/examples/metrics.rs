//! Counts the attempts and failures of each operation, and how long its attempts take.
//!
//! Without an API key and without network access, while `cargo run --example mock_dashboard -- --port 4010` is running:
//!
//! ```sh
//! cargo run --example metrics -- --base-url http://127.0.0.1:4010/api/v1 N_24329156
//! ```

use clap::Parser;
use meraki_dashboard_api::{AttemptRequest, AttemptResponse, Client, Error, Interceptor};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Lists the clients of a network, and prints metrics
#[derive(Parser)]
struct Arguments {
    /// ID of the network
    network_id: String,
    /// Use this server instead of the dashboard, without an API key
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// The metrics of each operation.
#[derive(Clone, Default)]
struct Metrics(Arc<Mutex<BTreeMap<String, OperationMetrics>>>);

#[derive(Default)]
struct OperationMetrics {
    attempts: u32,
    failures: u32,
    longest: Duration,
}

impl Interceptor for Metrics {
    fn after_attempt(&self, request: &AttemptRequest<'_>, response: &AttemptResponse<'_>) {
        let mut operations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let operation = operations.entry(request.operation().to_owned()).or_default();
        let is_success = response.status().is_some_and(|status| status.is_success());
        operation.attempts += 1;
        operation.failures += u32::from(!is_success);
        operation.longest = operation.longest.max(response.elapsed());
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let metrics = Metrics::default();
    let result = list(Arguments::parse(), metrics.clone()).await;
    for (name, operation) in &*metrics.0.lock().unwrap_or_else(PoisonError::into_inner) {
        let OperationMetrics { attempts, failures, longest } = operation;
        println!("{name}: {attempts} attempts, {failures} failures, at most {longest:.0?}");
    }
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn list(arguments: Arguments, metrics: Metrics) -> Result<(), Error> {
    let builder = match arguments.base_url {
        Some(url) => Client::builder().base_url(url),
        None => Client::builder().api_key_from_env(),
    };
    let client = builder.interceptor(metrics).build()?;
    client.networks().get_network_clients(arguments.network_id).per_page(2).all().await?;
    Ok(())
}
