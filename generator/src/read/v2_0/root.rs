//! The document itself: where the API is served, and what its operations share.

use super::{Globals, response};
use crate::read::rewrite::{Moves, Rewrite};
use crate::source::Pointer;
use serde_json::{Map, Value, json};

/// The members that hold what is globals, and what holds it under `components`.
const COMPONENTS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Where an API is served.
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

    /// The URLs by scheme; those of HTTP alone.
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
    document.put("openapi", "3.0.3");
    servers(document, globals);
    let at = document.at.child("responses");
    if let Some(Value::Object(responses)) = document.members.get_mut("responses") {
        for (name, answer) in responses {
            let Value::Object(members) = answer else { continue };
            let at = at.child(name);
            let mut answer = Rewrite { members, at: &at, diagnostics: document.diagnostics };
            response::rewrite(&mut answer, &globals.produces, moves);
        }
    }
    // Operations have taken over those that are sent in the body.
    if let Some(Value::Object(parameters)) = document.members.get_mut("parameters") {
        parameters.retain(|_, parameter| {
            !matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
        });
    }
    let mut components = Map::new();
    for (name, kept_as) in COMPONENTS {
        if let Some(value) = document.take(name) {
            components.insert(kept_as.to_owned(), value);
            document.moved(&[name], &["components", kept_as]);
            moves.then(
                Pointer::root().child(name),
                Pointer::root().child("components").child(kept_as),
            );
        }
    }
    if !components.is_empty() {
        document.put("components", components);
    }
}

/// The URLs that schemes, host and base path make.
fn servers(document: &mut Rewrite<'_>, globals: &Globals) {
    let schemes =
        super::strings(document.members, "schemes").unwrap_or_else(|| vec!["https".to_owned()]);
    let mut urls = globals.servers.urls(&schemes);
    // A key is not to be sent in the clear where it need not be.
    urls.sort_by_key(|url| !url.starts_with("https:"));
    let has_host = document.members.contains_key("host");
    for name in ["schemes", "host", "basePath", "consumes", "produces"] {
        document.take(name);
    }
    if !urls.is_empty() {
        put_servers(document, urls, if has_host { "host" } else { "basePath" });
    }
}

/// Gives an object servers, which it says by another member.
pub(super) fn put_servers(object: &mut Rewrite<'_>, urls: Vec<String>, said_by: &str) {
    let (from, servers) = (object.at.child(said_by), object.at.child("servers"));
    let origins = object.diagnostics.origins_mut();
    for index in 0..urls.len() {
        let server = servers.child(index);
        origins.copied(&from, &server);
        origins.copied(&from, &server.child("url"));
    }
    let servers: Vec<Value> = urls.into_iter().map(|url| json!({ "url": url })).collect();
    object.put("servers", servers);
}
