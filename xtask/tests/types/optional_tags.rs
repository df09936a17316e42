use client::schemas::{DoorChange, DoorLocked, DoorOpened, DoorSetting, DoorSettingShut};
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
