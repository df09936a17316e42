//! Measures the client against servers on the loopback interface: single requests compared with handwritten reqwest, a long
//! listing compared with the official Python library, and a load under the rate limits of the dashboard.
//!
//! `cargo bench --bench sending -- requests`, `listing` or `load` runs one of them. `MERAKI_PYTHON` is the path of a Python
//! with the library installed; without it, the library is not measured.

mod listing;
mod load;
#[path = "../page/mod.rs"]
mod page;
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
            load::run()
        }
        (Some("requests"), _) => requests::run(),
        (Some("listing"), None) => listing::run(),
        (Some("listing"), Some(base_url)) => listing::read(&base_url),
        (Some("load"), _) => load::run(),
        (Some(other), _) => Err(format!("there is no benchmark `{other}`").into()),
    }
}

/// A client of a server.
fn builder(base_url: &str) -> ClientBuilder {
    Client::builder().api_key("0123456789-key").base_url(base_url)
}
