//! `contentEncoding` and `contentMediaType`: the formats `byte` and `binary`.

use crate::read::rewrite::Rewrite;
use serde_json::Value;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    let text = |schema: &Rewrite<'_>, name| {
        schema.members.get(name).and_then(Value::as_str).map(str::to_ascii_lowercase)
    };
    let encoding = text(schema, "contentEncoding");
    let media_type = text(schema, "contentMediaType");
    let said_by = match (encoding.as_deref(), media_type.as_deref()) {
        (Some("base64" | "base64url"), _) => Some(("contentEncoding", "byte")),
        // The bytes themselves, or another text.
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => {
            Some(("contentMediaType", "binary"))
        }
        (Some("binary"), None) => Some(("contentEncoding", "binary")),
        _ => None,
    };
    if let Some((name, format)) = said_by {
        schema.members.entry("type").or_insert_with(|| "string".into());
        if !schema.members.contains_key("format") {
            schema.put_from("format", &[name], format);
        }
        schema.take("contentEncoding");
        schema.take("contentMediaType");
    }
}

/// Whether what has a media type is a text.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "x-www-form-urlencoded", "jwt"]
            .iter()
            .any(|ending| media_type.ends_with(ending))
}
