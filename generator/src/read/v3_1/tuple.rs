//! `prefixItems`: a list of any of what its places hold.

use super::{add, any_of};
use crate::read::rewrite::Rewrite;
use serde_json::{Value, json};

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    let Some(places) = schema.take_list("prefixItems") else { return };
    schema.members.entry("type").or_insert_with(|| "array".into());
    let length = places.len();
    let mut elements = Vec::new();
    for (index, place) in places.into_iter().enumerate() {
        if let Some(to) = add(&mut elements, place) {
            schema
                .moved(&["prefixItems", &index.to_string()], &["items", "anyOf", &to.to_string()]);
        }
    }
    match schema.take("items") {
        // There are no others, so there are no more than these.
        Some(rest) if rest == json!({ "not": {} }) => {
            schema.members.entry("maxItems").or_insert_with(|| length.into());
        }
        Some(rest) if rest != json!({}) => {
            if let Some(to) = add(&mut elements, rest) {
                schema.moved(&["items"], &["items", "anyOf", &to.to_string()]);
            }
        }
        _ => {}
    }
    if elements.len() > 1 {
        schema.warning(
            "prefixItems",
            "a tuple becomes a list, each of whose elements is any of what the tuple holds",
            "nothing needs to be done: elements keep their order",
        );
    }
    if let [_] = elements.as_slice() {
        schema.moved(&["items", "anyOf", "0"], &["items"]);
    }
    let items: Value = if elements.is_empty() { json!({}) } else { any_of(elements) };
    schema.put("items", items);
}
