//! Converts keywords of OpenAPI 3.1 in documents that claim to be 3.0.
//!
//! Tools often upgrade documents only in part. The keywords of 3.1 have only one sensible interpretation.

use super::{const_values, exclusive_bounds, type_array};
use crate::diagnostic::Diagnostics;
use crate::read::rewrite::Rewrite;
use crate::read::visit::{ObjectKind, visit_objects};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Converts the schemas of a document.
pub(in crate::read) fn convert(document: &mut Value, version: &str, diagnostics: &mut Diagnostics) {
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let (ObjectKind::Schema, Value::Object(properties)) = (kind, value) else { return };
        let keyword = keyword_of_3_1(properties);
        let mut schema = Rewrite { properties, at, diagnostics };
        let Some(keyword) = keyword else {
            return const_values::rewrite_titled_integers(&mut schema);
        };
        schema.violation(
            keyword,
            format_args!("{version} has no such `{keyword}`: it is read as in OpenAPI 3.1"),
            "set `openapi: 3.1.0`, or use the keywords of 3.0; correct the document with an overlay if it is not yours",
        );
        type_array::rewrite(&mut schema);
        const_values::rewrite(&mut schema);
        exclusive_bounds::rewrite(&mut schema);
    });
}

/// The first property that is a keyword of OpenAPI 3.1, or that has a value as in 3.1.
fn keyword_of_3_1(properties: &Map<String, Value>) -> Option<&'static str> {
    let is =
        |name, test: fn(&Value) -> bool| properties.get(name).is_some_and(test).then_some(name);
    is("type", |ty| ty.is_array() || ty == "null")
        .or_else(|| is("const", |_| true))
        .or_else(|| is("exclusiveMinimum", Value::is_number))
        .or_else(|| is("exclusiveMaximum", Value::is_number))
}
