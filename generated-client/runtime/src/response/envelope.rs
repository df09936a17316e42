//! Pages in envelopes: objects that contain a list.

use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A list, and the object around it.
#[derive(Debug)]
pub(crate) struct Envelope {
    /// The path of the list: `items`, or `data.items` if it is in a nested object.
    pub(crate) path: String,
    /// The list, as raw JSON.
    pub(crate) items: Box<RawValue>,
    /// The other properties.
    pub(crate) beside: Value,
}

/// The properties of an object, as raw JSON.
type Object = BTreeMap<String, Box<RawValue>>;

impl Envelope {
    /// Opens an object that contains a list in one of these properties, which are names or JSON pointers: the first that does.
    pub(crate) fn open(body: &[u8], properties: &[&'static str]) -> Option<Self> {
        let mut object: Object = serde_json::from_slice(body).ok()?;
        let (path, items) = properties.iter().find_map(|property| {
            let names = names(property);
            let items = take(&mut object, &names)?;
            Some((names.join("."), items))
        })?;
        let beside: serde_json::Result<Map<String, Value>> = object
            .into_iter()
            .map(|(name, value)| Ok((name, serde_json::from_str(value.get())?)))
            .collect();
        Some(Self { path, items, beside: Value::Object(beside.ok()?) })
    }
}

/// The names that the name or the JSON pointer of a property leads through.
fn names(property: &str) -> Vec<String> {
    match property.strip_prefix('/') {
        Some(pointer) => {
            pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect()
        }
        None => vec![property.to_owned()],
    }
}

/// Takes a list out of an object, and leaves the object as it is if there is none.
fn take(object: &mut Object, names: &[String]) -> Option<Box<RawValue>> {
    let (name, inner) = names.split_first()?;
    let value = object.get(name)?;
    if inner.is_empty() {
        return if value.get().starts_with('[') { object.remove(name) } else { None };
    }
    let mut nested: Object = serde_json::from_str(value.get()).ok()?;
    let items = take(&mut nested, inner)?;
    object.insert(name.clone(), to_raw_value(&nested).ok()?);
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_list_is_taken_and_the_rest_kept() {
        let open = |body: &str| {
            let envelope =
                Envelope::open(body.as_bytes(), &["items", "records", "/data/a~1b/items"])?;
            Some((envelope.path, envelope.items.to_string(), envelope.beside.to_string()))
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
