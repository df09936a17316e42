//! Parses JSONPath and bounds the work of evaluating it. Parsing is exponential in the nesting depth, and evaluation
//! visits a value once for each path that leads to it.

use crate::expansion_budget::ExpansionBudget;
use serde_json::Value;
use serde_json_path::JsonPath;

/// The maximum nesting depth of brackets and parentheses.
const MAX_DEPTH: usize = 8;

/// The target of an action.
pub(super) struct Target {
    path: JsonPath,
    shape: Shape,
}

/// The features of a path that determine the work of its evaluation.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// The nesting depth of brackets and parentheses.
    levels: usize,
    /// The number of descendant segments: `..`.
    descents: usize,
    /// The number of queries in filters that start at the root: `$`.
    restarts: usize,
    /// How many times one value can be selected: the product of the numbers of selectors in all brackets.
    choices: usize,
}

impl Target {
    /// Parses a path.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let shape = Shape::of(text);
        if shape.levels > MAX_DEPTH {
            return Err(format!("brackets are nested more than {MAX_DEPTH} levels deep"));
        }
        let path = JsonPath::parse(text).map_err(|error| error.to_string())?;
        Ok(Self { path, shape })
    }

    pub(super) fn path(&self) -> &JsonPath {
        &self.path
    }

    /// Whether the work of evaluating the path is within the budget of the document.
    pub(super) fn is_affordable(&self, document: &Value) -> bool {
        let Shape { descents, restarts, choices, .. } = self.shape;
        // Such a path selects no value twice.
        if descents <= 1 && restarts == 0 && choices == 1 {
            return true;
        }
        let mut values = 0;
        let ways = count(document, 0, descents.saturating_sub(1), &mut values);
        let restarts = (0..restarts).fold(1_usize, |times, _| times.saturating_mul(values));
        ExpansionBudget::for_steps_in(values)
            .spend(ways.saturating_mul(restarts).saturating_mul(choices))
    }
}

impl Shape {
    /// Scans a path outside of its quoted strings.
    fn of(text: &str) -> Self {
        let mut shape = Self { choices: 1, ..Self::default() };
        // The number of selectors in each open bracket. Parentheses have none.
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\'' | '"' => {
                    while let Some(quoted) = characters.next().filter(|next| *next != character) {
                        if quoted == '\\' {
                            characters.next();
                        }
                    }
                }
                '[' => open.push(Some(1)),
                '(' => open.push(None),
                ']' | ')' => {
                    if let Some(Some(selectors)) = open.pop() {
                        shape.choices = shape.choices.saturating_mul(selectors);
                    }
                }
                ',' => {
                    if let Some(Some(selectors)) = open.last_mut() {
                        *selectors += 1;
                    }
                }
                '.' if characters.next_if_eq(&'.').is_some() => shape.descents += 1,
                '$' if !open.is_empty() => shape.restarts += 1,
                _ => {}
            }
            shape.levels = shape.levels.max(open.len());
        }
        shape
    }
}

/// Counts the values of a document, and the ways to reach them through `stops` ancestors.
fn count(value: &Value, depth: usize, stops: usize, values: &mut usize) -> usize {
    *values += 1;
    // The number of ways to choose the stops among this value and its ancestors.
    let own = (1..=stops).fold(1_usize, |ways, stop| ways.saturating_mul(depth + stop) / stop);
    let inside: &mut dyn Iterator<Item = &Value> = match value {
        Value::Array(items) => &mut items.iter(),
        Value::Object(properties) => &mut properties.values(),
        _ => return own,
    };
    inside.fold(own, |ways, inner| ways.saturating_add(count(inner, depth + 1, stops, values)))
}

#[cfg(test)]
mod tests {
    use super::{Shape, Target};
    use serde_json::json;

    #[test]
    fn quotes_hide_what_is_in_them() {
        let shape = Shape::of(r"$.paths['/a[(\'..$,'][?@.x == $..y, 1]");
        assert_eq!(shape, Shape { levels: 1, descents: 1, restarts: 1, choices: 2 });
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |levels: usize| format!("$[{}0]{}", "?@[".repeat(levels), "]".repeat(levels));
        assert!(Target::parse(&nested(7)).is_ok());
        for levels in [8, 20, 100_000] {
            assert!(Target::parse(&nested(levels)).is_err(), "{levels}");
        }
    }

    #[test]
    fn work_is_bounded() {
        let deep = (0..100).fold(json!([1]), |inner, _| json!([inner, 1, 1, 1]));
        let affordable = |path: &str| Target::parse(path).unwrap().is_affordable(&deep);
        for path in ["$", "$..*", "$..a..b", "$..[?@.a == $.b]", "$[0, 1][0, 1]"] {
            assert!(affordable(path), "{path}");
        }
        let all = "[*, *, *, *, *, *, *, *]".repeat(8);
        for path in ["$..*..*..*..*..*..*", "$..[?$..[?$..[?$..a]]]", &format!("${all}")] {
            assert!(!affordable(path), "{path}");
        }
    }
}
