use client::schemas::{AnyLetter, Drill, Letter2, Record, Saw};
use serde_json::{Value, json};

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn the_tag_is_filled_in() {
    assert_eq!(json(Record::new().mono(true)), json!({"kind": "record", "mono": true}));
    assert_eq!(json(AnyLetter::from(Letter2::new().stamp("a"))), json!({"edition": 2, "stamp": "a"}));
}

#[test]
fn the_tag_of_a_base_without_properties_is_filled_in() {
    assert_eq!(json(Saw::new().teeth(3)), json!({"sort": "Saw", "teeth": 3}));
    assert_eq!(json(Drill::new()), json!({"sort": "Drill"}));
}
