//! Decodes values into the types of a generated client and encodes them again.
//!
//! The first argument is a file with one case per line, `{"type": ..., "text": ...}`. The outcomes are written to standard
//! output, one object per line. A text that decodes has no drift: drift is the list of values that tolerant decoding drops
//! from a text that does not decode strictly.

mod table;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Debug;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Much longer than any case takes whose work is linear in its size.
const LIMIT: Duration = Duration::from_secs(5);

pub(crate) type RoundTrip = fn(&str) -> Value;

pub(crate) fn round_trip<T: DeserializeOwned + Serialize + Debug>(text: &str) -> Value {
    match serde_json::from_str::<T>(text) {
        Ok(value) => match serde_json::to_value(&value) {
            Ok(again) => json!({"again": again, "debug": format!("{value:?}")}),
            Err(error) => json!({"failed": format!("cannot be encoded: {error}")}),
        },
        Err(error) => json!({"refused": error.to_string()}),
    }
}

/// Runs a case in a thread, which is abandoned after the limit.
fn run(round_trip: RoundTrip, text: String) -> Value {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(round_trip(&text)));
    receiver.recv_timeout(LIMIT).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => json!({"failed": "takes more than five seconds"}),
        RecvTimeoutError::Disconnected => json!({"failed": "panics"}),
    })
}

fn main() {
    let path = std::env::args().nth(1).expect("a file of cases");
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["type"].as_str().unwrap();
        let round_trip = table::round_trip_of(name).unwrap_or_else(|| panic!("{name} is not in the table"));
        println!("{}", run(round_trip, case["text"].as_str().unwrap().to_owned()));
    }
    std::process::exit(0);
}
