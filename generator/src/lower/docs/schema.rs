//! A schema -> its documentation: the description, and every limit.

use super::markdown::{from_common_mark, from_text};
use super::text::{code, unless_plain};
use crate::document::{Schema, SchemaUse};
use crate::ir::Docs;
use serde_json::{Number, Value};

/// The documentation of a type, or of a value with that name. A description that only repeats the name is omitted.
pub(crate) fn of_schema(schema: &Schema, name: &str) -> Docs {
    let annotations = &schema.annotations;
    let mut docs = Docs::default();
    // A title of one word is a name.
    let title = annotations
        .title
        .iter()
        .filter(|title| title.trim().contains(char::is_whitespace) && !is_derived(title));
    let mut texts = annotations.description.iter().chain(title);
    if let Some(text) = texts.find(|text| !repeats(text, name)) {
        docs = from_common_mark(text);
    }
    if let Some(url) = &annotations.external_docs {
        docs.append(from_text(&format!("See {url}")));
    }
    docs
}

/// Whether FastAPI derived a title from the function, the path and the method of an operation, such as
/// `Response Get Bed Beds Get`. The path `/` leaves two spaces.
fn is_derived(title: &str) -> bool {
    const METHODS: [&str; 8] =
        ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "Trace"];
    let words: Vec<&str> = title.split_whitespace().collect();
    let is_capitalised = |word: &&str| !word.starts_with(char::is_lowercase);
    let ["Response", function @ .., method] = words.as_slice() else { return false };
    METHODS.contains(method)
        && function.iter().all(is_capitalised)
        && (function.len() > 1 || title.contains("  "))
}

/// Whether a description only repeats a name, as `The network ID.` and `networkId parameter` repeat `networkId`.
pub(crate) fn repeats(text: &str, name: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let is_article = |word: &&str| ["a", "an", "the"].contains(&word.to_lowercase().as_str());
    let mut words = text.split_whitespace().peekable();
    words.next_if(is_article);
    let is_name = |text: &str| text == letters(name);
    let description = letters(&words.collect::<String>());
    !name.is_empty()
        && text.is_ascii()
        && (is_name(&description) || description.strip_suffix("parameter").is_some_and(is_name))
}

/// The documentation of a property or a parameter: its description and its constraints.
pub(crate) fn of_use(schema: &SchemaUse) -> Docs {
    of_named_use(schema, "")
}

fn of_named_use(schema: &SchemaUse, name: &str) -> Docs {
    match schema {
        SchemaUse::Inline(schema) => {
            let mut docs = of_schema(schema, name);
            docs.append(constraints(schema));
            docs
        }
        SchemaUse::Named { annotations, .. } => {
            let description = annotations.description.as_deref();
            description
                .filter(|text| !repeats(text, name))
                .map(from_common_mark)
                .unwrap_or_default()
        }
    }
}

/// The documentation of a property; its name, where it has no description.
pub(crate) fn of_property(schema: &SchemaUse, wire_name: &str) -> Docs {
    let docs = of_named_use(schema, wire_name);
    if docs.0.is_empty() { unless_plain(wire_name) } else { docs }
}

/// The formats that the type of a value shows.
const SHOWN_BY_TYPE: &[&str] = &[
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uint",
    "float",
    "double",
    "date-time",
    "string",
];

/// The limits of a schema, in a paragraph.
pub(crate) fn constraints(schema: &Schema) -> Docs {
    let Schema { number, string, array, object, .. } = schema;
    let mut limits: Vec<String> = Vec::new();
    if let Some(minimum) = &number.minimum {
        let bound = if number.exclusive_minimum { "More than" } else { "At least" };
        limits.push(format!("{bound} {}.", whole(minimum)));
    }
    if let Some(maximum) = &number.maximum {
        let bound = if number.exclusive_maximum { "Less than" } else { "At most" };
        limits.push(format!("{bound} {}.", whole(maximum)));
    }
    if let Some(factor) = &number.multiple_of {
        limits.push(format!("A multiple of {}.", whole(factor)));
    }
    // The values of an enum are listed.
    if schema.values.is_none() {
        limits.extend(range(string.min_length, string.max_length, "character", "characters"));
        limits.extend(string.pattern.iter().map(|pattern| format!("Matches {}.", code(pattern))));
    }
    limits.extend(range(array.min_items, array.max_items, "item", "items"));
    if array.unique_items {
        limits.push("Items are unique.".to_owned());
    }
    limits.extend(range(object.min_properties, object.max_properties, "property", "properties"));
    if let Some(values) = &schema.values
        && !values.iter().all(Value::is_string)
        && !schema.value_annotations.iter().any(|one| one.name.is_some())
    {
        let values: Vec<String> = values.iter().map(|value| code(&value.to_string())).collect();
        limits.push(format!("One of {}.", values.join(", ")));
    }
    if let Some(format) = schema.format.as_deref()
        && !SHOWN_BY_TYPE.contains(&format)
    {
        limits.push(format!("Format: {}.", code(format)));
    }
    if let Some(default) = &schema.annotations.default {
        limits.push(format!("Default: {}.", value(default)));
    }
    if limits.is_empty() { Docs::default() } else { Docs(vec![limits.join(" ")]) }
}

/// A number, without the decimal point if it is whole.
fn whole(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// Describes a range of counts.
fn range(least: Option<u64>, most: Option<u64>, one: &str, many: &str) -> Option<String> {
    let noun = |count: u64| if count == 1 { one } else { many };
    match (least, most) {
        (None | Some(0), None) => None,
        (None | Some(0), Some(0)) => Some(format!("No {many}.")),
        (Some(least), Some(most)) if least == most => {
            Some(format!("Exactly {most} {}.", noun(most)))
        }
        (Some(least), Some(most)) => Some(format!("{least} to {most} {many}.")),
        (Some(least), None) => Some(format!("At least {least} {}.", noun(least))),
        (None, Some(most)) => Some(format!("At most {most} {}.", noun(most))),
    }
}

/// Formats a documented value within a line.
fn value(value: &Value) -> String {
    match value {
        Value::String(text) => code(text),
        other => code(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_limits_have_no_decimal_point() {
        let number = |text| whole(&serde_json::from_str(text).unwrap_or_else(|_| 0.into()));
        assert_eq!([number("0.0"), number("2"), number("1.5")], ["0", "2", "1.5"]);
    }

    #[test]
    fn titles_that_a_framework_derives_are_omitted() {
        for title in
            ["Response Get Bed Beds  Bed Id  Get", "Response List Beds Get", "Response Root  Get"]
        {
            assert!(is_derived(title), "{title}");
        }
        for title in [
            "Response to a request",
            "Get",
            "Response Options",
            "Response Header Options",
            "Response Budget",
            "Response of the last Get",
        ] {
            assert!(!is_derived(title), "{title}");
        }
    }

    #[test]
    fn a_description_that_repeats_the_name_is_omitted() {
        for text in
            ["Network ID", "The network id.", "networkId", "NETWORK_ID", "networkId parameter"]
        {
            assert!(repeats(text, "networkId"), "{text}");
        }
        for text in ["The network's ID", "The ID of the network", "Réseau", ""] {
            assert!(!repeats(text, "networkId"), "{text}");
        }
    }
}
