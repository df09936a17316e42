//! In: an OpenAPI 3.0 document. Out: the same, with what its schemas borrow of OpenAPI 3.1 in the words of 3.0.
//!
//! Documents are often raised to 3.1 in part, by the tools that write them; what is borrowed can be meant in one way only.

use super::{bounds, constant, types};
use crate::diagnostic::Diagnostics;
use crate::read::rewrite::Rewrite;
use crate::read::visit::{ObjectKind, visit_objects};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Rewrites the schemas.
pub(in crate::read) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        if let (ObjectKind::Schema, Value::Object(members)) = (kind, value)
            && let Some(word) = borrowed(members)
        {
            let mut schema = Rewrite { members, at, diagnostics };
            schema.warning(
                word,
                format_args!("OpenAPI 3.0 has no such `{word}`: it is taken as OpenAPI 3.1 has it"),
                "say `openapi: 3.1.0`, or use the words of 3.0, with an overlay where the document is not yours",
            );
            types::rewrite(&mut schema);
            constant::rewrite(&mut schema);
            bounds::rewrite(&mut schema);
        }
    });
}

/// The first member that is one of OpenAPI 3.1, or has a form that it has there.
fn borrowed(members: &Map<String, Value>) -> Option<&'static str> {
    let is = |name, test: fn(&Value) -> bool| members.get(name).is_some_and(test).then_some(name);
    is("type", |ty| ty.is_array() || ty == "null")
        .or_else(|| is("const", |_| true))
        .or_else(|| is("exclusiveMinimum", Value::is_number))
        .or_else(|| is("exclusiveMaximum", Value::is_number))
}
