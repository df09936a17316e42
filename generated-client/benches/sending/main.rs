//! What the client costs and bears, against servers on the loopback interface: single requests beside reqwest by hand, a
//! long listing beside the official Python library, and a load beside the limits of the dashboard.
//!
//! `cargo bench --bench sending -- requests`, `listing` or `load` runs one of them. `MERAKI_PYTHON` names a Python in which
//! the library is installed; without it, its side is left out.

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
