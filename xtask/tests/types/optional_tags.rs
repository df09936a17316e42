use client::schemas::{
    DoorChange, DoorChangeCombined, DoorLocked, DoorOpened, DoorSetting, DoorSettingShut,
};
use serde_json::{Value, json};

fn json(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn the_constructor_sets_the_tag() {
    assert_eq!(json(DoorChange::from(DoorLocked::new())), json!({"change": "locked"}));
    assert_eq!(json(DoorOpened::default()), json!({"change": "opened"}));
    assert_eq!(json(DoorSetting::from(DoorSettingShut::new(true))), json!({"mode": 2, "tight": true}));
}

#[test]
fn a_value_of_several_variants_has_no_tag() {
    let combined = DoorChange::from(DoorChangeCombined::new().by("a").code(1));
    assert_eq!(json(combined), json!({"by": "a", "code": 1}));
}
