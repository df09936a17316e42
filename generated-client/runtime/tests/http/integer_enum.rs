//! `#[integer_enum]`: known and unknown integers.

use runtime::integer_enum;
use std::collections::HashSet;

#[integer_enum]
enum Priority {
    #[value(-1)]
    None,
    #[value(1)]
    Low,
    #[value(3)]
    High,
}

#[test]
fn known_and_unknown_integers() {
    assert_eq!(Priority::VALUES, [Priority::None, Priority::Low, Priority::High]);
    for (value, integer) in Priority::VALUES.iter().zip([-1, 1, 3]) {
        assert_eq!((value.as_i64(), Priority::from(integer)), (integer, *value));
    }
    for integer in [-1, 0, 3, i64::MAX, i64::MIN] {
        let text = integer.to_string();
        let value: Priority = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (serde_json::to_string(&value).unwrap(), value.to_string()),
            (text.clone(), text)
        );
        assert_eq!(matches!(value, Priority::Unknown(_)), ![-1, 1, 3].contains(&integer));
    }
    assert_eq!(format!("{:>3}|", Priority::High), "  3|");
    assert_eq!(HashSet::from([Priority::from(7), Priority::from(7), Priority::Low]).len(), 2);
}

#[test]
fn values_that_are_not_integers() {
    for json in ["\"1\"", "1.5", "null", "9223372036854775808", "[]"] {
        let error = serde_json::from_str::<Priority>(json).unwrap_err().to_string();
        assert!(error.contains("expected an integer"), "{error}");
    }
}
