use client::schemas::{Consent, Letter, Machine, Mode, Phase, Priority, Quota, Speed};
use client::annotated_constants::put_machine;
use client::{Client, Request};
use serde_json::json;

#[test]
fn values_have_the_names_of_the_document() {
    let machine = Machine::new().phase(Phase::Working).mode(Mode::Backward);
    let machine = machine.priority(Priority::High).letter(Letter::Second);
    let expected = json!({"phase": 1, "mode": -1, "priority": 20, "letter": "02"});
    assert_eq!(serde_json::to_value(machine).unwrap(), expected);
}

#[test]
fn booleans_and_all_numbers_have_names() {
    let machine = Machine::new().consent(Consent::Given).speed(Speed::Half).quota(Quota::Everything);
    let expected = json!({"consent": true, "speed": 0.5, "quota": u64::MAX});
    assert_eq!(serde_json::to_value(machine).unwrap(), expected);
    assert_eq!(Consent::Unsure.to_string(), "unknown");
}

#[test]
fn they_are_parameters() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    let request = client.annotated_constants().put_machine(Machine::new());
    let request = request.consent(Consent::Given).speed(put_machine::Speed::Half);
    let unsent = request.dry_run().unwrap();
    assert!(unsent.url().ends_with("?consent=true&speed=0.5"), "{}", unsent.url());
}
