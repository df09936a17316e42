use client::schemas::{Beacon, Bolt, Cart, Flare, Nut, NutPart, Sled, Spot, Wagon};
use serde_json::{Value, json};

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn the_type_has_its_tag() {
    assert_eq!(json(Beacon::from(Flare::new().lumen(1))), json!({"kind": "flare", "lumen": 1}));
    assert_eq!(json(Beacon::from(Spot::new().angle(2))), json!({"kind": "spot", "angle": 2}));
    assert_eq!(json(Cart::from(Wagon::new(4))), json!({"sort": "Wagon", "wheels": 4}));
    assert_eq!(json(Cart::from(Sled::new())), json!({"sort": "Sled"}));
    assert_eq!(json(Bolt::new().length(1.5)), json!({"part": "bolt", "length": 1.5}));
}

#[test]
fn several_tags_are_a_choice() {
    assert_eq!(json(Nut::new(NutPart::Nut)), json!({"part": "nut"}));
    assert_eq!(json(Nut::new(NutPart::V0)), json!({"part": "0"}));
}
