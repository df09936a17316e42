//! Converts `contentEncoding` and `contentMediaType` to the formats `byte` and `binary`.

use crate::read::rewrite::Rewrite;
use serde_json::Value;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    let text = |schema: &Rewrite<'_>, name| {
        schema.properties.get(name).and_then(Value::as_str).map(str::to_ascii_lowercase)
    };
    let encoding = text(schema, "contentEncoding");
    let media_type = text(schema, "contentMediaType");
    let format = match (encoding.as_deref(), media_type.as_deref()) {
        (Some("base64" | "base64url"), _) => Some(("contentEncoding", "byte")),
        // Other encodings, such as `8bit`, contain the bytes themselves or other text.
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => {
            Some(("contentMediaType", "binary"))
        }
        (Some("binary"), None) => Some(("contentEncoding", "binary")),
        _ => None,
    };
    if let Some((name, format)) = format {
        schema.properties.entry("type").or_insert_with(|| "string".into());
        if !schema.properties.contains_key("format") {
            schema.insert_from("format", &[name], format);
        }
        schema.take("contentEncoding");
        schema.take("contentMediaType");
    }
}

/// Whether a media type is text.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "x-www-form-urlencoded", "jwt"]
            .iter()
            .any(|ending| media_type.ends_with(ending))
}
