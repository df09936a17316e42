//! Escapes strings from documents for Markdown.

use crate::cli::report::visible;

/// Escapes a line of text. Code in backticks stays code; everything else that has a meaning in Markdown is escaped, unless
/// it is escaped already.
pub(super) fn text(text: &str) -> String {
    let text = visible(text);
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text.as_str();
    // The first character can start a heading, a quotation or a list.
    if text.starts_with(['#', '>', '-', '+', '=']) {
        markdown.push('\\');
    }
    while let Some(character) = rest.chars().next() {
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '`' => match rest.split_once('`') {
                Some((inside, after)) if !inside.is_empty() => {
                    markdown.push_str(&code(inside));
                    rest = after;
                }
                _ => markdown.push_str("\\`"),
            },
            '\\' => {
                markdown.push('\\');
                let escaped = rest.chars().next().filter(char::is_ascii_punctuation);
                markdown.push(escaped.unwrap_or('\\'));
                rest = rest.get(escaped.map_or(0, char::len_utf8)..).unwrap_or_default();
            }
            '<' | '[' | ']' | '*' | '_' | '~' | '|' | '!' | '&' => {
                markdown.extend(['\\', character]);
            }
            // Prevents mentions, which notify users on GitHub.
            '@' => markdown.push_str("@&#8203;"),
            other => markdown.push(other),
        }
    }
    markdown
}

/// Formats a name as code.
pub(super) fn code(name: &str) -> String {
    let name = visible(name);
    let longest = name.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    match name.starts_with(['`', ' ']) || name.ends_with(['`', ' ']) || name.is_empty() {
        true => format!("{fence} {name} {fence}"),
        false => format!("{fence}{name}{fence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{code, text};

    #[test]
    fn names_stay_names() {
        assert_eq!(code("getA"), "`getA`");
        assert_eq!(code("a`b\n# ``c"), r"```a`b\n# ``c```");
        assert_eq!(code("`a"), "`` `a ``");
    }

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        assert_eq!(text("# a -> b"), r"\# a -> b");
        assert_eq!(
            text("query parameter `max_items` is new"),
            "query parameter `max_items` is new"
        );
        assert_eq!(text(r"now says “\<b\> 1\_000”"), r"now says “\<b\> 1\_000”");
        assert_eq!(
            text("a` <img> [x](y) @all ![i](z)\n## 9"),
            r"a\` \<img> \[x\](y) @&#8203;all \!\[i\](z)\\n## 9",
        );
        assert_eq!(text("`a``b` \\"), r"`a``b` \\");
    }
}
