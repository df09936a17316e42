//! Removes the styles of the parts of multipart bodies. OpenAPI 3.0 ignores all of them, later versions those outside of forms.

use super::SpecVersion;
use super::rewrite::Rewrite;
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::Value;

/// Removes the styles.
pub(super) fn ignore(version: SpecVersion, document: &mut Value, diagnostics: &mut Diagnostics) {
    let is_3_0 = matches!(version, SpecVersion::V3_0);
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let media_type = at.split().map(|(_, media_type)| media_type.to_ascii_lowercase());
        let has_styles = |media_type: &String| {
            media_type.starts_with("multipart/form-data") && !is_3_0
                || !media_type.starts_with("multipart/")
        };
        if kind != ObjectKind::Media || media_type.is_none_or(|one| has_styles(&one)) {
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
                let (requires, remedy) = match is_3_0 {
                    true => (
                        "OpenAPI 3.0 requires",
                        "set `openapi: 3.1.0` if the server expects the style, for example with an overlay",
                    ),
                    false => (
                        "OpenAPI requires outside of `multipart/form-data`",
                        "correct the media type if the server expects the style, for example with an overlay",
                    ),
                };
                let message = format!(
                    "the style of a part is ignored, as {requires}: a list is sent as one part per item"
                );
                encoding.warning(keyword, message, remedy);
            }
        }
    });
}
