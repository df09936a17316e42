//! JSON scalars that a document fixes: the discriminator values of unions, and the constants of objects.

use serde::de::{DeserializeSeed, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Value;
use std::fmt;

/// A boolean, number or string that a document fixes. Numbers are compared as JSON numbers: `1` equals `1.0`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer above the largest `i64`.
    Unsigned(u64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A string.
    String(&'static str),
}

impl Scalar {
    /// Whether a value is this scalar.
    pub(crate) fn is(self, value: &Value) -> bool {
        DeserializeSeed::deserialize(self, value).is_ok()
    }

    fn as_f64(self) -> Option<f64> {
        match self {
            Self::Bool(_) | Self::String(_) => None,
            Self::Integer(number) => Value::from(number).as_f64(),
            Self::Unsigned(number) => Value::from(number).as_f64(),
            Self::Float(number) => Some(number),
        }
    }

    /// `Ok` if the scalar that is found is this one.
    fn check<E: Error>(self, is_equal: bool, found: Unexpected<'_>) -> Result<(), E> {
        if is_equal { Ok(()) } else { Err(E::invalid_value(found, &self)) }
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool(value) => value.into(),
            Scalar::Integer(number) => number.into(),
            Scalar::Unsigned(number) => number.into(),
            Scalar::Float(number) => number.into(),
            Scalar::String(text) => text.into(),
        }
    }
}

impl fmt::Display for Scalar {
    /// As JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::from(*self).fmt(f)
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Bool(value) => serializer.serialize_bool(value),
            Self::Integer(number) => serializer.serialize_i64(number),
            Self::Unsigned(number) => serializer.serialize_u64(number),
            Self::Float(number) => serializer.serialize_f64(number),
            Self::String(text) => serializer.serialize_str(text),
        }
    }
}

/// Reads a value that must be this scalar.
impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Scalar {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.check(matches!(self, Self::Bool(own) if own == value), Unexpected::Bool(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        let is_equal = match self {
            Self::Integer(own) => own == number,
            Self::Float(_) => self.as_f64() == Self::Integer(number).as_f64(),
            Self::Bool(_) | Self::Unsigned(_) | Self::String(_) => false,
        };
        self.check(is_equal, Unexpected::Signed(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        let is_equal = match self {
            Self::Integer(own) => u64::try_from(own) == Ok(number),
            Self::Unsigned(own) => own == number,
            Self::Float(_) => self.as_f64() == Self::Unsigned(number).as_f64(),
            Self::Bool(_) | Self::String(_) => false,
        };
        self.check(is_equal, Unexpected::Unsigned(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.check(self.as_f64() == Some(number), Unexpected::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.check(matches!(self, Self::String(own) if own == text), Unexpected::Str(text))
    }
}

/// The integer that equals a number with a fraction or an exponent: `11` for `11.0`.
///
/// JSON Schema calls such a number an integer (2020-12, Validation, section 6.1.1).
pub(crate) fn integer(number: &str) -> Option<String> {
    /// Not all larger integers are exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value: f64 = number.parse().ok().filter(|_| number.contains(['.', 'e', 'E']))?;
    // Without a sign before zero.
    (value.fract() == 0.0 && value.abs() <= EXACT).then(|| format!("{:.0}", value + 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn integers_with_a_fraction_or_an_exponent() {
        for (number, equal) in [
            ("11.0", Some("11")),
            ("-3.00", Some("-3")),
            ("1e3", Some("1000")),
            ("1.5E1", Some("15")),
            ("-0.0", Some("0")),
            ("11", None),
            ("11.5", None),
            ("1e999", None),
            ("1e17", None),
            ("\"11.0\"", None),
            ("{}", None),
        ] {
            assert_eq!(integer(number).as_deref(), equal, "{number}");
        }
    }

    #[test]
    fn scalars_are_compared_as_json() {
        for (scalar, equal, different) in [
            (Scalar::Bool(true), vec![json!(true)], vec![json!(false), json!("true"), json!(1)]),
            (
                Scalar::Integer(1),
                vec![json!(1), json!(1.0)],
                vec![json!(2), json!("1"), json!(1.5)],
            ),
            (Scalar::Integer(-1), vec![json!(-1), json!(-1.0)], vec![json!(u64::MAX), json!(1)]),
            (Scalar::Unsigned(u64::MAX), vec![json!(u64::MAX)], vec![json!(-1), json!(i64::MAX)]),
            (Scalar::Float(2.0), vec![json!(2), json!(2.0)], vec![json!(-2), json!(null)]),
            (Scalar::String("a"), vec![json!("a")], vec![json!("b"), json!(["a"]), json!({})]),
        ] {
            assert!(equal.iter().all(|value| scalar.is(value)), "{scalar}");
            assert!(!different.iter().any(|value| scalar.is(value)), "{scalar}");
            assert!(scalar.is(&Value::from(scalar)) && scalar.is(&json!(scalar)), "{scalar}");
        }
    }

    #[test]
    fn another_value_is_an_error_that_names_both() {
        let error = Scalar::String("cat").deserialize(&json!("dog")).unwrap_err().to_string();
        assert_eq!(error, r#"invalid value: string "dog", expected "cat""#);
    }
}
