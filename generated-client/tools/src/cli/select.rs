//! `--select`: the parts of a value that a JSONPath (RFC 9535) selects.

use super::failure::Failure;
use serde_json::Value;
use serde_json_path::JsonPath;

/// A selection.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    path: JsonPath,
    /// Whether it selects at most one value.
    is_single: bool,
}

impl Selection {
    /// Parses a JSONPath.
    pub(super) fn new(text: &str) -> Result<Self, Failure> {
        let path = JsonPath::parse(text)
            .map_err(|why| Failure::usage(format!("`{text}` is not a JSONPath: {why}")))?;
        let is_single = !text.contains(['*', '?', ':', ',']) && !text.contains("..");
        Ok(Self { path, is_single })
    }

    /// The selected values: one value, or a list.
    pub(super) fn of(&self, value: &Value) -> Value {
        let mut found = self.path.query(value).all().into_iter().cloned();
        match self.is_single {
            true => found.next().unwrap_or(Value::Null),
            false => found.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use serde_json::json;

    #[test]
    fn a_path_to_one_value_selects_that_value() {
        let value = json!({"items": [{"name": "a"}, {"name": "b"}]});
        let selected = |path: &str| Selection::new(path).unwrap().of(&value);
        assert_eq!(selected("$.items[0].name"), json!("a"));
        assert_eq!(selected("$.items[*].name"), json!(["a", "b"]));
        assert_eq!(selected("$.absent"), json!(null));
        assert!(Selection::new("$[").is_err());
    }
}
