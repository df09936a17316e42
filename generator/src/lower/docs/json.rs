//! A JSON value -> its lines as a person would write them: on one line if it fits, and with only the first of several long
//! items.

use super::text::visible;
use serde_json::Value;

/// The maximum width of a line.
const WIDTH: usize = 96;

/// The lines of a value, at most `most`.
pub(crate) fn pretty_json(value: &Value, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    write(value, 0, "", &mut lines);
    if lines.len() > most {
        lines.truncate(most.saturating_sub(1));
        lines.push("...".to_owned());
    }
    lines.iter().map(|line| visible(line)).collect()
}

/// Writes a value and then `end` at the end of the last line.
fn write(value: &Value, depth: usize, end: &str, lines: &mut Vec<String>) {
    let short = one_line(value);
    let column = lines.last().map_or(0, |line| line.chars().count());
    let fits = column + short.chars().count() + end.len() <= WIDTH;
    let (open, close, children) = match value {
        Value::Array(items) if !fits => ("[", "]", items.iter().map(|item| (None, item)).collect()),
        Value::Object(properties) if !fits => {
            ("{", "}", properties.iter().map(|(name, value)| (Some(name), value)).collect())
        }
        _ => return push(lines, &format!("{short}{end}")),
    };
    let children: Vec<(Option<&String>, &Value)> = children;
    push(lines, open);
    // Whether the next property may share the line of the previous one.
    let mut room = false;
    for (index, (name, child)) in children.iter().enumerate() {
        let name = name.map(|name| format!("{}: ", Value::from(name.as_str()))).unwrap_or_default();
        let end = if index + 1 < children.len() { "," } else { "" };
        let short = format!("{name}{}{end}", one_line(child));
        let column = lines.last().map_or(0, |line| line.chars().count());
        let indent = "  ".repeat(depth + 1);
        let length = short.chars().count();
        if room && column + 1 + length <= WIDTH {
            push(lines, &format!(" {short}"));
        } else if index > 0 && name.is_empty() && indent.len() + length > WIDTH {
            // One item is enough to show the shape of all.
            lines.push(format!("{indent}..."));
            break;
        } else {
            lines.push(format!("{indent}{name}"));
            write(child, depth + 1, end, lines);
            room = indent.len() + length <= WIDTH;
        }
    }
    lines.push(format!("{}{close}{end}", "  ".repeat(depth)));
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// A string, cut if it is too long for a line: a certificate says nothing about the shape of its property.
fn string(text: &str) -> String {
    const SHOWN: usize = 60;
    match text.chars().count() > WIDTH {
        true => {
            Value::from(format!("{}...", text.chars().take(SHOWN).collect::<String>())).to_string()
        }
        false => Value::from(text).to_string(),
    }
}

/// The value on one line.
fn one_line(value: &Value) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Array(items) => format!("[{}]", join(items.iter().map(one_line).collect())),
        Value::Object(properties) if properties.is_empty() => "{}".to_owned(),
        Value::Object(properties) => {
            let parts = properties
                .iter()
                .map(|(name, value)| format!("{}: {}", Value::from(name.as_str()), one_line(value)))
                .collect();
            format!("{{ {} }}", join(parts))
        }
        Value::String(text) => string(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_value_is_on_one_line() {
        let value = serde_json::json!({"a": [1, 2], "b": {}});
        assert_eq!(pretty_json(&value, 40), [r#"{ "a": [1, 2], "b": {} }"#]);
    }

    #[test]
    fn a_long_string_is_cut() {
        let shown = pretty_json(&Value::from("é".repeat(WIDTH + 1)), 40);
        assert_eq!(shown, [format!("\"{}...\"", "é".repeat(60))]);
        let whole = Value::from("é".repeat(WIDTH));
        assert_eq!(pretty_json(&whole, 40), [whole.to_string()]);
    }

    #[test]
    fn a_long_value_is_broken_and_cut() {
        let value =
            serde_json::json!([{"name": "x".repeat(60), "other": "y".repeat(60), "last": 1}, 1]);
        let all = pretty_json(&value, 40);
        assert_eq!(all.len(), 7, "{all:#?}");
        assert_eq!(pretty_json(&value, 3), [all[0].as_str(), all[1].as_str(), "..."]);
        let parsed: Value = serde_json::from_str(&all.join("\n")).unwrap();
        assert_eq!(parsed, value);
    }

    #[test]
    fn one_item_of_a_long_list_is_shown() {
        let item = serde_json::json!({"name": "x".repeat(60), "other": "y".repeat(60)});
        let all = pretty_json(&serde_json::json!([item, item, item]), 40);
        assert_eq!(all.len(), 7, "{all:#?}");
        assert_eq!(all[5], "  ...");
    }
}
