//! Removes the bodies of GET and HEAD requests, which OpenAPI 3.0 ignores.

use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::Value;

/// Removes the bodies.
pub(super) fn ignore(document: &mut Value, diagnostics: &mut Diagnostics) {
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        if kind != ObjectKind::PathItem {
            return;
        }
        for method in ["get", "head"] {
            let Some(Value::Object(properties)) = value.get_mut(method) else { continue };
            let at = at.child(method);
            let mut operation = Rewrite { properties, at: &at, diagnostics };
            if operation.take("requestBody").is_some() {
                operation.warning(
                    "requestBody",
                    format_args!(
                        "the body of a {} request is ignored, as OpenAPI 3.0 requires",
                        method.to_ascii_uppercase()
                    ),
                    "set `openapi: 3.1.0` if the server reads it, for example with an overlay",
                );
            }
        }
    });
}
