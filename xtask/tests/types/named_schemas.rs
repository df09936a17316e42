use client::schemas::{Measure, Metres, Seconds};
use serde_json::json;
use std::any::TypeId;

#[test]
fn they_are_types_of_their_own() {
    assert_ne!(TypeId::of::<Metres>(), TypeId::of::<Seconds>());
}

#[test]
fn alternatives_convert_into_their_union() {
    let measure = Measure::new("a").extent(Metres::new().value(1.0));
    let expected = json!({"title": "a", "extent": {"value": 1.0}});
    assert_eq!(serde_json::to_value(measure).unwrap(), expected);
    assert_eq!(serde_json::to_value(Measure::new(7)).unwrap(), json!({"title": 7}));
}
