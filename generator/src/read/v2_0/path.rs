//! Converts path items: their operations, and the parameters that these share.

use super::{Globals, body, response, root, strings};
use crate::document::Method;
use crate::read::rewrite::{Moves, Rewrite};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// A body parameter and its location.
pub(super) type BodyParameter = (Pointer, Map<String, Value>);

pub(super) fn rewrite(item: &mut Rewrite<'_>, globals: &Globals, moves: &mut Moves) {
    let common = take_body_parameters(item, globals, moves);
    for method in Method::ALL.map(|method| method.as_str().to_ascii_lowercase()) {
        let Some(Value::Object(properties)) = item.properties.get_mut(&method) else { continue };
        let at = item.at.child(&method);
        let mut operation = Rewrite { properties, at: &at, diagnostics: item.diagnostics };
        let own = take_body_parameters(&mut operation, globals, moves);
        let body_parameters = merge(&common, own);
        rewrite_operation(&mut operation, body_parameters, globals, moves);
    }
}

/// Merges an operation's own body parameters with those of its path. Its own take precedence: a field over the one of its name,
/// a whole body over everything, since a body is either whole or made of fields.
fn merge(common: &[BodyParameter], own: Vec<BodyParameter>) -> Vec<BodyParameter> {
    if own.is_empty() {
        return common.to_vec();
    }
    let is_field = |(_, parameter): &BodyParameter| {
        parameter.get("in").and_then(Value::as_str) == Some("formData")
    };
    let is_kept = |one: &&BodyParameter| {
        own.iter().chain([*one]).all(is_field)
            && own.iter().all(|(_, own)| own.get("name") != one.1.get("name"))
    };
    let kept: Vec<BodyParameter> = common.iter().filter(is_kept).cloned().collect();
    kept.into_iter().chain(own).collect()
}

fn rewrite_operation(
    operation: &mut Rewrite<'_>,
    body_parameters: Vec<BodyParameter>,
    globals: &Globals,
    moves: &mut Moves,
) {
    let consumes = strings(operation.properties, "consumes");
    let produces = strings(operation.properties, "produces");
    operation.take("consumes");
    operation.take("produces");
    if !body_parameters.is_empty() {
        body::insert(
            operation,
            body_parameters,
            consumes.as_ref().unwrap_or(&globals.consumes),
            moves,
        );
    }
    response::rewrite_all(operation, produces.as_ref(), globals, moves);
    if let Some(schemes) = strings(operation.properties, "schemes") {
        operation.take("schemes");
        let servers = globals.servers.urls(&schemes);
        if !servers.is_empty() {
            root::insert_servers(operation, servers, "schemes");
        }
    }
}

/// Removes the body parameters from a list of parameters, and returns them.
fn take_body_parameters(
    owner: &mut Rewrite<'_>,
    globals: &Globals,
    moves: &mut Moves,
) -> Vec<BodyParameter> {
    let Some(parameters) = owner.take_list("parameters") else { return Vec::new() };
    let list = owner.at.child("parameters");
    let mut body_parameters = Vec::new();
    let mut kept: Vec<Value> = Vec::new();
    for (index, parameter) in parameters.into_iter().enumerate() {
        let at = list.child(index);
        match globals.resolve(&at, &parameter) {
            Some((location, properties))
                if matches!(
                    properties.get("in").and_then(Value::as_str),
                    Some("body" | "formData")
                ) =>
            {
                body_parameters.push((location, properties.clone()));
            }
            _ => {
                let to = list.child(kept.len());
                if to != at {
                    owner.diagnostics.origins_mut().record_move(&at, &to);
                    moves.record(at, to);
                }
                kept.push(parameter);
            }
        }
    }
    if !kept.is_empty() {
        owner.insert("parameters", kept);
    }
    body_parameters
}
