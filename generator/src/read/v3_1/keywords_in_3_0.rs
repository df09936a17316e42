//! An OpenAPI 3.0 document -> the same, with the keywords of OpenAPI 3.1 in its schemas written as in 3.0.
//!
//! Documents are often raised to 3.1 in part, by the tools that write them; the keywords have only one possible meaning.

use super::{const_values, exclusive_bounds, type_array};
use crate::diagnostic::Diagnostics;
use crate::read::rewrite::Rewrite;
use crate::read::visit::{ObjectKind, visit_objects};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Rewrites the schemas.
pub(in crate::read) fn convert(document: &mut Value, version: &str, diagnostics: &mut Diagnostics) {
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        if let (ObjectKind::Schema, Value::Object(members)) = (kind, value)
            && let Some(keyword) = keyword_of_3_1(members)
        {
            let mut schema = Rewrite { members, at, diagnostics };
            schema.violation(
                keyword,
                format_args!("{version} has no such `{keyword}`: it is read as in OpenAPI 3.1"),
                "set `openapi: 3.1.0`, or use the keywords of 3.0; correct the document with an overlay if it is not yours",
            );
            type_array::rewrite(&mut schema);
            const_values::rewrite(&mut schema);
            exclusive_bounds::rewrite(&mut schema);
        }
    });
}

/// The first property that is one of OpenAPI 3.1, or has a form that it has there.
fn keyword_of_3_1(members: &Map<String, Value>) -> Option<&'static str> {
    let is = |name, test: fn(&Value) -> bool| members.get(name).is_some_and(test).then_some(name);
    is("type", |ty| ty.is_array() || ty == "null")
        .or_else(|| is("const", |_| true))
        .or_else(|| is("exclusiveMinimum", Value::is_number))
        .or_else(|| is("exclusiveMaximum", Value::is_number))
}
