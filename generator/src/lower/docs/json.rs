//! A JSON value -> its lines as a person would write them: what fits on a line stands on one, and of many
//! long
//! items only the first is shown.

use super::text::visible;
use serde_json::Value;

/// The greatest number of characters of a line.
const WIDTH: usize = 96;

/// The lines of a value, cut after `most`.
pub(crate) fn pretty_json(value: &Value, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    write(value, 0, "", &mut lines);
    if lines.len() > most {
        lines.truncate(most.saturating_sub(1));
        lines.push("...".to_owned());
    }
    lines.iter().map(|line| visible(line)).collect()
}

/// Writes a value after what stands on the last line already; `end` follows it.
fn write(value: &Value, depth: usize, end: &str, lines: &mut Vec<String>) {
    let short = one_line(value);
    let column = lines.last().map_or(0, |line| line.chars().count());
    let fits = column + short.chars().count() + end.len() <= WIDTH;
    let (open, close, members) = match value {
        Value::Array(elements) if !fits => {
            ("[", "]", elements.iter().map(|element| (None, element)).collect())
        }
        Value::Object(members) if !fits => {
            ("{", "}", members.iter().map(|(name, member)| (Some(name), member)).collect())
        }
        _ => return push(lines, &format!("{short}{end}")),
    };
    let members: Vec<(Option<&String>, &Value)> = members;
    push(lines, open);
    // Whether the next property may stand on the line of the one before.
    let mut room = false;
    for (index, (name, member)) in members.iter().enumerate() {
        let name = name.map(|name| format!("{}: ", Value::from(name.as_str()))).unwrap_or_default();
        let end = if index + 1 < members.len() { "," } else { "" };
        let short = format!("{name}{}{end}", one_line(member));
        let column = lines.last().map_or(0, |line| line.chars().count());
        let indent = "  ".repeat(depth + 1);
        let length = short.chars().count();
        if room && column + 1 + length <= WIDTH {
            push(lines, &format!(" {short}"));
        } else if index > 0 && name.is_empty() && indent.len() + length > WIDTH {
            // One item shows what all are like.
            lines.push(format!("{indent}..."));
            break;
        } else {
            lines.push(format!("{indent}{name}"));
            write(member, depth + 1, end, lines);
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

/// The value on one line.
fn one_line(value: &Value) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Array(elements) => format!("[{}]", join(elements.iter().map(one_line).collect())),
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let parts = members
                .iter()
                .map(|(name, member)| {
                    format!("{}: {}", Value::from(name.as_str()), one_line(member))
                })
                .collect();
            format!("{{ {} }}", join(parts))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_on_one_line() {
        let value = serde_json::json!({"a": [1, 2], "b": {}});
        assert_eq!(pretty_json(&value, 40), [r#"{ "a": [1, 2], "b": {} }"#]);
    }

    #[test]
    fn what_does_not_fit_is_broken_and_cut() {
        let value =
            serde_json::json!([{"name": "x".repeat(60), "other": "y".repeat(60), "last": 1}, 1]);
        let all = pretty_json(&value, 40);
        assert_eq!(all.len(), 7, "{all:#?}");
        assert_eq!(pretty_json(&value, 3), [all[0].as_str(), all[1].as_str(), "..."]);
        let parsed: Value = serde_json::from_str(&all.join("\n")).unwrap();
        assert_eq!(parsed, value);
    }

    #[test]
    fn one_element_of_a_long_list_is_shown() {
        let element = serde_json::json!({"name": "x".repeat(60), "other": "y".repeat(60)});
        let all = pretty_json(&serde_json::json!([element, element, element]), 40);
        assert_eq!(all.len(), 7, "{all:#?}");
        assert_eq!(all[5], "  ...");
    }
}
