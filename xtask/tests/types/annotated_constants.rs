use client::schemas::{Letter, Machine, Mode, Phase, Priority};
use serde_json::json;

#[test]
fn values_have_the_names_of_the_document() {
    let machine = Machine::new().phase(Phase::Working).mode(Mode::Backward);
    let machine = machine.priority(Priority::High).letter(Letter::Second);
    let expected = json!({"phase": 1, "mode": -1, "priority": 20, "letter": "02"});
    assert_eq!(serde_json::to_value(machine).unwrap(), expected);
}
