//! Results are cut to a budget.

use super::store::Pending;
use serde_json::Value;

/// The smallest budget.
pub(super) const MIN_BUDGET: u64 = 1_000;

/// A value that fits the budget, and the rest of it.
pub(super) fn fit(value: Value, budget: usize) -> (Value, Pending) {
    match value {
        Value::Array(items) => fit_items(items, budget),
        Value::String(text) => fit_text(text, budget),
        value => {
            let text = value.to_string();
            match text.len() <= budget {
                true => (value, Pending::Nothing),
                false => fit_text(text, budget),
            }
        }
    }
}

/// As many items as fit, and the rest. An item that is too large by itself is shown as a text.
fn fit_items(items: Vec<Value>, budget: usize) -> (Value, Pending) {
    let mut length = 0;
    let fitting = items
        .iter()
        .take_while(|item| {
            length += item.to_string().len() + 1;
            length <= budget
        })
        .count();
    if fitting == 0 && !items.is_empty() {
        return fit_text(Value::Array(items).to_string(), budget);
    }
    let mut items = items;
    let rest = items.split_off(fitting);
    let pending = if rest.is_empty() { Pending::Nothing } else { Pending::Items(rest) };
    (items.into(), pending)
}

/// The beginning of a text, and the rest of it.
fn fit_text(mut text: String, budget: usize) -> (Value, Pending) {
    let mut end = budget.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let rest = text.split_off(end);
    let pending = if rest.is_empty() { Pending::Nothing } else { Pending::Text(rest) };
    (text.into(), pending)
}

#[cfg(test)]
mod tests {
    use super::fit;
    use crate::mcp::store::Pending;
    use serde_json::{Value, json};

    #[test]
    fn nothing_is_lost_by_cutting() {
        let items: Vec<Value> = (0..100).map(|number| json!({"number": number})).collect();
        let mut seen = Vec::new();
        let mut left = items.clone();
        loop {
            let (shown, rest) = fit(Value::Array(left), 200);
            assert!(shown.to_string().len() <= 202);
            seen.extend(shown.as_array().unwrap().clone());
            match rest {
                Pending::Items(rest) => left = rest,
                _ => break,
            }
        }
        assert_eq!(seen, items);
    }

    #[test]
    fn a_large_value_continues_as_text() {
        let value = json!({"text": "é".repeat(50)});
        let (shown, rest) = fit(value.clone(), 51);
        let Pending::Text(rest) = rest else { panic!("{shown}") };
        let text = format!("{}{rest}", shown.as_str().unwrap());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert!(matches!(fit(json!("short"), 51), (_, Pending::Nothing)));
    }
}
