//! Runs the callers against the server of the suite, and writes the outcome of each as JSON:
//! `{ "<scenario>": null }` where it succeeded, the reason where it failed.

mod by_hand;
#[path = "../../target/conformance/callers/mod.rs"]
#[rustfmt::skip]
mod generated;
mod suite;

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use suite::Caller;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let results = std::env::args().nth(1).ok_or("name the file for the results")?;
    let mut outcomes = BTreeMap::new();
    for Caller { scenario, run } in by_hand::callers().into_iter().chain(generated::callers()) {
        let reason = match tokio::time::timeout(Duration::from_secs(20), run).await {
            Ok(outcome) => outcome.err().map(|error| explain(&*error)),
            Err(_) => Some("no response within 20 seconds".to_owned()),
        };
        outcomes.insert(scenario, reason);
    }
    std::fs::write(results, serde_json::to_string_pretty(&outcomes)?)?;
    Ok(())
}

/// An error and its causes, with the body of the response, in which the server says what it expected.
fn explain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    if let Some(body) = error.downcast_ref::<runtime::Error>().and_then(|error| error.body()) {
        text.push_str(&format!(": {body}"));
    }
    text
}
