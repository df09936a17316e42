//! The operations of a path, with the parameters that they share.

use super::{Shared, body, response, root, texts};
use crate::document::Method;
use crate::read::rewrite::{Moves, Rewrite};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// A parameter that is sent in the body, and its place.
pub(super) type Sent = (Pointer, Map<String, Value>);

pub(super) fn rewrite(item: &mut Rewrite<'_>, shared: &Shared, moves: &mut Moves) {
    let of_all = take_sent(item, shared, moves);
    for method in Method::ALL.map(|method| method.as_str().to_ascii_lowercase()) {
        let Some(Value::Object(members)) = item.members.get_mut(&method) else { continue };
        let at = item.at.child(&method);
        let mut operation = Rewrite { members, at: &at, diagnostics: item.diagnostics };
        let own = take_sent(&mut operation, shared, moves);
        let sent = if own.is_empty() { of_all.clone() } else { own };
        rewrite_operation(&mut operation, sent, shared, moves);
    }
}

fn rewrite_operation(
    operation: &mut Rewrite<'_>,
    sent: Vec<Sent>,
    shared: &Shared,
    moves: &mut Moves,
) {
    let consumes = texts(operation.members, "consumes");
    let produces = texts(operation.members, "produces");
    operation.take("consumes");
    operation.take("produces");
    if !sent.is_empty() {
        body::put(operation, sent, consumes.as_ref().unwrap_or(&shared.consumes), moves);
    }
    response::rewrite_all(operation, produces.as_ref(), shared, moves);
    if let Some(schemes) = texts(operation.members, "schemes") {
        operation.take("schemes");
        let servers = shared.servers.urls(&schemes);
        if !servers.is_empty() {
            root::put_servers(operation, servers, "schemes");
        }
    }
}

/// Takes the parameters out of a list that are sent in the body.
fn take_sent(owner: &mut Rewrite<'_>, shared: &Shared, moves: &mut Moves) -> Vec<Sent> {
    let Some(parameters) = owner.take_list("parameters") else { return Vec::new() };
    let list = owner.at.child("parameters");
    let mut sent = Vec::new();
    let mut kept: Vec<Value> = Vec::new();
    for (index, parameter) in parameters.into_iter().enumerate() {
        let at = list.child(index);
        match shared.resolve(&at, &parameter) {
            Some((place, members))
                if matches!(
                    members.get("in").and_then(Value::as_str),
                    Some("body" | "formData")
                ) =>
            {
                sent.push((place, members.clone()));
            }
            _ => {
                let to = list.child(kept.len());
                if to != at {
                    owner.diagnostics.origins_mut().moved(&at, &to);
                    moves.note(at, to);
                }
                kept.push(parameter);
            }
        }
    }
    if !kept.is_empty() {
        owner.put("parameters", kept);
    }
    sent
}
