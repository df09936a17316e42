use client::schemas::{AuditRecord, Closed, Opened};
use serde_json::json;

#[test]
fn the_constant_chooses() {
    let read = |text| format!("{:?}", serde_json::from_str::<AuditRecord>(text).unwrap());
    assert!(read(r#"{"id": "1", "action": "closed", "actor": "a"}"#).starts_with("Closed"));
    assert!(read(r#"{"id": "1", "action": "opened", "actor": "a"}"#).starts_with("Opened"));
}

#[test]
fn constants_are_filled_in() {
    let record = AuditRecord::from(Closed::new("1"));
    assert_eq!(serde_json::to_value(record).unwrap(), json!({"id": "1", "action": "closed"}));
    let opened = Opened::new("1").actor("a");
    let expected = json!({"id": "1", "action": "opened", "actor": "a"});
    assert_eq!(serde_json::to_value(opened).unwrap(), expected);
}
