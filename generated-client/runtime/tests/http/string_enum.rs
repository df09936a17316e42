//! `#[string_enum]`: known and unknown values.

use proptest::prelude::*;
use runtime::string_enum;
use std::collections::HashSet;

#[string_enum]
enum Band {
    #[value("2.4")]
    V2_4,
    #[value("")]
    Empty,
    #[value("Group policy")]
    GroupPolicy,
    #[value("group policy")]
    GroupPolicy2,
    Dual,
}

const STRINGS: [&str; 5] = ["2.4", "", "Group policy", "group policy", "Dual"];

#[test]
fn known_values() {
    assert_eq!(
        Band::VALUES,
        [Band::V2_4, Band::Empty, Band::GroupPolicy, Band::GroupPolicy2, Band::Dual]
    );
    for (value, text) in Band::VALUES.iter().zip(STRINGS) {
        assert_eq!(value.as_str(), text);
        assert_eq!(value.to_string(), text);
        assert_eq!(Band::from(text), *value);
        assert_eq!(text.parse::<Band>().unwrap(), *value);
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(json, format!("{text:?}"));
        assert_eq!(serde_json::from_str::<Band>(&json).unwrap(), *value);
    }
    assert_eq!(format!("{:>6}|", Band::Dual), "  Dual|");
}

#[test]
fn unknown_values() {
    let six = Band::from("6");
    let Band::Unknown(value) = &six else { panic!("{six:?} is known") };
    assert_eq!(value.as_str(), "6");
    assert_eq!(value.to_string(), "6");
    assert_eq!(six.as_str(), "6");
    assert_eq!(HashSet::from([six.clone(), Band::from("6"), Band::from("7"), Band::Dual]).len(), 3);
    assert_eq!(
        serde_json::from_str::<Band>("\"dual\"").unwrap().as_str(),
        "dual",
        "case tells values apart"
    );
    for json in ["6", "null", "{}", "[\"Dual\"]"] {
        let error = serde_json::from_str::<Band>(json).unwrap_err().to_string();
        assert!(error.contains("expected a string"), "{error}");
    }
}

proptest! {
    #[test]
    fn any_string_is_sent_back_unchanged(text in prop_oneof![any::<String>(), proptest::sample::select(&STRINGS).prop_map(str::to_owned)]) {
        let value = Band::from(text.as_str());
        prop_assert_eq!(value.as_str(), text.as_str());
        prop_assert_eq!(matches!(value, Band::Unknown(_)), !STRINGS.contains(&text.as_str()));
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(&json, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(serde_json::from_str::<Band>(&json).unwrap(), value);
    }
}
