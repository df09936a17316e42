use client::schemas::{Frame, FrameOne, FrameTwo};
use serde_json::json;

#[test]
fn the_tag_chooses() {
    let read = |text| format!("{:?}", serde_json::from_str::<Frame>(text).unwrap());
    assert!(read(r#"{"version": 2, "size": 3}"#).starts_with("FrameTwo"));
    assert!(read(r#"{"version": 1, "size": 3}"#).starts_with("FrameOne"));
}

#[test]
fn a_tag_is_written_as_the_type_it_is() {
    let frame = Frame::from(FrameTwo::new().size(3));
    assert_eq!(serde_json::to_value(frame).unwrap(), json!({"version": 2, "size": 3}));
}

#[test]
fn constants_are_filled_in_outside_of_unions() {
    assert_eq!(serde_json::to_value(FrameOne::new()).unwrap(), json!({"version": 1}));
}
