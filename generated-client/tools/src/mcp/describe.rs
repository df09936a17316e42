//! The documentation of operations, for assistants.

use super::policy::Policy;
use crate::operations::{Direction, Operation, Operations};
use serde_json::{Value, json};

/// An operation in the results of a search.
pub(super) fn brief(operation: &Operation) -> Value {
    json!({
        "operation": operation.id,
        "scope": operation.scope,
        "method": operation.method,
        "path": operation.path,
        "summary": operation.summary,
        "writes": !operation.is_safe(),
        "deprecated": operation.deprecated,
    })
}

/// An operation with the schemas of its input and of its response.
pub(super) fn whole(operations: &Operations, policy: &Policy, operation: &Operation) -> Value {
    let mut entry = brief(operation);
    let content = operation.success().and_then(|response| response.contents.first());
    let parts = [
        ("description", Some(Value::from(operation.description.as_str()))),
        ("permitted", Some(policy.permits(operation).into())),
        ("paged", Some(operation.paging.is_some().into())),
        ("input_schema", Some(operation.input_schema(operations))),
        (
            "response_schema",
            content
                .and_then(|content| content.schema())
                .map(|schema| operations.whole(schema, Direction::Response)),
        ),
        ("response_example", content.and_then(|content| content.example())),
    ];
    for (name, part) in parts {
        if let (Some(part), Value::Object(entry)) = (part, &mut entry) {
            entry.insert(name.to_owned(), part);
        }
    }
    entry
}

/// The documentation of an operation, in Markdown.
pub(super) fn markdown(operations: &Operations, operation: &Operation) -> String {
    let Operation { id, method, path, summary, description, .. } = operation;
    let mut text = format!("# {id}\n\n`{method} {path}`\n\n{summary}\n");
    if operation.deprecated {
        text.push_str("\nThis operation is deprecated.\n");
    }
    if !description.is_empty() && description != summary {
        text.push_str(&format!("\n{description}\n"));
    }
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
    let input = operation.input_schema(operations);
    text.push_str(&format!("\n## Input\n\n```json\n{}\n```\n", pretty(&input)));
    for response in &operation.responses {
        text.push_str(&format!("\n## Response {}\n\n{}\n", response.status, response.description));
        let content = response.contents.first();
        if let Some(schema) = content.and_then(|content| content.schema()) {
            let schema = operations.whole(schema, Direction::Response);
            text.push_str(&format!("\n```json\n{}\n```\n", pretty(&schema)));
        }
        if let Some(example) = content.and_then(|content| content.example()) {
            text.push_str(&format!("\nExample:\n\n```json\n{}\n```\n", pretty(&example)));
        }
    }
    text
}
