//! Measures the client against servers on the loopback interface: single requests compared with handwritten reqwest, a long
//! listing compared with the official Python library, loads under the rate limits of the dashboard, an outage, and hostile
//! responses.
//!
//! `cargo bench --bench sending -- requests`, `listing`, `load`, `processes`, `outage` or `hostile` runs one of them.
//! `MERAKI_PYTHON` is the path of a Python with the library installed; without it, the library is not measured.

mod hostile;
mod listing;
mod load;
mod outage;
#[path = "../page/mod.rs"]
mod page;
mod processes;
mod rate_limits;
mod requests;
mod server;

use meraki_dashboard_api::{Client, ClientBuilder};
use std::error::Error;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    // Cargo adds `--bench`.
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    match (words.next().as_deref(), words.next()) {
        (None, _) => {
            requests::run()?;
            listing::run()?;
            load::run()?;
            processes::run()?;
            outage::run()?;
            hostile::run()
        }
        (Some("requests"), _) => requests::run(),
        (Some("listing"), None) => listing::run(),
        (Some("listing"), Some(base_url)) => listing::read(&base_url),
        (Some("load"), _) => load::run(),
        (Some("processes"), _) => processes::run(),
        (Some("outage"), _) => outage::run(),
        (Some("hostile"), _) => hostile::run(),
        (Some(other), _) => Err(format!("there is no benchmark `{other}`").into()),
    }
}

/// A client of a server.
fn builder(base_url: &str) -> ClientBuilder {
    Client::builder().api_key("0123456789-key").base_url(base_url)
}

/// The peak memory of the process, in megabytes, if the system reports it.
pub(crate) fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1.024 / 1000.0)
}
