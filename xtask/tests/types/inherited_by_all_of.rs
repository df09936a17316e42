use client::schemas::{Animal, Enclosure, Otter};
use serde_json::json;

#[test]
fn a_child_stands_where_the_base_is_used() {
    let enclosure = Enclosure::new().favourite(Otter::new("a", 20));
    let otter = json!({"species": "#otter", "name": "a", "whiskers": 20});
    assert_eq!(serde_json::to_value(enclosure).unwrap(), json!({"favourite": otter}));
}

#[test]
fn an_unknown_child_keeps_the_properties_of_the_base_typed() {
    let newt: Animal =
        serde_json::from_str(r#"{"species": "newt", "name": "a", "gills": 2}"#).unwrap();
    assert!(format!("{newt:?}").contains("name: \"a\""), "{newt:?}");
}
