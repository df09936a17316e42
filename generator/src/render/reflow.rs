//! Formatted code -> its lines, joined where they fit on one line.
//!
//! prettyplease breaks lines after 89 characters. Lists, calls and chains of calls that fit in the 100 characters of rustfmt
//! are joined again.

/// The maximum width of a line, as in rustfmt.
pub(super) const WIDTH: usize = 100;

/// Splits code into lines, and joins those that fit on one line.
pub(super) fn reflow(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.lines().peekable();
    while let Some(line) = rest.next() {
        lines.push(line.to_owned());
        join_attribute(&mut lines);
        join_values(&mut lines);
        if closes(line) {
            join_list(&mut lines);
        }
        // The list may be the argument of the last call of a chain.
        let goes_on = rest.peek().is_some_and(|next| is_call(next) && depth(next) == depth(line));
        if let Some(last) = lines.last()
            && is_call(last)
            && !goes_on
            && !last.ends_with(['(', '[', '{'])
        {
            let depth = depth(last);
            join_chain(&mut lines, depth);
        }
    }
    lines
}

/// Joins the field or variant on the last line with the attribute above it, except `#[cfg]`.
fn join_attribute(lines: &mut Vec<String>) {
    if let [.., attribute, item] = lines.as_slice()
        && is_attribute(attribute)
        && !attribute.trim_start().starts_with("#[cfg(")
        && attribute.ends_with(']')
        && item.ends_with(',')
        && !is_text(item)
        && depth(attribute) == depth(item)
    {
        let joined = format!("{attribute} {}", item.trim_start());
        replace(lines, lines.len() - 2, joined);
    }
}

/// Joins the variant of a string enum on the last line with those above it, if they have no documentation.
fn join_values(lines: &mut Vec<String>) {
    if let [.., above, variants, variant] = lines.as_slice()
        && is_value(variant)
        && is_value(variants)
        && !above.trim_start().starts_with("//")
    {
        let joined = format!("{variants} {}", variant.trim_start());
        replace(lines, lines.len() - 2, joined);
    }
}

/// Joins the list that the last line closes, if each of its items is on one line.
fn join_list(lines: &mut Vec<String>) {
    let Some((close, before)) = lines.split_last() else { return };
    let Some(start) = before.iter().rposition(|line| depth(line) <= depth(close)) else { return };
    let Some((open, items)) = before.get(start..).and_then(<[String]>::split_first) else {
        return;
    };
    let is_import = open.trim_start().starts_with("use ") || open.starts_with("pub use ");
    let opens = (!is_text(open) || is_attribute(open))
        && (open.ends_with(['(', '[']) || is_import && open.ends_with('{'))
        && depth(open) == depth(close);
    let are_plain = items.iter().all(|line| depth(line) == depth(open) + 4 && !is_text(line));
    if !opens || !are_plain {
        return;
    }
    let items: Vec<&str> = items.iter().map(|line| line.trim_start()).collect();
    let items = items.join(" ");
    let items = items.strip_suffix(',').unwrap_or(&items);
    replace(lines, start, format!("{open}{items}{}", close.trim_start()));
}

/// Joins the chain of calls on the last lines, which have the same depth.
fn join_chain(lines: &mut Vec<String>, depth_of_calls: usize) {
    let is_of_chain = |line: &String| is_call(line) && depth(line) == depth_of_calls;
    let Some(start) = lines.iter().rposition(|line| !is_of_chain(line)) else { return };
    let Some((object, calls)) = lines.get(start..).and_then(<[String]>::split_first) else {
        return;
    };
    if calls.is_empty() || is_text(object) || depth(object) + 4 != depth_of_calls {
        return;
    }
    let calls: String = calls.iter().map(|line| line.trim_start()).collect();
    replace(lines, start, format!("{object}{calls}"));
}

/// Replaces the lines from `start` with the joined line, if it fits.
fn replace(lines: &mut Vec<String>, start: usize, joined: String) {
    if joined.chars().count() <= WIDTH {
        lines.truncate(start);
        lines.push(joined);
    }
}

/// Whether a line consists of variants without values.
fn is_value(line: &str) -> bool {
    let Some(variants) = line.trim_start().strip_suffix(',') else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    variants.starts_with("#[value(")
        || variants.starts_with(|c: char| c.is_ascii_uppercase())
            && variants.split(", ").all(|name| name.starts_with("#[") || name.chars().all(is_name))
}

/// Whether a line begins with an attribute.
fn is_attribute(line: &str) -> bool {
    line.trim_start().starts_with("#[")
}

/// Whether a line is a comment or an attribute.
fn is_text(line: &str) -> bool {
    line.trim_start().starts_with(['/', '#'])
}

/// Whether a line is a method call on the expression before it.
fn is_call(line: &str) -> bool {
    line.trim_start().starts_with('.')
}

/// Whether a line begins with a closing delimiter.
fn closes(line: &str) -> bool {
    line.trim_start().starts_with([')', ']', '}'])
}

/// The indentation of a line.
fn depth(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::reflow;

    #[test]
    fn what_fits_is_joined() {
        let text = "\
use runtime::{
    Call, Request,
};
fn f(
    a: u8,
    b: u8,
) -> u8 {
    let x = client
        .scope()
        .operation(
            [
                1,
                2,
            ],
        )
        .await?;
}
#[object(
    a,
    b
)]
enum E {
    #[value(\"c\")]
    C,
    #[value(\"d\")]
    D,
    /// e
    #[value(\"e\")]
    E,
    #[value(\"f\")]
    F,
}";
        let joined = [
            "use runtime::{Call, Request};",
            "fn f(a: u8, b: u8) -> u8 {",
            "    let x = client.scope().operation([1, 2]).await?;",
            "}",
            "#[object(a, b)]",
            "enum E {",
            "    #[value(\"c\")] C, #[value(\"d\")] D,",
            "    /// e",
            "    #[value(\"e\")] E,",
            "    #[value(\"f\")] F,",
            "}",
        ];
        assert_eq!(reflow(text), joined);
    }

    #[test]
    fn what_does_not_fit_or_is_text_stays() {
        let long = format!("f(\n    {},\n    b,\n);", "a".repeat(100));
        let attribute = "&[\n    #[cfg(test)]\n    a,\n];";
        let docs = "/// (\n/// a\n/// )";
        let body = "fn f() {\n    a\n}";
        for text in [long.as_str(), attribute, docs, body] {
            assert_eq!(reflow(text).join("\n"), text);
        }
    }
}
