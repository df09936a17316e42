//! Tests of values that fit in another reading, and of undocumented properties.

use super::{Shelf, fitted};
use crate::types::undocumented;

#[test]
fn values_of_other_types_are_converted() {
    for (text, expected, drift) in [
        (r#"{"label": 10}"#, r#"{"label":"10"}"#, "$.label: expected a string, found `10`"),
        (r#"{"label": 5.50}"#, r#"{"label":"5.50"}"#, "$.label: expected a string, found `5.50`"),
        (r#"{"label": true}"#, r#"{"label":"true"}"#, "$.label: expected a string, found `true`"),
        (r#"{"id": "10"}"#, r#"{"id":10}"#, r#"$.id: expected i64, found `"10"`"#),
        (r#"{"id": "11.0"}"#, r#"{"id":11}"#, r#"$.id: expected i64, found `"11.0"`"#),
        (
            r#"{"names": ["a", 2]}"#,
            r#"{"names":["a","2"]}"#,
            "$.names[1]: expected a string, found `2`",
        ),
        (r#"{"names": "a"}"#, r#"{"names":["a"]}"#, r#"$.names: expected a sequence, found `"a"`"#),
        (
            r#"{"names": 7}"#,
            r#"{"names":["7"]}"#,
            "$.names: expected a string, found `7`, which was converted; $.names: expected a sequence, found `7`",
        ),
        (
            r#"{"rows": {"id": 1, "new": 2}, "small": 3}"#,
            r#"{"small":3,"rows":[{"id":1}]}"#,
            r#"$.rows: expected a sequence, found `{"id":1,"new":2}`"#,
        ),
        (
            r#"{"rows": {"new": [], "rows": {"id": "1"}}}"#,
            r#"{"rows":[{"rows":[{"id":1}]}]}"#,
            r#"$.rows.rows.id: expected i64, found `"1"`, which was converted; $.rows.rows: expected a sequence, found `{"id":"1"}`, which was converted; $.rows: expected a sequence, found `{"new":[],"rows":{"id":"1"}}`"#,
        ),
        (
            r#"{"pet": {"kind": "cat", "lives": "9"}}"#,
            r#"{"pet":{"kind":"cat","lives":9}}"#,
            r#"$.pet.lives: expected i64, found `"9"`"#,
        ),
    ] {
        let (shelf, lines) = fitted::<Shelf>(text).unwrap();
        assert_eq!(serde_json::to_string(&shelf).unwrap(), expected, "{text}");
        assert_eq!(lines.join("; "), format!("{drift}, which was converted"), "{text}");
    }
    // An object with none of the documented properties is something else.
    assert_eq!(fitted::<Shelf>(r#"{"rows": {"new": 1}}"#).unwrap().0.rows, None);
    assert_eq!(fitted::<Vec<Shelf>>(r#"{"id": 1}"#).unwrap().0.len(), 1);
    assert!(fitted::<Vec<Shelf>>(r#"{"errors": []}"#).is_none());
    assert!(fitted::<Shelf>(r#"[{"id": 1}]"#).is_none());
}

#[test]
fn numbers_without_a_fraction_are_integers() {
    let text = r#"{"id": 11.0, "small": 2e1, "counts": {"1": -3.00}, "rows": [{"id": 1.0}], "either": 4.0}"#;
    let (shelf, drift) = fitted::<Shelf>(text).unwrap();
    assert_eq!(drift, [""; 0]);
    let expected = r#"{"id":11,"small":20,"rows":[{"id":1}],"counts":{"1":-3},"either":4}"#;
    assert_eq!(serde_json::to_string(&shelf).unwrap(), expected);
    let (shelf, drift) = fitted::<Shelf>(r#"{"id": 1e40, "small": 2.5}"#).unwrap();
    assert_eq!((shelf.id, shelf.small, drift.len()), (None, None, 2));
}

/// A list of one item adds a bracket, so the prefix is longer than the text that it overwrites.
#[test]
fn lists_of_one_item_nest() {
    for depth in [1, 10, 50] {
        let text = format!(r#"{}{{"id":"x"}}{}"#, r#"{"rows":"#.repeat(depth), "}".repeat(depth));
        let (shelf, drift) = fitted::<Shelf>(&text).unwrap();
        let expected = format!("{}{{}}{}", r#"{"rows":["#.repeat(depth), "]}".repeat(depth));
        assert_eq!((serde_json::to_string(&shelf).unwrap(), drift.len()), (expected, depth + 1));
    }
}

#[test]
fn undocumented_properties_are_listed() {
    let text = r#"{"id": 1, "new": {"a": 1}, "rows": [{"b": 1, "label": 2}], "pet": {"kind": "cat", "c": 3}}"#;
    let lines = undocumented::rejected(|| fitted::<Shelf>(text)).unwrap().1;
    assert_eq!(
        lines,
        [
            r#"$.new: expected no property of this name, found `{"a":1}`"#,
            "$.rows[0].b: expected no property of this name, found `1`",
            "$.rows[0].label: expected a string, found `2`, which was converted",
            "$.pet.c: expected no property of this name, found `3`",
        ]
    );
}
