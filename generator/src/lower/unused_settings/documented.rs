//! [`Document`] -> the formats in it, and the names of its properties and parameters.

use crate::document::{Document, Operation, ParameterContent, Schema, SchemaUse};
use crate::lower::types::parts;
use serde_json::Value;
use std::collections::HashSet;

/// The formats of all schemas.
pub(super) fn formats(document: &Document) -> HashSet<&str> {
    schemas(document).filter_map(|schema| schema.format.as_deref()).collect()
}

/// The names of all properties and parameters, in schemas and in examples.
pub(super) fn names(document: &Document) -> HashSet<&str> {
    let mut names = HashSet::new();
    let mut examples = Vec::new();
    for schema in schemas(document) {
        names.extend(schema.object.properties.keys().map(String::as_str));
        examples.extend(&schema.annotations.examples);
    }
    for operation in operations(document) {
        names.extend(operation.parameters.iter().map(|parameter| parameter.name.as_str()));
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        let media = bodies.chain(operation.responses.iter().flat_map(|response| &response.media));
        examples.extend(media.flat_map(|media| &media.examples).map(|example| &example.value));
    }
    while let Some(example) = examples.pop() {
        match example {
            Value::Object(properties) => {
                names.extend(properties.keys().map(String::as_str));
                examples.extend(properties.values());
            }
            Value::Array(items) => examples.extend(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    names
}

/// All schemas, with those inside other schemas.
fn schemas(document: &Document) -> impl Iterator<Item = &Schema> {
    let mut waiting: Vec<&Schema> = document.schemas.values().collect();
    for operation in operations(document) {
        waiting.extend(schemas_of(operation).filter_map(inline));
    }
    std::iter::from_fn(move || {
        let schema = waiting.pop()?;
        waiting.extend(parts(schema).filter_map(inline));
        Some(schema)
    })
}

/// All operations, with those of callbacks and webhooks.
fn operations(document: &Document) -> impl Iterator<Item = &Operation> {
    let callbacks = document.operations.iter().flat_map(|operation| &operation.callbacks);
    let callbacks = callbacks.chain(&document.webhooks).flat_map(|callback| &callback.operations);
    document.operations.iter().chain(callbacks)
}

/// The schema, unless it is named.
fn inline(used: &SchemaUse) -> Option<&Schema> {
    match used {
        SchemaUse::Inline(schema) => Some(schema),
        SchemaUse::Named { .. } => None,
    }
}

/// The schemas of the parameters, the body and the responses of an operation.
fn schemas_of(operation: &Operation) -> impl Iterator<Item = &SchemaUse> {
    let headers = operation.responses.iter().flat_map(|response| response.headers.values());
    let contents = operation.parameters.iter().map(|parameter| &parameter.content);
    let contents = contents.chain(headers.map(|header| &header.content));
    let contents = contents.filter_map(|content| match content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    });
    let bodies = operation.body.iter().flat_map(|body| &body.media);
    let responses = operation.responses.iter().flat_map(|response| &response.media);
    contents.chain(bodies.chain(responses).filter_map(|media| media.schema.as_ref()))
}
