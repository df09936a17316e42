//! Pages in envelopes: objects that contain a list.

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A list, and the object around it.
#[derive(Debug)]
pub(crate) struct Envelope<'b> {
    /// The path of the list: `items`, or `data.items` if it is in a nested object.
    pub(crate) path: String,
    /// The list, as raw JSON.
    pub(crate) items: &'b RawValue,
    /// The other properties.
    pub(crate) beside: Value,
}

/// The properties of an object, as raw JSON.
type Object<'b> = BTreeMap<String, &'b RawValue>;

impl<'b> Envelope<'b> {
    /// Opens an object that contains a list in one of these properties, which are names or JSON pointers: the first that does.
    pub(crate) fn open(body: &'b [u8], properties: &[&'static str]) -> Option<Self> {
        let object: Object<'b> = serde_json::from_slice(body).ok()?;
        let (names, items) = properties.iter().find_map(|property| {
            let names = names(property);
            let (name, inner) = names.split_first()?;
            let items = value_at(object.get(name)?, inner)?;
            items.get().starts_with('[').then_some((names, items))
        })?;
        let beside = Value::Object(without(object, &names)?);
        Some(Self { path: names.join("."), items, beside })
    }
}

/// The names that the name or the JSON pointer of a property leads through.
fn names(property: &str) -> Vec<String> {
    match property.starts_with('/') {
        true => pointer_names(property),
        false => vec![property.to_owned()],
    }
}

/// The names that a JSON pointer leads through.
pub(crate) fn pointer_names(pointer: &str) -> Vec<String> {
    let names = pointer.split('/').skip(1);
    names.map(|name| name.replace("~1", "/").replace("~0", "~")).collect()
}

/// The value that names, or indices of lists, lead to. All other values are skipped.
pub(crate) fn value_at<'b>(json: &'b RawValue, names: &[String]) -> Option<&'b RawValue> {
    let Some((name, inner)) = names.split_first() else { return Some(json) };
    let value = if json.get().starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(json.get()).ok()?;
        *items.get(name.parse::<usize>().ok()?)?
    } else {
        serde_json::from_str::<Object<'b>>(json.get()).ok()?.remove(name)?
    };
    value_at(value, inner)
}

/// An object without the property that names lead to.
fn without(object: Object<'_>, names: &[String]) -> Option<Map<String, Value>> {
    let (taken, inner) = names.split_first()?;
    let mut rest = Map::new();
    for (name, value) in object {
        let value = match (name == *taken, inner) {
            (false, _) => serde_json::from_str(value.get()).ok()?,
            (true, []) => continue,
            (true, inner) => {
                Value::Object(without(serde_json::from_str(value.get()).ok()?, inner)?)
            }
        };
        rest.insert(name, value);
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_list_is_taken_and_the_rest_kept() {
        let open = |body: &str| {
            let envelope =
                Envelope::open(body.as_bytes(), &["items", "records", "/data/a~1b/items"])?;
            Some((envelope.path, envelope.items.get().to_owned(), envelope.beside.to_string()))
        };
        let some = |path: &str, items: &str, beside: &str| {
            Some((path.to_owned(), items.to_owned(), beside.to_owned()))
        };
        assert_eq!(
            open(r#" {"meta": {"n": 1}, "items": [1, 2]}"#),
            some("items", "[1, 2]", r#"{"meta":{"n":1}}"#)
        );
        assert_eq!(open(r#"{"records": [], "items": 7}"#), some("records", "[]", r#"{"items":7}"#));
        assert_eq!(
            open(r#"{"records": [1], "items": [2]}"#),
            some("items", "[2]", r#"{"records":[1]}"#)
        );
        assert_eq!(
            open(r#"{"data": {"a/b": {"items": [1], "n": 1}}, "items": null}"#),
            some("data.a/b.items", "[1]", r#"{"data":{"a/b":{"n":1}},"items":null}"#)
        );
        for body in ["[1]", "{}", r#"{"items": {}}"#, r#"{"things": []}"#, "", r#"{"items": [1]"#] {
            assert_eq!(open(body), None, "{body}");
        }
    }
}
