//! `#[scalar_enum]`: known and unknown strings, numbers and booleans.

use runtime::scalar_enum;
use serde_json::{from_value, json, to_value};

#[scalar_enum]
enum Consent {
    #[value(true)]
    Given,
    #[value(false)]
    Denied,
    #[value("pending")]
    Requested,
}

#[scalar_enum]
enum Speed {
    #[value(0.5)]
    Half,
    #[value(1)]
    Normal,
}

#[scalar_enum]
enum Limit {
    #[value(0)]
    None,
    #[value(18446744073709551615)]
    Most,
}

#[test]
fn known_scalars() {
    assert_eq!(Consent::VALUES, [Consent::Given, Consent::Denied, Consent::Requested]);
    for (consent, value, shown) in [
        (Consent::Given, json!(true), "true"),
        (Consent::Denied, json!(false), "false"),
        (Consent::Requested, json!("pending"), "pending"),
    ] {
        assert_eq!(
            (to_value(&consent).unwrap(), consent.to_value()),
            (value.clone(), value.clone())
        );
        assert_eq!(consent.to_string(), shown);
        assert_eq!(from_value::<Consent>(value).unwrap(), consent);
    }
    assert_eq!(from_value::<Speed>(json!(1.0)).unwrap(), Speed::Normal);
    assert_eq!(serde_json::from_str::<Limit>("18446744073709551615").unwrap(), Limit::Most);
    assert_eq!(format!("{:>4}|", Speed::Half), " 0.5|");
}

#[test]
fn unknown_scalars_of_a_documented_type_are_kept() {
    for value in [json!("other"), json!("")] {
        let consent: Consent = from_value(value.clone()).unwrap();
        assert!(matches!(&consent, Consent::Unknown(unknown) if *unknown.as_value() == value));
        assert_eq!(
            (to_value(&consent).unwrap(), consent.to_string()),
            (value.clone(), value.as_str().unwrap().to_owned())
        );
    }
    for (text, is_known) in [("0.5", true), ("1.25", false), ("-3", false)] {
        let speed: Speed = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&speed).unwrap(), text);
        assert_eq!(!matches!(speed, Speed::Unknown(_)), is_known);
    }
}

#[test]
fn values_of_other_types_are_errors() {
    for (text, expected) in [
        ("1", "integer `1`, expected a boolean or a string"),
        ("null", "null, expected a boolean or a string"),
        ("[]", "sequence, expected a boolean or a string"),
    ] {
        let error = serde_json::from_str::<Consent>(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(serde_json::from_str::<Limit>("0.5").is_err());
    assert!(serde_json::from_str::<Speed>("\"1\"").is_err());
}
