//! Texts and their values. PyYAML reads the same values.

use super::read;
use crate::source::Pointer;
use serde_json::Value;

const VALUES: &[(&str, &str)] = &[
    ("a: {\n}\n", "{\"a\": {}}"),
    ("a: {\n  b: 1\n}\n", "{\"a\": {\"b\": 1}}"),
    ("x:\n  a: [\n    1\n  ]\n", "{\"x\": {\"a\": [1]}}"),
    ("x:\n  a: {\n  b: {}\n  }\n", "{\"x\": {\"a\": {\"b\": {}}}}"),
    ("x:\n  - {\n  a: 1\n  }\n", "{\"x\": [{\"a\": 1}]}"),
    ("x:\n  a: [1,\n2]\n", "{\"x\": {\"a\": [1, 2]}}"),
    ("x:\n  a: \"one\n  two\"\n", "{\"x\": {\"a\": \"one two\"}}"),
    ("x:\n  a: \"one\ntwo\"\n", "{\"x\": {\"a\": \"one two\"}}"),
    ("x:\n  a: 'one\n\n  two'\n", "{\"x\": {\"a\": \"one\\ntwo\"}}"),
    ("x:\n  a: \"one \\\n  two\"\n", "{\"x\": {\"a\": \"one two\"}}"),
    ("x:\n  - \"one\n  two\"\n", "{\"x\": [\"one two\"]}"),
    ("x: {a: \"one\n  two\"}\n", "{\"x\": {\"a\": \"one two\"}}"),
    ("x:\n  a: \"one\n\ttwo\"\n", "{\"x\": {\"a\": \"one two\"}}"),
    ("{a: 1, b: [x, y]}", "{\"a\": 1, \"b\": [\"x\", \"y\"]}"),
    ("{\n  a: 1,\n}\n", "{\"a\": 1}"),
    ("[\n]\n", "[]"),
    ("{\"a\":1}", "{\"a\": 1}"),
    ("{a: \"b\", c: 'd'} # end\n", "{\"a\": \"b\", \"c\": \"d\"}"),
    ("a: one\n  two\n", "{\"a\": \"one two\"}"),
    ("a: >-\n  one\n  two\nb: |\n  one\n  two\n", "{\"a\": \"one two\", \"b\": \"one\\ntwo\\n\"}"),
    ("a: b # c\n", "{\"a\": \"b\"}"),
    ("a: b#c\n", "{\"a\": \"b#c\"}"),
    ("a: pets_{id}.yaml\n", "{\"a\": \"pets_{id}.yaml\"}"),
    ("a: &x [1]\nb: *x\n", "{\"a\": [1], \"b\": [1]}"),
    (
        "a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}\n",
        "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": {\"b\": 3, \"c\": 2}}",
    ),
    ("\"a b\": ~\nc:\n", "{\"a b\": null, \"c\": null}"),
    ("a: !!str 1\n", "{\"a\": \"1\"}"),
    ("a: 1.50\nb: 0x1F\nc: -7\n", "{\"a\": 1.5, \"b\": 31, \"c\": -7}"),
    ("- a\n- - b\n", "[\"a\", [\"b\"]]"),
    ("a:\n- 1\n- 2\n", "{\"a\": [1, 2]}"),
    ("%YAML 1.1\n---\na: 1\n...\n", "{\"a\": 1}"),
    ("a: \"\\u00e9\\x41\"\n", "{\"a\": \"éA\"}"),
    ("? a\n: b\n", "{\"a\": \"b\"}"),
];

/// Texts that are invalid.
const BROKEN: &[&str] = &[
    "a: {\n",
    "a: \"b\n",
    "a: [1, 2}\n",
    "a: b: c\n",
    "a: b\n c: d\n",
    "a: *x\n",
    "a: 1\n---\nb: 2\n",
    "a: @b\n",
    "a: \"b\" c\n",
    "a:\n\tb: 1\n",
    "a:\n  b: 1\n\tc: 2\n",
    "",
    "a: {b: 1\nc: 2\n",
    "a: - b\n",
    "a: &x [*x]\n",
    "a: !name b\n",
    "x:\n  a: \"one\n---\ntwo\"\n",
    "a: }\n",
    "a: 1\na: 2\n",
    "a: &x {b: 1}\na: *x\na: {b: 2}\n",
];

#[test]
fn texts_have_the_values_that_pyyaml_gives_them() {
    for (text, json) in VALUES {
        let value = read(text).map(|text| text.value).map_err(|error| error.message);
        assert_eq!(value, Ok(serde_json::from_str::<Value>(json).unwrap()), "{text}");
    }
}

#[test]
fn broken_texts_are_refused() {
    for text in BROKEN {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn values_are_found_where_they_stand() {
    let text = "a: &x {b: [1, \"two\n  lines\"]}\nc: {\n  <<: *x,\n  d: {\n}\n}\ne: *x\n";
    let positions = read(text).unwrap().positions;
    let at = |pointer: &str| {
        let tokens = pointer.split('/').skip(1).map(str::to_owned);
        text.get(positions.locate(tokens)).unwrap()
    };
    assert_eq!(at("/a/b"), "[1, \"two\n  lines\"]");
    assert_eq!(at("/a/b/1"), "\"two\n  lines\"");
    assert_eq!(at("/c/d"), "{\n}");
    assert_eq!(at("/c/b/0"), "1");
    assert_eq!(at("/e"), "*x");
    assert_eq!(at("/e/b/0"), "1");
    // The nearest enclosing value that exists.
    assert_eq!(at("/c/d/f"), "{\n}");
}

#[test]
fn duplicate_keys_with_equal_values_are_recorded() {
    let text = "x:\n- {}\n- {a: 1, b: [2], a: 1, 'b': [2], a: 1}\nx: [{}, {a: 1, b: [2]}]\n";
    let text = read(text).unwrap();
    assert_eq!(text.value, serde_json::json!({"x": [{}, {"a": 1, "b": [2]}]}));
    let pointers: Vec<&str> = text.duplicates.iter().map(Pointer::as_str).collect();
    assert_eq!(pointers, ["/x/1/a", "/x/1/b", "/x/1/a", "/x"]);
    let long = "a".repeat(1024 * 1024);
    let many = format!("{long}:\n{}", "  b: 1\n".repeat(100));
    assert!(read(&many).is_err(), "their pointers take 100 times the memory of the text");
}

#[test]
fn copies_by_aliases_are_bounded() {
    let long = "A".repeat(1024 * 1024);
    let text = |times: usize| format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(times));
    assert!(read(&text(10)).is_ok());
    assert!(read(&text(9000)).is_err());
    let names = format!("a: {{&a {long}: 1}}\nb: [{}]\n", "{*a : 1}, ".repeat(9000));
    assert!(read(&names).is_err());
}
