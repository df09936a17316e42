//! An instance -> the same instance with one value of a type that no schema here allows at its location.

use fastrand::Rng;
use serde_json::{Value, json};

pub(super) fn mistyped(instance: &Value, rng: &mut Rng) -> Option<Value> {
    let mut mistyped = instance.clone();
    let number = leaves(&mut mistyped).len();
    if number == 0 {
        return None;
    }
    let chosen = rng.usize(0..number);
    **leaves(&mut mistyped).get_mut(chosen)? = json!({"mistyped": [[]]});
    Some(mistyped)
}

/// The values that are neither lists nor objects.
fn leaves(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(items) => items.iter_mut().flat_map(leaves).collect(),
        Value::Object(properties) => properties.values_mut().flat_map(leaves).collect(),
        leaf => vec![leaf],
    }
}
