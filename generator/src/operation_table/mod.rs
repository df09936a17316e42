//! [`Document`] and [`Crate`] -> `operations.json`, the table of operations that the tools of a client read: the mock, the
//! command line and the MCP server.
//!
//! How a request is sent comes from the crate, so that the tools send what the client sends. What values mean comes from the
//! document. Schemas are JSON Schema 2020-12. Each operation and each named schema has a line of its own.

mod operation;
mod parameter;
mod request_body;
mod response;
mod schema;

use crate::document::{self, Document};
use crate::ir::{self, Api, Crate, PageStyle, Server};
use crate::profile::PagingStyle;
use schema::Schemas;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The path of the table in the crate.
pub(crate) const FILE: &str = "src/operations.json";

/// The table of the operations of a crate.
pub(crate) fn table(document: &Document, krate: &Crate) -> String {
    // Paths that differ in a fragment are the same path, so only the id tells their operations apart.
    let documented: HashMap<(&str, &str, Option<&str>), &document::Operation> = document
        .operations
        .iter()
        .map(|one| ((one.method.as_str(), one.path.as_str(), one.id.as_deref()), one))
        .collect();
    let mut schemas = Schemas::of(document);
    let mut operations = Vec::new();
    for scope in &krate.scopes {
        for operation in &scope.operations {
            let of = |id| documented.get(&(operation.method, operation.path.as_str(), id));
            if let Some(documented) = of(Some(&*operation.id)).or_else(|| of(None)) {
                operations.push(operation::entry(scope, operation, documented, &mut schemas));
            }
        }
    }
    let mut lines = vec!["{".to_owned()];
    let header = api(&krate.api, document);
    lines.extend(header.iter().map(|(name, value)| format!("{}:{value},", quoted(name))));
    lines.push("\"operations\":[".to_owned());
    lines.extend(separated(operations.iter().map(Value::to_string)));
    lines.push("],\"schemas\":{".to_owned());
    let named = schemas.into_used();
    let named = named.iter().map(|(name, schema)| format!("{}:{schema}", quoted(name)));
    lines.extend(separated(named));
    lines.push("}}\n".to_owned());
    lines.join("\n")
}

/// Lines with a comma after each but the last.
fn separated(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    let all_but_last = lines.len().saturating_sub(1);
    lines.iter_mut().take(all_but_last).for_each(|line| line.push(','));
    lines
}

/// A string in JSON.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The API as a whole.
fn api(api: &Api, document: &Document) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.insert("title".to_owned(), api.title.clone().into());
    entry.insert("version".to_owned(), api.version.clone().into());
    insert(&mut entry, "description", document.info.description.clone());
    insert(&mut entry, "baseUrl", api.base_url.clone());
    insert(&mut entry, "keyVariable", api.key_variable.clone());
    let schemes = api.schemes.iter().map(|scheme| scheme.id.clone().into()).collect();
    insert_list(&mut entry, "schemes", schemes);
    let regions =
        api.regions.iter().map(|region| json!({"name": region.variant, "url": region.url}));
    let servers: Vec<Value> = regions.chain(api.servers.iter().map(server)).collect();
    insert_list(&mut entry, "servers", servers);
    insert_list(&mut entry, "secretProperties", strings(&api.secret_properties));
    entry.insert("pageStyle".to_owned(), page_style(&api.page_style));
    if let Some(batch) = &api.batch {
        entry.insert("batchPath".to_owned(), batch.facts.path.clone().into());
    }
    entry
}

fn server(server: &Server) -> Value {
    let variables: Vec<Value> = server
        .variables
        .iter()
        .map(|variable| json!({"name": variable.name, "default": variable.default}))
        .collect();
    let mut entry = Map::new();
    entry.insert("name".to_owned(), server.name.clone().into());
    entry.insert("url".to_owned(), server.url.clone().into());
    insert_list(&mut entry, "variables", variables);
    entry.into()
}

/// How a page refers to the next page.
fn page_style(style: &PageStyle) -> Value {
    let next = match &style.next {
        PagingStyle::Link => json!("link"),
        PagingStyle::Url { property } => json!({"url": {"property": property}}),
        PagingStyle::Cursor { parameter, property } => {
            json!({"cursor": {"parameter": parameter, "property": property}})
        }
        PagingStyle::HeaderCursor { parameter, header } => {
            json!({"headerCursor": {"parameter": parameter, "header": header.to_ascii_lowercase()}})
        }
        PagingStyle::LastItem { parameter, property, more } => {
            let more = more.as_deref().unwrap_or_default();
            json!({"lastItem": {"parameter": parameter, "property": property, "more": more}})
        }
        PagingStyle::Number { parameter, limit, first } => {
            json!({"number": {"parameter": parameter, "limit": limit, "first": first}})
        }
        PagingStyle::Offset { parameter, limit } => {
            json!({"offset": {"parameter": parameter, "limit": limit}})
        }
    };
    json!({"items": style.items, "next": next})
}

/// A name on the command line, from a name in Rust.
fn kebab(name: &str) -> String {
    name.trim_end_matches('_').replace('_', "-")
}

fn strings(texts: &[String]) -> Vec<Value> {
    texts.iter().cloned().map(Value::from).collect()
}

/// Inserts a text, unless there is none.
fn insert(entry: &mut Map<String, Value>, name: &str, text: Option<String>) {
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    entry.extend(text.map(|text| (name.to_owned(), text.into())));
}

/// Inserts a list, unless it is empty.
fn insert_list(entry: &mut Map<String, Value>, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        entry.insert(name.to_owned(), list.into());
    }
}

/// Inserts `true`, or nothing.
fn insert_flag(entry: &mut Map<String, Value>, name: &str, is_set: bool) {
    if is_set {
        entry.insert(name.to_owned(), true.into());
    }
}

/// The name of an encoding of bodies.
const fn format(format: ir::Format) -> &'static str {
    match format {
        ir::Format::Json => "json",
        ir::Format::Form => "form",
        ir::Format::Multipart => "multipart",
        ir::Format::Text => "text",
        ir::Format::Bytes => "bytes",
        ir::Format::Events => "events",
        ir::Format::JsonLines => "jsonLines",
    }
}
