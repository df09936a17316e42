//! Security schemes: `basic`, and the flows of OAuth 2.0.

use crate::read::rewrite::Rewrite;
use serde_json::{Map, Value, json};

pub(super) fn rewrite(scheme: &mut Rewrite<'_>) {
    match scheme.members.get("type").and_then(Value::as_str) {
        Some("basic") => {
            scheme.put("type", "http");
            scheme.put("scheme", "basic");
        }
        Some("oauth2") => flow(scheme),
        _ => {}
    }
}

/// The one flow of a scheme.
fn flow(scheme: &mut Rewrite<'_>) {
    let name = match scheme.members.get("flow").and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some("password") => "password",
        // Another name is reported as a flow that there is not.
        other => other.unwrap_or("implicit"),
    }
    .to_owned();
    let mut flow = Map::new();
    for member in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.take(member) {
            flow.insert(member.to_owned(), value);
            scheme.moved(&[member], &["flows", &name, member]);
        }
    }
    scheme.take("flow");
    scheme.moved(&["flow"], &["flows"]);
    scheme.put("flows", json!({ name: flow }));
}
