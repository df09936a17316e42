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
        let text = outside_quotes(text);
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

/// A JSONPath without the names in quotes.
fn outside_quotes(text: &str) -> String {
    let mut outside = String::new();
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            Some(_) if c == '\\' => drop(chars.next()),
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None => outside.push(c),
        }
    }
    outside
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
        let value = json!({"cisco:ios": 1, "it's": 2});
        let selected = |path: &str| Selection::new(path).unwrap().of(&value);
        assert_eq!(selected("$['cisco:ios']"), json!(1));
        assert_eq!(selected(r"$['it\'s']"), json!(2));
        assert_eq!(selected("$['cisco:ios', \"it's\"]"), json!([1, 2]));
        assert!(Selection::new("$[").is_err());
    }
}
