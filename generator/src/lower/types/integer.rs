//! The format, the bounds and the values of an integer schema -> the Rust type that covers all of them.

use crate::document::Schema;
use crate::ir::Type;
use serde_json::Number;

/// The minimum and the maximum of a type.
type Bounds = (i128, i128);

/// The type of an integer: the type of its format, unless the bounds or values exceed it.
pub(crate) fn integer_type(schema: &Schema) -> Type {
    let (least, greatest) = stated_bounds(schema);
    let fits = |ty: &Type| {
        let (min, max) = bounds_of(ty);
        least.is_none_or(|least| least >= min) && greatest.is_none_or(|greatest| greatest <= max)
    };
    let by_format = schema.format.as_deref().and_then(by_format).filter(fits);
    by_format.unwrap_or_else(|| match (least, greatest) {
        (Some(least), Some(greatest)) if (least, greatest) == bounds_of(&Type::I32) => Type::I32,
        (Some(least), Some(greatest)) if (least, greatest) == bounds_of(&Type::U32) => Type::U32,
        (Some(0..), Some(greatest)) if greatest > bounds_of(&Type::I64).1 => Type::U64,
        _ => Type::I64,
    })
}

/// The bounds of a type, if it is an integer type.
pub(crate) fn integer_bounds(ty: &Type) -> Option<Bounds> {
    let bounds = bounds_of(ty);
    (bounds != (0, 0)).then_some(bounds)
}

/// The smallest type that covers two integer types.
pub(crate) fn wider(one: &Type, other: &Type) -> Option<Type> {
    let (one, other) = (integer_bounds(one)?, integer_bounds(other)?);
    let both = (one.0.min(other.0), one.1.max(other.1));
    let types =
        [Type::I8, Type::U8, Type::I16, Type::U16, Type::I32, Type::U32, Type::I64, Type::U64];
    let holds = |ty: &Type| {
        let (min, max) = bounds_of(ty);
        min <= both.0 && both.1 <= max
    };
    types.into_iter().find(holds)
}

fn by_format(format: &str) -> Option<Type> {
    Some(match format {
        "int8" => Type::I8,
        "int16" => Type::I16,
        "int32" => Type::I32,
        "int64" => Type::I64,
        "uint8" => Type::U8,
        "uint16" => Type::U16,
        "uint32" => Type::U32,
        "uint" | "uint64" => Type::U64,
        _ => return None,
    })
}

fn bounds_of(ty: &Type) -> Bounds {
    match ty {
        Type::I8 => (i8::MIN.into(), i8::MAX.into()),
        Type::I16 => (i16::MIN.into(), i16::MAX.into()),
        Type::I32 => (i32::MIN.into(), i32::MAX.into()),
        Type::I64 => (i64::MIN.into(), i64::MAX.into()),
        Type::U8 => (0, u8::MAX.into()),
        Type::U16 => (0, u16::MAX.into()),
        Type::U32 => (0, u32::MAX.into()),
        Type::U64 => (0, u64::MAX.into()),
        _ => (0, 0),
    }
}

/// The documented bounds of a schema.
fn stated_bounds(schema: &Schema) -> (Option<i128>, Option<i128>) {
    if let Some(values) = &schema.values {
        let values = || values.iter().filter_map(|value| value.as_number().map(integer));
        return (values().min(), values().max());
    }
    let rules = &schema.number;
    let least = rules.minimum.as_ref().map(integer);
    let greatest = rules.maximum.as_ref().map(integer);
    (
        least.map(|least| least.saturating_add(rules.exclusive_minimum.into())),
        greatest.map(|greatest| greatest.saturating_sub(rules.exclusive_maximum.into())),
    )
}

/// A number as an integer, rounded.
fn integer(number: &Number) -> i128 {
    let exact = number.as_i128();
    exact.unwrap_or_else(|| number.as_f64().map(nearest).unwrap_or_default())
}

fn nearest(number: f64) -> i128 {
    let beyond = if number < 0.0 { i128::MIN } else { i128::MAX };
    format!("{number:.0}").parse().unwrap_or(beyond)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NumberRules;
    use serde_json::{Value, json};

    fn of(format: Option<&str>, minimum: Value, maximum: Value) -> Type {
        let number = |value: Value| value.as_number().cloned();
        integer_type(&Schema {
            format: format.map(str::to_owned),
            number: NumberRules {
                minimum: number(minimum),
                maximum: number(maximum),
                ..NumberRules::default()
            },
            ..Schema::default()
        })
    }

    #[test]
    fn the_format_names_the_type() {
        let none = Value::Null;
        let cases = [
            ("int8", Type::I8),
            ("int32", Type::I32),
            ("int64", Type::I64),
            ("uint16", Type::U16),
            ("uint64", Type::U64),
            ("uint", Type::U64),
            ("other", Type::I64),
        ];
        for (format, expected) in cases {
            assert_eq!(of(Some(format), none.clone(), none.clone()), expected, "{format}");
        }
        assert_eq!(of(Some("int32"), json!(0), json!(4_294_967_295_u32)), Type::U32);
        assert_eq!(of(Some("int32"), json!(0), json!(5_000_000_000_i64)), Type::I64);
        assert_eq!(of(Some("uint32"), json!(-1), none), Type::I64);
    }

    #[test]
    fn bounds_show_the_width() {
        let none = Value::Null;
        assert_eq!(of(None, json!(0), json!(u64::MAX)), Type::U64);
        assert_eq!(of(None, json!(0), json!(1e70)), Type::U64);
        assert_eq!(of(None, json!(i32::MIN), json!(i32::MAX)), Type::I32);
        assert_eq!(of(None, json!(0), json!(u32::MAX)), Type::U32);
        assert_eq!(of(None, json!(0), json!(100)), Type::I64);
        assert_eq!(of(None, none, json!(1e19)), Type::I64);
        assert_eq!(of(None, json!(-1e19), json!(1e19)), Type::I64);
    }

    #[test]
    fn the_wider_of_two_types_holds_both() {
        assert_eq!(wider(&Type::I32, &Type::I64), Some(Type::I64));
        assert_eq!(wider(&Type::I32, &Type::U32), Some(Type::I64));
        assert_eq!(wider(&Type::U8, &Type::U8), Some(Type::U8));
        assert_eq!(wider(&Type::I64, &Type::U64), None);
        assert_eq!(wider(&Type::I64, &Type::F64), None);
    }
}
