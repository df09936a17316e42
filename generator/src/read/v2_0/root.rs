//! Converts the document itself: the servers, and shared parameters and responses.

use super::{Globals, response};
use crate::read::rewrite::{Moves, Rewrite};
use crate::source::Pointer;
use serde_json::{Map, Value, json};

/// The properties with named values, and their counterparts under `components`.
const COMPONENTS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// The host and the base path of the API.
pub(super) struct Servers {
    host: Option<String>,
    base: String,
}

impl Servers {
    pub(super) fn of(document: &Value) -> Self {
        let text = |name| document.get(name).and_then(Value::as_str);
        let base = text("basePath").unwrap_or_default().trim_end_matches('/');
        Self { host: text("host").map(str::to_owned), base: base.to_owned() }
    }

    /// The URLs of these schemes. Only `http` and `https` are supported.
    pub(super) fn urls(&self, schemes: &[String]) -> Vec<String> {
        let Self { host, base } = self;
        match host {
            Some(host) => {
                let http = schemes.iter().filter(|scheme| scheme.starts_with("http"));
                http.map(|scheme| format!("{scheme}://{host}{base}")).collect()
            }
            None if base.is_empty() => Vec::new(),
            None => vec![base.clone()],
        }
    }
}

pub(super) fn rewrite(document: &mut Rewrite<'_>, globals: &Globals, moves: &mut Moves) {
    document.take("swagger");
    document.insert("openapi", "3.0.3");
    servers(document, globals);
    let at = document.at.child("responses");
    if let Some(Value::Object(responses)) = document.properties.get_mut("responses") {
        for (name, response) in responses {
            let Value::Object(properties) = response else { continue };
            let at = at.child(name);
            let mut response = Rewrite { properties, at: &at, diagnostics: document.diagnostics };
            response::rewrite(&mut response, &globals.produces, moves);
        }
    }
    // Operations already contain the body parameters.
    if let Some(Value::Object(parameters)) = document.properties.get_mut("parameters") {
        parameters.retain(|_, parameter| {
            !matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
        });
    }
    let mut components = Map::new();
    for (name, kept_as) in COMPONENTS {
        if let Some(value) = document.take(name) {
            components.insert(kept_as.to_owned(), value);
            document.record_move(&[name], &["components", kept_as]);
            moves.record_enclosing(
                Pointer::root().child(name),
                Pointer::root().child("components").child(kept_as),
            );
        }
    }
    if !components.is_empty() {
        document.insert("components", components);
    }
}

/// Converts schemes, host and base path to servers.
fn servers(document: &mut Rewrite<'_>, globals: &Globals) {
    let schemes =
        super::strings(document.properties, "schemes").unwrap_or_else(|| vec!["https".to_owned()]);
    let mut urls = globals.servers.urls(&schemes);
    // Credentials must not be sent unencrypted if HTTPS is available.
    urls.sort_by_key(|url| !url.starts_with("https:"));
    let has_host = document.properties.contains_key("host");
    for name in ["schemes", "host", "basePath", "consumes", "produces"] {
        document.take(name);
    }
    if !urls.is_empty() {
        insert_servers(document, urls, if has_host { "host" } else { "basePath" });
    }
}

/// Adds servers to an object. Their origin is another property.
pub(super) fn insert_servers(object: &mut Rewrite<'_>, urls: Vec<String>, origin: &str) {
    let (from, servers) = (object.at.child(origin), object.at.child("servers"));
    let origins = object.diagnostics.origins_mut();
    for index in 0..urls.len() {
        let server = servers.child(index);
        origins.record_copy(&from, &server);
        origins.record_copy(&from, &server.child("url"));
    }
    let servers: Vec<Value> = urls.into_iter().map(|url| json!({ "url": url })).collect();
    object.insert("servers", servers);
}
