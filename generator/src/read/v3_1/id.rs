//! `$id`: a schema with an address of its own, by which others refer to it; references inside it start there.

use crate::read::files;
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// Where the schemas with addresses stand.
type Places = HashMap<String, Pointer>;

/// Lets references by address, and those inside a schema that has one, lead to places of the document.
pub(in crate::read) fn resolve(document: &mut Value) {
    let mut places = Places::new();
    let whole = Inside { address: String::new(), at: Pointer::root() };
    gather(document, &whole.at, &whole.address, &mut places);
    if places.is_empty() {
        return;
    }
    let mut found = Vec::new();
    references(document, &Pointer::root(), &whole, &mut |at, reference, inside| {
        if let Some(place) = target(document, reference, inside, &places) {
            found.push((at, place));
        }
    });
    for (at, place) in found {
        if let Some(reference) = document.pointer_mut(at.as_str()) {
            *reference = place.into();
        }
    }
}

/// The schema with an address that something stands in, or the document.
struct Inside {
    address: String,
    at: Pointer,
}

fn gather(value: &Value, at: &Pointer, base: &str, places: &mut Places) {
    let address = address(value, base);
    if let Some(address) = &address {
        places.entry(address.clone()).or_insert_with(|| at.clone());
    }
    let base = address.as_deref().unwrap_or(base);
    children(value, at, &mut |child, at| gather(child, &at, base, places));
}

/// The address of a schema.
fn address(value: &Value, base: &str) -> Option<String> {
    let id = value.get("$id")?.as_str()?.trim_end_matches('#');
    (!id.is_empty() && !id.contains('#')).then(|| join(base, id))
}

/// An address from within another.
fn join(base: &str, address: &str) -> String {
    if address.contains("://") { address.to_owned() } else { files::resolve(base, address) }
}

/// Visits the references of a value, each with its place and what it stands in.
fn references(
    value: &Value,
    at: &Pointer,
    inside: &Inside,
    visit: &mut dyn FnMut(Pointer, &str, &Inside),
) {
    let own = address(value, &inside.address).map(|address| Inside { address, at: at.clone() });
    let inside = own.as_ref().unwrap_or(inside);
    if let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        visit(at.child("$ref"), reference, inside);
    }
    children(value, at, &mut |child, at| references(child, &at, inside, visit));
}

/// The reference by place, where a reference means something else by itself. One that leads nowhere from its schema is
/// taken to start in the document, as many are written.
fn target(document: &Value, reference: &str, inside: &Inside, places: &Places) -> Option<String> {
    let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let schema = match address {
        "" => &inside.at,
        address => places.get(&join(&inside.address, address))?,
    };
    // An anchor is found by itself.
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Some(format!("#{fragment}"));
    }
    let place = schema.join(Pointer::of_reference(&format!("#{fragment}"))?.as_str());
    let leads = !address.is_empty() || document.pointer(place.as_str()).is_some();
    leads.then(|| place.to_reference())
}

fn children(value: &Value, at: &Pointer, visit: &mut dyn FnMut(&Value, Pointer)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                visit(member, at.child(name));
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                visit(element, at.child(index));
            }
        }
        _ => {}
    }
}
