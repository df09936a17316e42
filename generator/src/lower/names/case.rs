//! Names in documents -> legal Rust names. The result depends on the name only.
//!
//! This is the only file that changes the case of names.

use super::acronyms;
use crate::profile;
use crate::rust_keywords::KEYWORDS;
use heck::{ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};

/// The name of a module, function, field or argument.
pub(crate) fn snake(text: &str) -> String {
    let name = spell(text).to_snake_case();
    let name =
        if name.starts_with(|c: char| c.is_ascii_digit()) { format!("v{name}") } else { name };
    if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The name of a constant.
pub(crate) fn constant(text: &str) -> String {
    snake(text).trim_end_matches('_').to_ascii_uppercase()
}

/// The name of a type or a variant.
pub(crate) fn upper_camel(text: &str) -> String {
    // heck drops characters between digits, so "2.4" and "24" would become the same name.
    let spelled = spell(text);
    let mut name = String::new();
    for word in spelled.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        let word = word.to_upper_camel_case();
        if name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit())
        {
            name.push('_');
        }
        name.push_str(&word);
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, 'V');
    }
    if name == "Self" { "Self_".to_owned() } else { name }
}

/// The name of a crate or a Cargo feature.
pub(crate) fn kebab(text: &str) -> String {
    snake(text).trim_end_matches('_').replace('_', "-")
}

/// The name of a crate, from the title of the API. A name with another meaning in Rust or in generated code takes a suffix.
pub(crate) fn package(title: &str) -> String {
    let name = kebab(title);
    if profile::package_name(&name).is_err() { format!("{name}-client") } else { name }
}

/// Spells a text in ASCII letters, digits and separators. The result is never empty.
fn spell(text: &str) -> String {
    /// The maximum length of a name. File names are derived from names, and their length is limited.
    const LONGEST: usize = 120;
    let mut spelled = acronyms::join(&spell_whole(text));
    spelled.truncate(LONGEST);
    spelled
}

fn spell_whole(text: &str) -> String {
    let mut ascii = deunicode::deunicode(text);
    if let Some(sign) = sign(&ascii) {
        return format!("{sign} {ascii}");
    }
    if let Some(start) = ascii.find(|c: char| c.is_ascii_alphanumeric()) {
        return ascii.split_off(start);
    }
    if ascii.is_empty() {
        return if text.is_empty() { "empty".to_owned() } else { code_points(text) };
    }
    let words: Vec<&str> = ascii.chars().filter_map(symbol).collect();
    if words.is_empty() { code_points(text) } else { words.join(" ") }
}

/// The name of the sign of a number. It distinguishes `-1` from `+1`.
fn sign(text: &str) -> Option<&'static str> {
    let mut characters = text.chars();
    let sign = characters.next().filter(|first| matches!(first, '+' | '-'))?;
    characters.next().filter(char::is_ascii_digit).and_then(|_| symbol(sign))
}

/// Spells a text as Unicode code points.
fn code_points(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|c| format!("u{:x}", u32::from(c))).collect();
    numbers.join(" ")
}

/// The name of a character that is not allowed in names.
fn symbol(character: char) -> Option<&'static str> {
    Some(match character {
        '!' => "not",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '\\' => "backslash",
        '^' => "caret",
        '_' => "underscore",
        '|' => "or",
        '~' => "tilde",
        _ => return None,
    })
}

/// A name in lowerCamelCase, the usual case of `operationId`.
pub(crate) fn lower_camel(text: &str) -> String {
    spell(text).to_lower_camel_case()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_variants_are_upper_camel_case() {
        let cases = [
            ("Group policy", "GroupPolicy"),
            ("policiesBySsid", "PoliciesBySsid"),
            ("2.4", "V2_4"),
            ("5", "V5"),
            ("", "Empty"),
            ("MV21/MV71", "Mv21Mv71"),
            ("802.1x", "V802_1x"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("self", "Self_"),
            ("größe", "Grosse"),
            ("\u{200b}", "U200b"),
        ];
        for (text, expected) in cases {
            assert_eq!(upper_camel(text), expected, "{text}");
        }
    }

    #[test]
    fn fields_are_snake_case_and_never_keywords() {
        let cases = [
            ("groupPolicy8021x", "group_policy8021x"),
            ("type", "type_"),
            ("MV21/MV71", "mv21_mv71"),
            ("0", "v0"),
            ("_json", "json"),
            ("", "empty"),
            ("*", "star"),
        ];
        for (text, expected) in cases {
            assert_eq!(snake(text), expected, "{text}");
        }
    }
}
