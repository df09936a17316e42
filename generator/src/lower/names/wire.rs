//! Fields -> the names of the properties on the wire.

use crate::ir::{Field, Struct};

/// The name of a property on the wire.
pub(crate) fn wire_name(object: &Struct, field: &Field) -> String {
    field.wire_name.clone().unwrap_or_else(|| derived(&field.name, object.snake_case))
}

/// The camelCase name that the runtime's derive gives a field by default: the inverse of [`snake`](super::snake).
pub(crate) fn camel_case_of(field: &str) -> String {
    let mut name = String::new();
    for word in field.trim_end_matches('_').split('_') {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !name.is_empty() => {
                name.push(first.to_ascii_uppercase());
                name.push_str(letters.as_str());
            }
            Some(_) => name.push_str(word),
            None => {}
        }
    }
    name
}

/// The default name of a property on the wire.
pub(crate) fn derived(field: &str, snake_case: bool) -> String {
    if snake_case { field.trim_end_matches('_').to_owned() } else { camel_case_of(field) }
}
