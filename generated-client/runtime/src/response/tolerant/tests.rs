//! Tests of tolerant decoding: the values that are dropped or kept, and the bytes that are decoded.

use super::*;
use meraki_dashboard_api_runtime_derive::{object, union};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::collections::BTreeMap;

#[object]
struct Shelf {
    id: Option<i64>,
    small: Option<u8>,
    label: Option<String>,
    psk: Option<String>,
    inner: Option<Box<Shelf>>,
    rows: Option<Vec<Shelf>>,
    names: Option<Vec<String>>,
    counts: Option<BTreeMap<u32, i64>>,
    either: Option<Either>,
    exact: Option<Exact>,
}

#[union]
enum Either {
    Number(i64),
    Exact(Exact),
}

/// A property is required.
#[object]
struct Exact {
    id: i64,
    label: Option<String>,
}

thread_local! {
    /// How many bytes were decoded.
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

fn attempt<T: DeserializeOwned>(text: &str) -> Option<serde_json::Error> {
    let error = serde_json::from_str::<T>(text).err();
    // The tests that count use texts of one line.
    let read = error.as_ref().map_or(text.len(), serde_json::Error::column);
    DECODED.set(DECODED.get() + read);
    error
}

fn fitted<T: DeserializeOwned>(text: &str) -> Option<(T, Vec<String>)> {
    let Fitted { text, drift } =
        fit(text, "$", attempt::<T>, &|text| text.replace("the-key", "[key]"))?;
    let lines = drift.iter().map(ToString::to_string).collect();
    serde_json::from_str(&text).ok().map(|value| (value, lines))
}

#[test]
fn properties_that_do_not_fit_are_dropped() {
    for (text, expected, drift) in [
        (r#"{"id": 1}"#, r#"{"id":1}"#, ""),
        (r#"{"id": "1", "label": "a"}"#, r#"{"label":"a"}"#, r#"$.id: expected i64, found `"1"`"#),
        (
            r#"{"id": 1.5, "small": 256}"#,
            "{}",
            "$.id: expected i64, found `1.5`; $.small: expected u8, found `256`",
        ),
        (
            r#"{"id": 1e999, "label": "\ud800"}"#,
            "{}",
            r#"$.id: expected what can be read (number out of range), found `1e999`; $.label: expected what can be read (unexpected end of hex escape), found `"\ud800"`"#,
        ),
        (
            r#"{"inner": [1, 2], "id": 1}"#,
            r#"{"id":1}"#,
            "$.inner: expected an object, found `[1,2]`",
        ),
        (
            r#"{"inner": {"inner": {"id": {}, "small": 1}}}"#,
            r#"{"inner":{"inner":{"small":1}}}"#,
            "$.inner.inner.id: expected i64, found `{}`",
        ),
        (r#"{"rows": {}}"#, "{}", "$.rows: expected a sequence, found `{}`"),
        (
            r#"{"rows": [{"id": 1}, {"id": "2"}, 3, null, {"id": 4}]}"#,
            r#"{"rows":[{"id":1},{},{},{},{"id":4}]}"#,
            r#"$.rows[1].id: expected i64, found `"2"`; $.rows[2]: expected an object, found `3`; $.rows[3]: expected an object, found `null`"#,
        ),
        (
            r#"{"names": ["a", 2]}"#,
            r#"{"names":["a",""]}"#,
            "$.names[1]: expected a string, found `2`",
        ),
        (
            r#"{"counts": {"1": 1, "two": 2, "3": "x"}}"#,
            r#"{"counts":{"1":1}}"#,
            r#"$.counts.two: expected key to be a number in quotes, found `2`; $.counts["3"]: expected i64, found `"x"`"#,
        ),
        (r#"{"id": "x", "id": 1}"#, r#"{"id":1}"#, r#"$.id: expected i64, found `"x"`"#),
        (
            r#"{"either": ["kept"], "id": "x"}"#,
            r#"{"either":["kept"]}"#,
            r#"$.id: expected i64, found `"x"`"#,
        ),
        (
            r#"{"exact": {"id": 1, "label": 2}}"#,
            r#"{"exact":{"id":1}}"#,
            "$.exact.label: expected a string, found `2`",
        ),
        (r#"{"exact": 1}"#, "{}", "$.exact: expected an object, found `1`"),
        (r#"{"unknown\"": [[]], "small": -1}"#, "{}", "$.small: expected u8, found `-1`"),
    ] {
        let (shelf, lines) = fitted::<Shelf>(text).unwrap();
        assert_eq!(serde_json::to_string(&shelf).unwrap(), expected, "{text}");
        assert_eq!(lines.join("; "), drift, "{text}");
    }
}

#[test]
fn required_properties_and_the_root_must_fit() {
    for text in [
        "[]",
        "7",
        "null",
        "",
        r#"{"id": "x""#,
        "{\"label\": \"\u{0}\"}",
        r#"{"exact": {"id": "1"}}"#,
        r#"{"exact": {}, "small": 300}"#,
        r#"{"exact": {"id": null}}"#,
    ] {
        assert!(fitted::<Shelf>(text).is_none(), "{text}");
    }
    assert!(fitted::<Vec<Exact>>(r#"[{"id": 1}, 7]"#).is_none(), "there is no default");
    assert_eq!(fitted::<Vec<i64>>(r#"[1, "2", 3]"#).unwrap().0, [1, 0, 3]);
}

#[test]
fn secrets_are_redacted() {
    for (text, line) in [
        (r#"{"psk": 12345678}"#, "$.psk: expected a string, found `***`"),
        (r#"{"psk": ["12345678"]}"#, "$.psk: expected a string, found `***`"),
        (
            r#"{"rows": {"id": 1, "psk": "12345678"}}"#,
            r#"$.rows: expected a sequence, found `{"id":1,"psk":"***"}`"#,
        ),
        (r#"{"id": "the-key"}"#, r#"$.id: expected i64, found `"[key]"`"#),
    ] {
        assert_eq!(fitted::<Shelf>(text).unwrap().1, [line]);
    }
}

/// Each part of a text is decoded a few times, however many values do not fit.
#[test]
fn takes_a_few_times_as_long_as_decoding() {
    let item = r#"{"id": "x", "small": 256, "label": 5, "rows": [{"id": "x"}], "exact": 1}"#;
    let text = format!("[{}]", vec![item; 5_000].join(","));
    DECODED.set(0);
    let (shelves, drift) = fitted::<Vec<Shelf>>(&text).unwrap();
    assert_eq!((shelves.len(), drift.len()), (5_000, 25_000));
    let times = DECODED.get() / text.len();
    assert!(times < 10, "{times}");
}

#[test]
fn takes_as_long_at_any_depth() {
    for depth in [1, 10, 30, 60] {
        let text = format!(
            r#"{}{{"rows":[{}{{"id":"x"}}]}}{}"#,
            r#"{"rows":["#.repeat(depth),
            r#"{"id":1},"#.repeat(10_000),
            "]}".repeat(depth)
        );
        DECODED.set(0);
        let (_, drift) = fitted::<Shelf>(&text).unwrap();
        assert_eq!(drift.len(), 1);
        let times = DECODED.get() / text.len();
        assert!(times <= 1, "{times} times at depth {depth}");
    }
}

#[test]
fn a_text_that_exceeds_the_work_budget_does_not_fit() {
    let text = format!(
        r#"{}{{"id":"x"}},{}"id":"x"}}]{}"#,
        r#"{"rows":["#.repeat(60),
        r#"{"id":"x"},"#.repeat(10_000) + "{",
        "}]".repeat(59) + "}"
    );
    DECODED.set(0);
    assert!(fitted::<Shelf>(&text).is_none());
    assert!(DECODED.get() < 30 * text.len());
}

#[test]
fn texts_of_many_lines() {
    let text = "{\n\"rows\": [\n{\"id\": \"é\",\n\"small\": 1},\n{\"id\":\n\"é\"\n}\n],\n\n\"label\": 2, \"psk\": \"a\"}\n";
    let (shelf, lines) = fitted::<Shelf>(text).unwrap();
    let expected = r#"{"psk":"a","rows":[{"small":1},{}]}"#;
    assert_eq!(serde_json::to_value(&shelf).unwrap().to_string(), expected);
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn values_that_nest_too_deeply_are_dropped() {
    let text = format!(r#"{}{{"id": "x"}}{}"#, r#"{"inner": "#.repeat(10_000), "}".repeat(10_000));
    assert_eq!(fitted::<Shelf>(&text).unwrap().1.len(), 1);
}

proptest! {
    #[test]
    fn any_properties_of_any_type(
        properties in proptest::collection::vec(
            (
                prop_oneof!["id", "small", "label", "inner", "rows", "names", "counts", "either"],
                prop_oneof!["null", "true", "-1", "1\\.5", "\"a\"", "\\[1, \\{\\}\\]", "\\{\"id\": \"x\"\\}", "\\{\"7\": \\[\\]\\}"],
            ),
            0..6,
        )
    ) {
        let properties: Vec<_> =
            properties.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        let text = format!("{{{}}}", properties.join(", "));
        // No property is required.
        prop_assert!(fitted::<Shelf>(&text).is_some(), "{}", text);
    }

    #[test]
    fn any_text(text in r#"[\[\]{}:,"\\a1e. -]{0,30}"#) {
        fitted::<Shelf>(&text);
        fitted::<Vec<Shelf>>(&text);
    }
}
