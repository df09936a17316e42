//! An OpenAPI 3.1 document -> an OpenAPI 3.0 document that says the same, as far as types go.
//!
//! Keywords that 3.0 lacks and the generated code supports travel in the extension [`EXTENSION`]; others are reported.

mod const_values;
mod content_encoding;
mod defs;
mod dynamic_ref;
mod exclusive_bounds;
mod id;
mod if_then_else;
mod ignored_keywords;
mod keywords_in_3_0;
mod pattern_properties;
mod prefix_items;
mod ref_siblings;
mod root;
mod type_array;

use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use defs::Definitions;
pub(super) use keywords_in_3_0::convert as convert_keywords;
use serde_json::{Value, json};

/// The property that holds what OpenAPI 3.0 cannot say: `types`, the several types of a schema; `tuple`, which of its
/// `items` stands where; `webhooks`.
pub(crate) const EXTENSION: &str = "x-openapi-3.1";

/// Lets references by address, and dynamic references, lead to locations in the document.
pub(super) fn resolve_ids(document: &mut Value) {
    id::resolve(document);
    dynamic_ref::bind(document);
}

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
    type_array::rewrite(schema);
    const_values::rewrite(schema);
    exclusive_bounds::rewrite(schema);
    content_encoding::rewrite(schema);
    prefix_items::rewrite(schema, definitions);
    pattern_properties::rewrite(schema);
    if_then_else::rewrite(schema);
    // The first example is shown.
    if let Some(Value::Array(examples)) = schema.members.get("examples") {
        let first = examples.first().cloned();
        schema.take("examples");
        if let (Some(first), false) = (first, schema.members.contains_key("example")) {
            schema.put_from("example", &["examples", "0"], first);
        }
    }
    ignored_keywords::rewrite(schema);
    ref_siblings::rewrite(schema);
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
