use client::merge_patch::patch_room::Body;
use serde_json::json;

#[test]
fn an_optional_property_can_be_cleared() {
    let body = Body::new().clear_title().seats(3);
    assert_eq!(serde_json::to_value(body).unwrap(), json!({"title": null, "seats": 3}));
}
