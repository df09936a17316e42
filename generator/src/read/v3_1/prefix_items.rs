//! Converts `prefixItems` to a list of any of the schemas. For closed tuples, an extension records the schema of each position.

use super::defs::Definitions;
use super::{EXTENSION, add, any_of};
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

/// The maximum length of tuples. Longer ones become lists, because their types would be unreadable.
const MAX_LENGTH: usize = 8;

pub(super) fn rewrite(schema: &mut Rewrite<'_>, definitions: &mut Definitions) {
    let Some(prefix) = schema.take_list("prefixItems") else { return };
    schema.properties.entry("type").or_insert_with(|| "array".into());
    let length = prefix.len();
    let is_closed_tuple = is_closed_tuple(schema, length);
    let mut items = Vec::new();
    let mut tuple = Vec::new();
    for (position, item) in prefix.into_iter().enumerate() {
        tuple.push(index_of(&items, &item));
        if let Some(to) = add(&mut items, item) {
            schema.record_move(
                &["prefixItems", &position.to_string()],
                &["items", "anyOf", &to.to_string()],
            );
        }
    }
    let mut others = None;
    match schema.take("items") {
        // `items: false` limits the length of the list.
        Some(rest) if rest == json!({ "not": {} }) => {
            schema.properties.entry("maxItems").or_insert_with(|| length.into());
        }
        Some(rest) if rest != json!({}) => {
            others = Some(index_of(&items, &rest));
            if let Some(to) = add(&mut items, rest) {
                schema.record_move(&["items"], &["items", "anyOf", &to.to_string()]);
            }
        }
        _ => {}
    }
    if is_closed_tuple && items.len() > 1 {
        schema.insert(EXTENSION, json!({ "tuple": &tuple }));
        schema.take("minItems");
        schema.take("maxItems");
    } else if items.len() > 1 {
        schema.warning(
            "prefixItems",
            "this tuple becomes a list whose items have any of the types of the tuple",
            "no action is needed: items keep their order",
        );
    }
    if let [_] = items.as_slice() {
        schema.record_move(&["items", "anyOf", "0"], &["items"]);
    }
    let at = schema.at.child("items");
    let item = |index: usize| match items.len() {
        1 => at.clone(),
        _ => at.child("anyOf").child(index),
    };
    for (position, index) in tuple.into_iter().enumerate() {
        definitions.record_move(schema.at.child("prefixItems").child(position), item(index));
    }
    if let Some(index) = others {
        definitions.record_move(at.clone(), item(index));
    }
    let items: Value = if items.is_empty() { json!({}) } else { any_of(items) };
    schema.insert("items", items);
}

/// The index of a schema in a list, or the index that it will have.
fn index_of(items: &[Value], schema: &Value) -> usize {
    items.iter().position(|item| item == schema).unwrap_or(items.len())
}

/// Whether the tuple is closed: it has exactly this length.
fn is_closed_tuple(schema: &Rewrite<'_>, length: usize) -> bool {
    let count = |name| schema.properties.get(name).and_then(Value::as_u64);
    let is_length = |count: u64| usize::try_from(count) == Ok(length);
    let forbids_more =
        schema.properties.get("items").is_some_and(|rest| *rest == json!({ "not": {} }));
    length <= MAX_LENGTH
        && !schema.properties.contains_key(EXTENSION)
        && (forbids_more || count("maxItems").is_some_and(is_length))
        && count("minItems").is_none_or(is_length)
}
