//! Converts security schemes: `basic`, and the flows of OAuth 2.0.

use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value, json};

pub(super) fn rewrite(scheme: &mut Rewrite<'_>) {
    match scheme.properties.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.insert("type", "http");
            scheme.insert("scheme", "basic");
        }
        Some("oauth2") => flow(scheme),
        _ => {}
    }
}

/// Converts the flow of a scheme.
fn flow(scheme: &mut Rewrite<'_>) {
    let name = match scheme.properties.get("flow").and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some("password") => "password",
        // Unknown names are reported later, as unknown flows.
        other => other.unwrap_or("implicit"),
    }
    .to_owned();
    let mut flow = Map::new();
    for property in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.take(property) {
            flow.insert(property.to_owned(), value);
            scheme.record_move(&[property], &["flows", &name, property]);
        }
    }
    scheme.take("flow");
    scheme.record_move(&["flow"], &["flows"]);
    scheme.insert("flows", json!({ name: flow }));
}
