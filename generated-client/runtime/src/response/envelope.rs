//! Pages in envelopes: objects that contain a list.

use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A list, and the object around it.
#[derive(Debug)]
pub(crate) struct Envelope {
    /// The property that contains the list.
    pub(crate) property: &'static str,
    /// The list, as raw JSON.
    pub(crate) items: Box<RawValue>,
    /// The other properties.
    pub(crate) beside: Value,
}

impl Envelope {
    /// Opens an object that contains a list in one of these properties: the first that does.
    pub(crate) fn open(body: &[u8], properties: &[&'static str]) -> Option<Self> {
        let mut object: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body).ok()?;
        let is_list = |property: &&&str| {
            object.get(**property).is_some_and(|value| value.get().starts_with('['))
        };
        let property = *properties.iter().find(is_list)?;
        let items = object.remove(property)?;
        let beside: serde_json::Result<Map<String, Value>> = object
            .into_iter()
            .map(|(name, value)| Ok((name, serde_json::from_str(value.get())?)))
            .collect();
        Some(Self { property, items, beside: Value::Object(beside.ok()?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_list_is_taken_and_the_rest_kept() {
        let open = |body: &str| {
            let envelope = Envelope::open(body.as_bytes(), &["items", "records"])?;
            Some((envelope.property, envelope.items.to_string(), envelope.beside.to_string()))
        };
        let some = |property, items: &str, beside: &str| {
            Some((property, items.to_owned(), beside.to_owned()))
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
        for body in ["[1]", "{}", r#"{"items": {}}"#, r#"{"things": []}"#, "", r#"{"items": [1]"#] {
            assert_eq!(open(body), None, "{body}");
        }
    }
}
