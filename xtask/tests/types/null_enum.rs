use client::schemas::{Ticket, TicketSeverity};
use serde_json::json;

#[test]
fn blank_is_a_variant_and_null_is_none() {
    let ticket: Ticket = serde_json::from_value(json!({"severity": "", "reporter": null})).unwrap();
    assert!(format!("{:?}", ticket.severity).contains("Empty"), "{ticket:?}");
    let ticket: Ticket = serde_json::from_value(json!({"severity": null, "reporter": null})).unwrap();
    assert!(ticket.severity.is_none());
    let _ = TicketSeverity::Minor;
}
