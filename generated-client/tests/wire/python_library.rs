//! The client and the official Python library send the requests of the cases.

use crate::cases::{Case, all};
use crate::message::Message;
use crate::server::{Raw, Recorded, Then};
use serde_json::Value;
use std::collections::HashMap;
use std::process::Command;

/// The environment variable with the path of a Python that can `import meraki`.
const PYTHON: &str = "MERAKI_PYTHON";

/// An empty page, or an empty object that is created, depending on the request.
fn nothing(request: &Recorded) -> String {
    let (status, body) =
        if request.method == "GET" { ("200 OK", "[]") } else { ("201 Created", "{}") };
    format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{body}")
}

#[tokio::test]
async fn the_client_sends_the_expected_requests() {
    let server = Raw::start(nothing, Then::Close).await;
    let client = server.client_builder().build().unwrap();
    for Case { name, call, expected, official: _ } in all() {
        call(&client).await.unwrap();
        let requests = server.take();
        let [request] = requests.as_slice() else { panic!("{name}: {requests:?}") };
        let body = (!request.body.is_empty()).then(|| {
            assert_eq!(request.header("content-type"), Some("application/json"), "{name}");
            serde_json::from_slice(&request.body).unwrap()
        });
        assert_eq!(Message::of(&request.method, &request.target, body), expected, "{name}");
    }
}

#[test]
fn the_official_library_sends_the_expected_requests() {
    let Some(python) = std::env::var_os(PYTHON) else {
        println!("skipped: {PYTHON} names no Python that has the package `meraki`");
        return;
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire/python_library.py");
    let output = Command::new(python).arg(script).output().expect("Python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut sent = HashMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        let body = Some(line["body"].clone()).filter(|body| !body.is_null());
        sent.insert(text("case"), Message::of(&text("method"), &text("target"), body));
    }
    for Case { name, call: _, expected, official } in all() {
        let official_request = sent.remove(&name);
        match official {
            None => assert_eq!(official_request, Some(expected), "{name}"),
            Some((differs, why)) => {
                println!("{name}: the library sends {differs:?}, we send {expected:?}: {why}");
                assert_ne!(differs, expected, "{name}");
                assert_eq!(official_request, Some(differs), "{name}");
            }
        }
    }
    assert!(sent.is_empty(), "not among the cases: {:?}", sent.keys());
}
