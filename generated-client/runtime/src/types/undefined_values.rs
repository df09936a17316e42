//! Undefined values of RFC 6570, which parameters and forms leave out.

use serde_json::Value;

/// A value without `null` in it; `None` if it is undefined in the sense of RFC 6570: `null`, or an empty list or object.
pub(crate) fn defined(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(mut items) => {
            items.retain(|item| !item.is_null());
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(mut properties) => {
            properties.retain(|_, value| !value.is_null());
            (!properties.is_empty()).then_some(Value::Object(properties))
        }
        value => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::defined;
    use serde_json::json;

    #[test]
    fn null_and_empty_lists_and_objects_are_undefined() {
        for undefined in [json!(null), json!([]), json!({}), json!([null]), json!({"a": null})] {
            assert_eq!(defined(undefined), None);
        }
        assert_eq!(defined(json!([1, null, ""])), Some(json!([1, ""])));
        assert_eq!(defined(json!({"a": null, "b": false})), Some(json!({"b": false})));
        for value in [json!(""), json!(0), json!(false)] {
            assert_eq!(defined(value.clone()), Some(value));
        }
    }
}
