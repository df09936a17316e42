//! The constraints of two schemas -> their intersection, or `None` if it is empty.

use crate::document::{NumberRules, Type};
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// The common types. Every integer is a number.
pub(crate) fn types(own: &[Type], other: &[Type]) -> Vec<Type> {
    let allows = |types: &[Type], ty: Type| {
        types.contains(&ty) || (ty == Type::Integer && types.contains(&Type::Number))
    };
    let both = own.iter().chain(other).copied().filter(|ty| allows(own, *ty) && allows(other, *ty));
    let mut types = Vec::new();
    for ty in both {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    types
}

/// The common values. A list that contains only `null` has no others.
pub(crate) fn values(own: &[Value], other: &[Value]) -> Option<Vec<Value>> {
    let both: Vec<Value> = own.iter().filter(|value| other.contains(value)).cloned().collect();
    let fits = !both.is_empty() || own.is_empty() || other.is_empty();
    fits.then_some(both)
}

/// The common numbers. Only the first `multipleOf` is documented. The server checks both.
pub(crate) fn numbers(own: &NumberRules, other: NumberRules) -> Option<NumberRules> {
    let (minimum, exclusive_minimum) = narrower(
        (own.minimum.clone(), own.exclusive_minimum),
        (other.minimum, other.exclusive_minimum),
        Ordering::Greater,
    );
    let (maximum, exclusive_maximum) = narrower(
        (own.maximum.clone(), own.exclusive_maximum),
        (other.maximum, other.exclusive_maximum),
        Ordering::Less,
    );
    let fits = match (&minimum, &maximum) {
        (Some(minimum), Some(maximum)) => compare(minimum, maximum) != Ordering::Greater,
        _ => true,
    };
    fits.then(|| NumberRules {
        minimum,
        exclusive_minimum,
        maximum,
        exclusive_maximum,
        multiple_of: own.multiple_of.clone().or(other.multiple_of),
    })
}

/// A minimum and a maximum count.
pub(crate) type Range = (Option<u64>, Option<u64>);

/// The common counts.
pub(crate) fn counts(own: Range, other: Range) -> Option<Range> {
    let least = own.0.max(other.0);
    let most = own.1.into_iter().chain(other.1).min();
    let fits = least.zip(most).is_none_or(|(least, most)| least <= most);
    fits.then_some((least, most))
}

/// A bound, and whether it is exclusive.
type Bound = (Option<Number>, bool);

/// The narrower of two bounds, in the direction `narrow`.
fn narrower(own: Bound, other: Bound, narrow: Ordering) -> Bound {
    let (Some(one), Some(two)) = (&own.0, &other.0) else {
        return if own.0.is_some() { own } else { other };
    };
    match compare(one, two) {
        Ordering::Equal => (own.0, own.1 || other.1),
        order if order == narrow => own,
        _ => other,
    }
}

fn compare(one: &Number, two: &Number) -> Ordering {
    match (one.as_i64(), two.as_i64()) {
        (Some(one), Some(two)) => one.cmp(&two),
        _ => one.as_f64().partial_cmp(&two.as_f64()).unwrap_or(Ordering::Equal),
    }
}
