//! A Swagger 2.0 document -> an OpenAPI 3.0 document that says the same.

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

/// What is sent and received where an operation does not say.
const JSON: &str = "application/json";

/// Rewrites a document.
pub(super) fn convert(document: &mut Value, diagnostics: &mut Diagnostics) {
    // What depends on nothing else comes first.
    visit_objects(document, &mut |kind, value: &mut Value, at: &Pointer| {
        let Value::Object(members) = value else { return };
        let mut object = Rewrite { members, at, diagnostics };
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
        let Value::Object(members) = value else { return };
        let mut object = Rewrite { members, at, diagnostics };
        match kind {
            ObjectKind::PathItem => path::rewrite(&mut object, &globals, &mut moves),
            ObjectKind::Document => root::rewrite(&mut object, &globals, &mut moves),
            _ => {}
        }
    });
    moves.follow(document);
}

/// What operations have in common.
struct Globals {
    /// The media types of bodies.
    consumes: Vec<String>,
    /// The media types of answers.
    produces: Vec<String>,
    /// Where the API is served.
    servers: root::Servers,
    /// What references lead to: parameters and answers, with their places.
    targets: HashMap<String, (Pointer, Map<String, Value>)>,
}

impl Globals {
    fn of(document: &mut Value) -> Self {
        let mut references = Vec::new();
        for_each_reference(document, &Pointer::root(), &mut |reference, _| {
            references.push(reference.clone());
        });
        let targets = references.into_iter().filter_map(|reference| {
            let place = Pointer::of_reference(&reference)?;
            let target = document.pointer(place.as_str())?.as_object()?;
            let is_shared = target.contains_key("in") || target.contains_key("description");
            // Schemas are referred to as they are.
            let is_schema = place.as_str().starts_with("/definitions/");
            (is_shared && !is_schema).then(|| (reference, (place, target.clone())))
        });
        let targets = targets.collect();
        let members = document.as_object();
        Self {
            consumes: members.and_then(|members| strings(members, "consumes")).unwrap_or_default(),
            produces: members.and_then(|members| strings(members, "produces")).unwrap_or_default(),
            servers: root::Servers::of(document),
            targets,
        }
    }

    /// A parameter or an answer, where it stands or where its reference leads, and that place.
    fn resolve<'v>(
        &'v self,
        at: &Pointer,
        value: &'v Value,
    ) -> Option<(Pointer, &'v Map<String, Value>)> {
        let members = value.as_object()?;
        match members.get("$ref").and_then(Value::as_str) {
            None => Some((at.clone(), members)),
            Some(reference) => {
                let (place, target) = self.targets.get(reference)?;
                Some((place.clone(), target))
            }
        }
    }
}

/// A list of strings.
fn strings(members: &Map<String, Value>, name: &str) -> Option<Vec<String>> {
    let list = members.get(name)?.as_array()?;
    Some(list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect())
}
