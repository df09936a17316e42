use client::schemas::{BoatView, Craft, Glider};

#[test]
fn the_tag_chooses_the_descendant() {
    let boat: BoatView = serde_json::from_str(r#"{"rig": "Ketch", "masts": 2}"#).unwrap();
    assert!(!format!("{boat:?}").contains("Base("), "{boat:?}");
    let craft: Craft = serde_json::from_str(r#"{"sort": "glider", "span": 15}"#).unwrap();
    assert!(format!("{craft:?}").contains("Glider("), "{craft:?}");
}

#[test]
fn the_tag_is_filled_in() {
    let glider = serde_json::to_value(Glider::new().span(15.0)).unwrap();
    assert_eq!(glider, serde_json::json!({ "sort": "glider", "span": 15.0 }));
}
