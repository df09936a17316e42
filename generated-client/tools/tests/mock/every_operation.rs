//! Every operation of a table, with examples of its parameters and its body.

use crate::api::{Client, client};
use meraki_dashboard_api_tools::mock::MockServer;
use meraki_dashboard_api_tools::operations::{
    Arguments, Body, Direction, Format, Operation, Operations,
};
use runtime::{RawRequest, Request as _, Session};
use serde_json::Value;
use std::time::Duration;

/// A table of operations, if its file is set, such as that of a large API.
const VARIABLE: &str = "MOCK_OPERATIONS";

/// The arguments that the document shows, or that fit its schemas.
fn arguments(operations: &Operations, operation: &Operation) -> Arguments {
    let example = |schema: Value| operations.example(schema, Direction::Request);
    let parameters = operation.named_parameters().filter(|(_, parameter)| parameter.required);
    let parameters = parameters.map(|(name, parameter)| {
        let example = parameter.example().unwrap_or_else(|| example(parameter.schema()));
        (name.into_owned(), example)
    });
    let content = operation.body.as_ref().and_then(|body| body.contents.first());
    let body = content.map(|content| match content.format {
        Format::Bytes | Format::Text => Body::Bytes("text".into(), None),
        _ => Body::Value(content.example().unwrap_or_else(|| example(content.schema()))),
    });
    Arguments { parameters: parameters.collect(), body }
}

#[tokio::test]
async fn every_operation_replies_with_its_example() {
    let mut builder = MockServer::<Client>::builder().serve_examples();
    let mut table = include_str!("operations.json");
    if let Ok(path) = std::env::var(VARIABLE) {
        let other = std::fs::read_to_string(path).unwrap();
        builder = builder.operations(other.clone());
        table = other.leak();
    }
    let server = builder.start();
    let operations = Operations::of(table).unwrap();
    let session = Session::from(client(&server));
    let mut failures = Vec::new();
    for operation in &operations.operations {
        let arguments = arguments(operations, operation);
        let sent = match operation.call(operations, &session, &arguments) {
            Ok(call) => {
                let response = RawRequest::from(call).receive_bytes();
                tokio::time::timeout(Duration::from_secs(10), response).await.unwrap()
            }
            Err(error) => {
                failures.push(format!("{}: {error}", operation.id));
                continue;
            }
        };
        if let Err(error) = sent {
            failures.push(error.to_string());
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        operations.operations.len(),
        failures.join("\n")
    );
}
