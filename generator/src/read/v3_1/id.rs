//! Resolves `$id`: the URI of a schema, which other schemas use in references, and which references inside it are relative to.

use crate::read::files;
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// The locations of schemas, by their URIs.
type Locations = HashMap<String, Pointer>;

/// Replaces references that use the URIs of schemas by references to their locations in the document.
pub(in crate::read) fn resolve(document: &mut Value) {
    let mut locations = Locations::new();
    let whole = Scope { uri: String::new(), at: Pointer::root() };
    collect_uris(document, &whole.at, &whole.uri, &mut locations);
    if locations.is_empty() {
        return;
    }
    let mut found = Vec::new();
    references(document, &Pointer::root(), &whole, &mut |at, reference, scope| {
        if let Some(location) = target(document, reference, scope, &locations) {
            found.push((at, location));
        }
    });
    for (at, location) in found {
        if let Some(reference) = document.pointer_mut(at.as_str()) {
            *reference = location.into();
        }
    }
}

/// The innermost schema with a URI that encloses a reference, or the document.
struct Scope {
    uri: String,
    at: Pointer,
}

fn collect_uris(value: &Value, at: &Pointer, base: &str, locations: &mut Locations) {
    let uri = uri(value, base);
    if let Some(uri) = &uri {
        locations.entry(uri.clone()).or_insert_with(|| at.clone());
    }
    let base = uri.as_deref().unwrap_or(base);
    children(value, at, &mut |child, at| collect_uris(child, &at, base, locations));
}

/// The URI of a schema.
fn uri(value: &Value, base: &str) -> Option<String> {
    let id = value.get("$id")?.as_str()?.trim_end_matches('#');
    (!id.is_empty() && !id.contains('#')).then(|| join(base, id))
}

/// Resolves a URI against a base URI.
fn join(base: &str, uri: &str) -> String {
    if uri.contains("://") { uri.to_owned() } else { files::resolve(base, uri) }
}

/// Visits the references of a value, each with its location and the enclosing schema.
fn references(
    value: &Value,
    at: &Pointer,
    scope: &Scope,
    visit: &mut dyn FnMut(Pointer, &str, &Scope),
) {
    let own = uri(value, &scope.uri).map(|uri| Scope { uri, at: at.clone() });
    let scope = own.as_ref().unwrap_or(scope);
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        visit(at.child("$ref"), reference, scope);
    }
    children(value, at, &mut |child, at| references(child, &at, scope, visit));
}

/// Returns the reference by location, if it differs. A reference that cannot be resolved relative to its schema is taken to be
/// relative to the document, a common mistake.
fn target(
    document: &Value,
    reference: &str,
    scope: &Scope,
    locations: &Locations,
) -> Option<String> {
    let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let schema = match uri {
        "" => &scope.at,
        uri => locations.get(&join(&scope.uri, uri))?,
    };
    // Anchors are resolved separately.
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Some(format!("#{fragment}"));
    }
    let location = schema.join(Pointer::of_reference(&format!("#{fragment}"))?.as_str());
    let leads = !uri.is_empty() || document.pointer(location.as_str()).is_some();
    leads.then(|| location.to_reference())
}

fn children(value: &Value, at: &Pointer, visit: &mut dyn FnMut(&Value, Pointer)) {
    match value {
        Value::Object(properties) => {
            for (name, property) in properties {
                visit(property, at.child(name));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(item, at.child(index));
            }
        }
        _ => {}
    }
}
