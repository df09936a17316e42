//! Checks that a type preserves a documented example.

use super::json_error::describe;
use crate::sanitize::Unredacted;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Asserts that a documented example decodes into a type, and encodes to the same JSON again.
///
/// Numbers are compared by value, and a property that is `null` may be absent. The properties at the JSON pointers
/// `undocumented`, which the document does not describe, are printed. A type drops them, or keeps them unchanged.
///
/// # Panics
///
/// When the example does not fit, or differs afterwards.
pub fn assert_round_trip<T: DeserializeOwned + Serialize>(
    file: &str,
    example: &str,
    undocumented: &[&str],
) {
    let again = serde_json::from_str::<T>(example).and_then(serde_json::to_value);
    compare(file, example, again, undocumented);
}

fn compare(file: &str, example: &str, again: serde_json::Result<Value>, undocumented: &[&str]) {
    for pointer in undocumented {
        println!("{file}: not documented: {pointer}");
    }
    let mut differences = Vec::new();
    match (serde_json::from_str(example), again) {
        (Ok(mut expected), Ok(again)) => {
            let dropped = undocumented.iter().filter(|pointer| again.pointer(pointer).is_none());
            dropped.for_each(|pointer| remove(&mut expected, pointer));
            differ("", Some(&expected), Some(&again), &mut differences);
        }
        (Err(error), _) | (_, Err(error)) => {
            differences.push(describe("the example", example.as_bytes(), &error, &Unredacted));
        }
    }
    assert!(differences.is_empty(), "{file}:\n{}", differences.join("\n"));
}

/// Removes the property at a JSON pointer.
fn remove(value: &mut Value, pointer: &str) {
    if let Some((parent, name)) = pointer.rsplit_once('/')
        && let Some(Value::Object(properties)) = value.pointer_mut(parent)
    {
        properties.remove(&name.replace("~1", "/").replace("~0", "~"));
    }
}

/// Lists where two values differ.
fn differ(
    at: &str,
    expected: Option<&Value>,
    again: Option<&Value>,
    differences: &mut Vec<String>,
) {
    match (expected, again) {
        (None | Some(Value::Null), None | Some(Value::Null)) => {}
        (Some(Value::Object(expected)), Some(Value::Object(again))) => {
            let only_again = again.keys().filter(|name| !expected.contains_key(*name));
            for name in expected.keys().chain(only_again) {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                differ(&at, expected.get(name), again.get(name), differences);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(again))) => {
            for index in 0..expected.len().max(again.len()) {
                differ(
                    &format!("{at}/{index}"),
                    expected.get(index),
                    again.get(index),
                    differences,
                );
            }
        }
        (Some(Value::Number(expected)), Some(Value::Number(again)))
            if expected.as_f64() == again.as_f64() => {}
        (expected, again) if expected == again => {}
        (expected, again) => {
            differences.push(format!("at `{at}`: {} has become {}", text(expected), text(again)))
        }
    }
}

fn text(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_same() {
        assert_round_trip::<Value>("f", r#"{"a": [1, null, {"b": "c"}]}"#, &[]);
        assert_round_trip::<BTreeMap<String, f64>>("f", r#"{"a": 1, "b": 2.0}"#, &[]);
        assert_round_trip::<Vec<Option<u8>>>("f", "[1, null]", &[]);
        compare("f", r#"{"a/b": 1, "c": 2}"#, Ok(serde_json::json!({"c": 2})), &["/a~1b"]);
        assert_round_trip::<Value>("f", r#"{"a/b": 1, "c": 2}"#, &["/a~1b"]);
    }

    #[test]
    #[should_panic(expected = "at `/a`: 1 has become 2")]
    fn an_undocumented_property_is_not_changed() {
        compare("f", r#"{"a": 1}"#, Ok(serde_json::json!({"a": 2})), &["/a"]);
    }

    #[test]
    fn differences_are_listed() {
        let differences = |example: &str, again: Value| {
            let mut differences = Vec::new();
            let example = serde_json::from_str(example).unwrap();
            differ("", Some(&example), Some(&again), &mut differences);
            differences
        };
        let again = serde_json::json!({"a": [1], "c": true});
        assert_eq!(
            differences(r#"{"a": [1, 2], "b": "x"}"#, again),
            [
                "at `/a/1`: 2 has become nothing",
                "at `/b`: \"x\" has become nothing",
                "at `/c`: nothing has become true",
            ]
        );
    }

    #[test]
    #[should_panic(
        expected = "f:\nthe example does not fit at $[1]: invalid type: string \"x\", expected u8, near `\"x\"]`"
    )]
    fn misfits_are_listed() {
        assert_round_trip::<Vec<u8>>("f", r#"[1, "x"]"#, &[]);
    }
}
