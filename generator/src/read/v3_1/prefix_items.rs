//! `prefixItems`: a list of any of what its places hold. Of one that holds nothing else, it is kept which place holds what.

use super::defs::Definitions;
use super::{EXTENSION, add, any_of};
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

/// Tuples of more places are lists: nobody would read their types.
const MOST: usize = 8;

pub(super) fn rewrite(schema: &mut Rewrite<'_>, definitions: &mut Definitions) {
    let Some(places) = schema.take_list("prefixItems") else { return };
    schema.members.entry("type").or_insert_with(|| "array".into());
    let length = places.len();
    let is_whole = is_whole(schema, length);
    let mut elements = Vec::new();
    let mut holds = Vec::new();
    for (index, place) in places.into_iter().enumerate() {
        holds.push(held(&elements, &place));
        if let Some(to) = add(&mut elements, place) {
            schema
                .moved(&["prefixItems", &index.to_string()], &["items", "anyOf", &to.to_string()]);
        }
    }
    let mut others = None;
    match schema.take("items") {
        // There are no others, so there are no more than these.
        Some(rest) if rest == json!({ "not": {} }) => {
            schema.members.entry("maxItems").or_insert_with(|| length.into());
        }
        Some(rest) if rest != json!({}) => {
            others = Some(held(&elements, &rest));
            if let Some(to) = add(&mut elements, rest) {
                schema.moved(&["items"], &["items", "anyOf", &to.to_string()]);
            }
        }
        _ => {}
    }
    if is_whole && elements.len() > 1 {
        schema.put(EXTENSION, json!({ "tuple": &holds }));
        schema.take("minItems");
        schema.take("maxItems");
    } else if elements.len() > 1 {
        schema.warning(
            "prefixItems",
            "this tuple becomes a list whose items have any of the types of the tuple",
            "no action is needed: items keep their order",
        );
    }
    if let [_] = elements.as_slice() {
        schema.moved(&["items", "anyOf", "0"], &["items"]);
    }
    let at = schema.at.child("items");
    let element = |held: usize| match elements.len() {
        1 => at.clone(),
        _ => at.child("anyOf").child(held),
    };
    for (index, held) in holds.into_iter().enumerate() {
        definitions.moved(schema.at.child("prefixItems").child(index), element(held));
    }
    if let Some(held) = others {
        definitions.moved(at.clone(), element(held));
    }
    let items: Value = if elements.is_empty() { json!({}) } else { any_of(elements) };
    schema.put("items", items);
}

/// At which place of others a schema is, or will be.
fn held(elements: &[Value], schema: &Value) -> usize {
    elements.iter().position(|element| element == schema).unwrap_or(elements.len())
}

/// Whether a list holds its places, all of them and nothing else.
fn is_whole(schema: &Rewrite<'_>, length: usize) -> bool {
    let count = |name| schema.members.get(name).and_then(Value::as_u64);
    let is_length = |count: u64| usize::try_from(count) == Ok(length);
    let is_closed = schema.members.get("items").is_some_and(|rest| *rest == json!({ "not": {} }));
    length <= MOST
        && !schema.members.contains_key(EXTENSION)
        && (is_closed || count("maxItems").is_some_and(is_length))
        && count("minItems").is_none_or(is_length)
}
