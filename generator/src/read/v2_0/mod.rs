//! Swagger 2.0 -> OpenAPI 3.0.

mod body;
mod parameter;
mod path;
mod response;
mod root;
mod schema;
mod security;

use super::rewrite::{Moves, Rewrite, for_each_reference};
use super::visit::{ObjectKind, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The default media type.
const JSON: &str = "application/json";

/// The extension of a parameter or a part with a separator of list items that no style of OpenAPI 3 has.
pub(crate) const SEPARATOR: &str = "x-collectionFormat";

/// Converts a document.
pub(super) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    // Independent objects come first.
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let Value::Object(properties) = value else { return };
        let mut object = Rewrite { properties, at, diagnostics };
        match kind {
            ObjectKind::Schema => schema::rewrite(&mut object),
            ObjectKind::Parameter => parameter::rewrite(&mut object),
            ObjectKind::Header => parameter::header(&mut object),
            ObjectKind::SecurityScheme => security::rewrite(&mut object),
            ObjectKind::Document
            | ObjectKind::Components
            | ObjectKind::PathItem
            | ObjectKind::Operation
            | ObjectKind::RequestBody
            | ObjectKind::Media
            | ObjectKind::Encoding
            | ObjectKind::Response
            | ObjectKind::Callback
            | ObjectKind::Example
            | ObjectKind::Link => {}
        }
    });
    let globals = Globals::of(document);
    let mut moves = Moves::default();
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let Value::Object(properties) = value else { return };
        let mut object = Rewrite { properties, at, diagnostics };
        match kind {
            ObjectKind::PathItem => path::rewrite(&mut object, &globals, &mut moves),
            ObjectKind::Document => root::rewrite(&mut object, &globals, &mut moves),
            _ => {}
        }
    });
    moves.update_references(document);
}

/// Values of the whole document that operations use.
struct Globals {
    /// The default media types of requests.
    consumes: Vec<String>,
    /// The default media types of responses.
    produces: Vec<String>,
    /// The servers.
    servers: root::Servers,
    /// The targets of references: parameters and responses, with their locations.
    targets: HashMap<String, (Pointer, Map<String, Value>)>,
}

impl Globals {
    fn of(document: &mut Value) -> Self {
        let mut references = Vec::new();
        for_each_reference(document, &Pointer::root(), &mut |reference, _| {
            references.push(reference.clone());
        });
        let targets = references.into_iter().filter_map(|reference| {
            let location = Pointer::of_reference(&reference)?;
            let target = document.pointer(location.as_str())?.as_object()?;
            let is_shared = target.contains_key("in") || target.contains_key("description");
            // References to schemas need no change.
            let is_schema = location.as_str().starts_with("/definitions/");
            (is_shared && !is_schema).then(|| (reference, (location, target.clone())))
        });
        let targets = targets.collect();
        let properties = document.as_object();
        Self {
            consumes: properties
                .and_then(|properties| strings(properties, "consumes"))
                .unwrap_or_default(),
            produces: properties
                .and_then(|properties| strings(properties, "produces"))
                .unwrap_or_default(),
            servers: root::Servers::of(document),
            targets,
        }
    }

    /// Returns a parameter or response, or the target of its reference, and its location.
    fn resolve<'v>(
        &'v self,
        at: &Pointer,
        value: &'v Value,
    ) -> Option<(Pointer, &'v Map<String, Value>)> {
        let properties = value.as_object()?;
        match properties.get("$ref").and_then(Value::as_str) {
            None => Some((at.clone(), properties)),
            Some(reference) => {
                let (location, target) = self.targets.get(reference)?;
                Some((location.clone(), target))
            }
        }
    }
}

/// Returns a list of strings.
fn strings(properties: &Map<String, Value>, name: &str) -> Option<Vec<String>> {
    let list = properties.get(name)?.as_array()?;
    Some(list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect())
}
