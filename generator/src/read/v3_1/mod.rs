//! OpenAPI 3.1 -> OpenAPI 3.0, as far as types are concerned.
//!
//! The extension [`EXTENSION`] contains keywords that 3.0 lacks and that the generator supports. Others are reported.

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

/// The extension with values that OpenAPI 3.0 cannot express: `types`, the types of a schema; `tuple`, the index into `items`
/// for each position; `webhooks`.
pub(crate) const EXTENSION: &str = "x-openapi-3.1";

/// Replaces references by URI, and dynamic references, by references to locations in the document.
pub(super) fn resolve_ids(document: &mut Value, diagnostics: &mut Diagnostics) {
    id::resolve(document);
    dynamic_ref::bind(document, diagnostics);
}

/// Converts a document.
pub(super) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    let mut definitions = Definitions::new(document);
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        if kind == ObjectKind::Schema
            && let Value::Bool(allows) = value
        {
            // A boolean schema: any value, or none.
            *value = if *allows { json!({}) } else { json!({ "not": {} }) };
        }
        let Value::Object(properties) = value else { return };
        let mut object = Rewrite { properties, at, diagnostics };
        match kind {
            ObjectKind::Schema => schema(&mut object, &mut definitions),
            ObjectKind::Operation => {
                object.properties.entry("responses").or_insert_with(|| json!({}));
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
    definitions.finish(document);
}

/// Converts a schema. Inner schemas are already converted.
fn schema(schema: &mut Rewrite<'_>, definitions: &mut Definitions) {
    definitions.collect(schema);
    type_array::rewrite(schema);
    const_values::rewrite(schema);
    exclusive_bounds::rewrite(schema);
    content_encoding::rewrite(schema);
    prefix_items::rewrite(schema, definitions);
    pattern_properties::rewrite(schema);
    if_then_else::rewrite(schema);
    // Only the first example is used.
    if let Some(Value::Array(examples)) = schema.properties.get("examples") {
        let first = examples.first().cloned();
        schema.take("examples");
        if let (Some(first), false) = (first, schema.properties.contains_key("example")) {
            schema.insert_from("example", &["examples", "0"], first);
        }
    }
    ignored_keywords::rewrite(schema);
    ref_siblings::rewrite(schema);
}

/// The schema that matches any of these, or the only one if they are equal.
fn any_of(mut schemas: Vec<Value>) -> Value {
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "anyOf": schemas }),
    }
}

/// Adds a schema, unless an equal one exists. Returns its index if it is new.
fn add(schemas: &mut Vec<Value>, schema: Value) -> Option<usize> {
    let is_new = !schemas.contains(&schema);
    is_new.then(|| {
        schemas.push(schema);
        schemas.len() - 1
    })
}
