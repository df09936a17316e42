//! The specification extensions of an operation that the profile names -> its documentation.

use crate::document::Operation;
use crate::ir::Docs;
use crate::lower::docs;
use indexmap::IndexMap;
use serde_json::Value;

/// A paragraph for each extension that the operation has. `titles` are those of the profile, by the name of the extension.
pub(crate) fn docs(titles: &IndexMap<String, String>, operation: &Operation) -> Docs {
    let mut paragraphs = Docs::default();
    for (name, title) in titles {
        if let Some(value) = operation.extensions.get(name).and_then(text) {
            paragraphs.paragraph(format!("{}: {value}.", docs::escaped_line(title)));
        }
    }
    paragraphs
}

/// The value of an extension as a line; `None` if it is empty.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(docs::code(text)),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(text).collect();
            (!items.is_empty()).then(|| items.join(", "))
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
            Some(docs::code(&value.to_string()))
        }
    }
}
