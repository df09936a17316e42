//! The tools that the server offers.

use super::policy::Policy;
use crate::operations::{Operation, Operations};
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The longest name of a tool, without a number.
const MAX_NAME_LENGTH: usize = 60;

/// The tools for all operations.
const GENERAL_TOOLS: [&str; 5] =
    ["call_operation", "confirm_plan", "describe_operation", "follow_page", "search_operations"];

/// The operations that have tools of their own, by the names of the tools.
pub(super) type TypedTools = BTreeMap<String, &'static Operation>;

/// The operations that have tools of their own.
pub(super) fn typed(operations: &'static Operations, policy: &Policy) -> TypedTools {
    let mut typed = TypedTools::new();
    for operation in policy.typed(operations) {
        let name = tool_name(operation);
        let numbered = (2..).map(|number: u32| format!("{number}_{name}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free =
            names.find(|name| !typed.contains_key(name) && !GENERAL_TOOLS.contains(&name.as_str()));
        typed.insert(free.unwrap_or(name), operation);
    }
    typed
}

/// The tools of a server.
pub(super) fn tools(
    operations: &'static Operations,
    policy: &Policy,
    typed: &TypedTools,
) -> Vec<Tool> {
    let mut tools: Vec<Tool> = typed
        .iter()
        .map(|(name, operation)| typed_tool(operations, name.clone(), operation))
        .collect();
    let permitted = operations.operations.iter().filter(|operation| policy.permits(operation));
    if typed.len() < permitted.count() {
        tools.extend([search(operations), describe(), call()]);
    }
    tools.push(follow());
    if policy.allows_writes {
        tools.push(confirm());
    }
    tools
}

/// The name of the tool for an operation.
fn tool_name(operation: &Operation) -> String {
    let mut name = format!("{}_{}", operation.scope, operation.name).replace('-', "_");
    if name.len() > MAX_NAME_LENGTH {
        // Names differ at their ends.
        let start = name.len() - MAX_NAME_LENGTH;
        name = name.get(start..).unwrap_or_default().trim_start_matches('_').to_owned();
    }
    name
}

fn typed_tool(operations: &Operations, name: String, operation: &Operation) -> Tool {
    let mut description = operation.summary.clone();
    if !operation.is_safe() {
        description.push_str("\n\nPlans the request without sending it; `confirm_plan` sends it.");
    }
    Tool::new(name, description, object(operation.input_schema(operations)))
        .with_title(format!("{} {}", operation.method, operation.path))
        .with_raw_output_schema(result_schema())
        .with_annotations(reading())
}

fn search(operations: &Operations) -> Tool {
    let description = format!(
        "Searches the {} operations of the {}. Returns ids for `describe_operation` and `call_operation`.",
        operations.operations.len(),
        operations.title
    );
    let input = json!({
        "type": "object",
        "properties": {
            "query": {"type": "string", "description": "Words that describe the operation"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 10},
        },
        "required": ["query"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "total": {"type": "integer", "description": "The number of operations found"},
            "operations": {"type": "array", "items": {
                "type": "object",
                "properties": {
                    "operation": {"type": "string", "description": "The id of the operation"},
                    "scope": {"type": "string"},
                    "method": {"type": "string"},
                    "path": {"type": "string"},
                    "summary": {"type": "string"},
                    "writes": {"type": "boolean", "description": "Whether it changes something"},
                    "deprecated": {"type": "boolean"},
                },
            }},
        },
        "required": ["total", "operations"],
    });
    Tool::new("search_operations", description, object(input))
        .with_title("Search operations")
        .with_raw_output_schema(object(output))
        .with_annotations(reading().open_world(false))
}

fn describe() -> Tool {
    let description = "Describes an operation: its documentation, and the JSON Schemas of its input and its response.";
    let input = json!({
        "type": "object",
        "properties": {"operation": {"type": "string", "description": "The id of the operation"}},
        "required": ["operation"],
        "additionalProperties": false,
    });
    let output = json!({
        "type": "object",
        "properties": {
            "operation": {"type": "string"},
            "input_schema": {"type": "object", "description": "The parameters and the body for `call_operation`"},
            "response_schema": {"description": "The JSON Schema of the body of the response"},
            "permitted": {"type": "boolean", "description": "Whether this server offers it"},
            "text": {"type": "string", "description": "The beginning of a long description"},
            "cursor": {"type": "string", "description": "The rest of it, for `follow_page`"},
        },
        "required": ["operation"],
    });
    Tool::new("describe_operation", description, object(input))
        .with_title("Describe an operation")
        .with_raw_output_schema(object(output))
        .with_annotations(reading().open_world(false))
}

fn call() -> Tool {
    let description = "Calls an operation. A request that changes something is only planned: `confirm_plan` sends it.";
    let input = json!({
        "type": "object",
        "properties": {
            "operation": {"type": "string", "description": "The id of the operation"},
            "parameters": {"type": "object", "description": "The parameters, as `describe_operation` describes them"},
            "body": {"description": "The request body"},
        },
        "required": ["operation"],
        "additionalProperties": false,
    });
    Tool::new("call_operation", description, object(input))
        .with_title("Call an operation")
        .with_raw_output_schema(result_schema())
        .with_annotations(reading())
}

fn follow() -> Tool {
    let description =
        "Continues a result that has a `cursor`: the rest of it, or the next page of the listing.";
    let input = json!({
        "type": "object",
        "properties": {"cursor": {"type": "string"}},
        "required": ["cursor"],
        "additionalProperties": false,
    });
    Tool::new("follow_page", description, object(input))
        .with_title("Continue a result")
        .with_raw_output_schema(result_schema())
        .with_annotations(reading())
}

fn confirm() -> Tool {
    let description = "Sends a request that changes something, as it was planned. Show the plan to the user first.";
    let input = json!({
        "type": "object",
        "properties": {"plan": {"type": "string", "description": "The id of the plan"}},
        "required": ["plan"],
        "additionalProperties": false,
    });
    Tool::new("confirm_plan", description, object(input))
        .with_title("Confirm a planned request")
        .with_raw_output_schema(result_schema())
        .with_annotations(
            ToolAnnotations::new().read_only(false).destructive(true).idempotent(true),
        )
}

/// The annotations of a tool that changes nothing.
fn reading() -> ToolAnnotations {
    ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(true)
}

/// The schema of the result of a call.
fn result_schema() -> Arc<JsonObject> {
    object(json!({
        "type": "object",
        "properties": {
            "operation": {"type": "string", "description": "The id of the operation"},
            "status": {"type": "integer", "description": "The status of the response"},
            "body": {"description": "The body of the response; of a listing, the items of one page, or an object with `envelope` and `items` if the envelope is large"},
            "envelope": {"description": "The properties of a page besides its items"},
            "truncated": {"type": "boolean", "description": "Whether the body was cut"},
            "cursor": {"type": "string", "description": "The rest or the next page, for `follow_page`"},
            "plan": {"type": "string", "description": "The id of a planned request, for `confirm_plan`"},
            "request": {"type": "string", "description": "The planned request"},
            "note": {"type": "string"},
        },
        "required": ["operation"],
    }))
}

fn object(schema: Value) -> Arc<JsonObject> {
    match schema {
        Value::Object(schema) => Arc::new(schema),
        _ => Arc::default(),
    }
}
