use client::schemas::{ContactCombined, HandleCombined};
use serde_json::json;

#[test]
fn a_combined_value_has_what_one_of_the_variants_requires() {
    let handle = HandleCombined::new("b").nick("a").born(1);
    assert_eq!(serde_json::to_value(handle).unwrap(), json!({"name": "b", "nick": "a", "born": 1}));
    assert_eq!(serde_json::to_value(ContactCombined::new()).unwrap(), json!({}));
}
