//! In: an OpenAPI 3.1 document. Out: an OpenAPI 3.0 document that says the same, as far as types go.
//!
//! What 3.0 has no words for and the generated code has travels in the extension [`BEYOND`]; what neither has is told.

mod borrowed;
mod bounds;
mod conditions;
mod constant;
mod content;
mod definitions;
mod identity;
mod members;
mod reference;
mod root;
mod tuple;
mod types;
mod unsaid;

use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
pub(super) use borrowed::convert as convert_borrowed;
use definitions::Definitions;
pub(super) use identity::settle as settle_addresses;
use serde_json::{Value, json};

/// The member that holds what OpenAPI 3.0 cannot say: `types`, the several types of a schema; `tuple`, which of its
/// `items` stands where; `webhooks`.
pub(crate) const BEYOND: &str = "x-openapi-3.1";

/// Rewrites a document.
pub(super) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    let mut definitions = Definitions::of(document);
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        if kind == ObjectKind::Schema
            && let Value::Bool(allows) = value
        {
            // Any value, or none.
            *value = if *allows { json!({}) } else { json!({ "not": {} }) };
        }
        let Value::Object(members) = value else { return };
        let mut object = Rewrite { members, at, diagnostics };
        match kind {
            ObjectKind::Schema => schema(&mut object, &mut definitions),
            ObjectKind::Operation => {
                object.members.entry("responses").or_insert_with(|| json!({}));
            }
            ObjectKind::Document => root::rewrite(&mut object, &mut definitions),
            ObjectKind::Components
            | ObjectKind::PathItem
            | ObjectKind::Parameter
            | ObjectKind::Header
            | ObjectKind::RequestBody
            | ObjectKind::Media
            | ObjectKind::Encoding
            | ObjectKind::Response
            | ObjectKind::Callback
            | ObjectKind::Example
            | ObjectKind::SecurityScheme
            | ObjectKind::Link => {}
        }
    });
    definitions.settle(document);
}

/// Rewrites a schema, after those inside it.
fn schema(schema: &mut Rewrite<'_>, definitions: &mut Definitions) {
    definitions.gather(schema);
    types::rewrite(schema);
    constant::rewrite(schema);
    bounds::rewrite(schema);
    content::rewrite(schema);
    tuple::rewrite(schema, definitions);
    members::rewrite(schema);
    conditions::rewrite(schema);
    // The first example is shown.
    if let Some(Value::Array(examples)) = schema.members.get("examples") {
        let first = examples.first().cloned();
        schema.take("examples");
        if let (Some(first), false) = (first, schema.members.contains_key("example")) {
            schema.put_from("example", &["examples", "0"], first);
        }
    }
    unsaid::rewrite(schema);
    reference::rewrite(schema);
}

/// A schema of any of some: the one, where they are all alike.
fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// Adds a schema to others, unless one is like it. Tells at which place it is new.
fn add(schemas: &mut Vec<Value>, schema: Value) -> Option<usize> {
    let is_new = !schemas.contains(&schema);
    is_new.then(|| {
        schemas.push(schema);
        schemas.len() - 1
    })
}
