//! Removes the styles of the parts of multipart bodies, which OpenAPI 3.0 ignores.

use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::Value;

/// Removes the styles.
pub(super) fn ignore(document: &mut Value, diagnostics: &mut Diagnostics) {
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let is_multipart = at.split().is_some_and(|(_, media_type)| {
            media_type.to_ascii_lowercase().starts_with("multipart/")
        });
        if kind != ObjectKind::Media || !is_multipart {
            return;
        }
        let Some(Value::Object(encodings)) = value.get_mut("encoding") else { return };
        for (name, encoding) in encodings {
            let Value::Object(properties) = encoding else { continue };
            let at = at.child("encoding").child(name);
            let mut encoding = Rewrite { properties, at: &at, diagnostics };
            let styles = ["style", "explode", "allowReserved"];
            let taken = styles.map(|keyword| encoding.take(keyword).map(|_| keyword));
            if let Some(keyword) = taken.into_iter().flatten().next() {
                encoding.warning(
                    keyword,
                    "the style of a part is ignored, as OpenAPI 3.0 requires: a list is sent as one part per item",
                    "set `openapi: 3.1.0` if the server expects the style, for example with an overlay",
                );
            }
        }
    });
}
