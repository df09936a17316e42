//! HTML -> tags and text.

use crate::lower::docs::text::printable;

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    Text(&'h str),
    /// An opening tag: its name in lower case, and its attributes.
    Open(String, &'h str),
    /// A closing tag: its name in lower case.
    Close(String),
}

/// Whether a tag ends the current line.
pub(super) fn ends_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "hr"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "details"
            | "summary"
            | "table"
            | "thead"
            | "tbody"
            | "tr"
            | "caption"
            | "dl"
            | "dt"
            | "dd"
            | "ul"
            | "ol"
            | "li"
            | "pre"
            | "blockquote"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "aside"
            | "figure"
            | "center"
    )
}

/// Whether a name is that of an inline element.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "script"
            | "small"
            | "span"
            | "strong"
            | "style"
            | "sub"
            | "sup"
            | "td"
            | "th"
            | "tt"
            | "u"
            | "wbr"
    )
}

/// Splits HTML into tokens.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    let mut text_end = 0;
    while let Some(start) = rest.get(text_end..).and_then(|text| text.find('<')) {
        let start = text_end + start;
        let (before, from) = rest.split_at(start);
        let Some((token, after)) = tag(from) else {
            text_end = start + 1;
            continue;
        };
        if !before.is_empty() {
            tokens.push(Token::Text(before));
        }
        tokens.extend(token);
        rest = after;
        text_end = 0;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// Splits the tag or comment off the start of a text. A comment is not a token.
fn tag(html: &str) -> Option<(Option<Token<'_>>, &str)> {
    if let Some(comment) = html.strip_prefix("<!--") {
        let (_, after) = comment.split_once("-->")?;
        return Some((None, after));
    }
    let (inside, after) = html.strip_prefix('<')?.split_once('>')?;
    let (is_close, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside.strip_suffix('/').unwrap_or(inside)),
    };
    let length = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(length);
    let name = name.to_ascii_lowercase();
    let is_tag = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
    if !is_tag || !(ends_block(&name) || is_inline(&name)) {
        return None;
    }
    Some((Some(if is_close { Token::Close(name) } else { Token::Open(name, attributes) }), after))
}

/// The value of an attribute.
pub(super) fn attribute<'h>(attributes: &'h str, name: &str) -> Option<&'h str> {
    let (before, after) = attributes.split_once(name)?;
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => Some(value.strip_prefix(quote)?.split_once(quote)?.0),
        _ => value.split_whitespace().next(),
    }
}

/// Decodes entities, except those of invisible characters.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        decoded.push_str(before);
        let found = from.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        match found {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = from;
            }
        }
    }
    decoded.push_str(rest);
    printable(&decoded)
}

/// The character of a common entity, or of one with a number.
fn entity(name: &str) -> Option<char> {
    const NAMED: [(&str, char); 20] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("ndash", '\u{2013}'),
        ("mdash", '\u{2014}'),
        ("hellip", '\u{2026}'),
        ("lsquo", '\u{2018}'),
        ("rsquo", '\u{2019}'),
        ("ldquo", '\u{201c}'),
        ("rdquo", '\u{201d}'),
        ("bull", '\u{2022}'),
        ("middot", '\u{b7}'),
        ("copy", '\u{a9}'),
        ("reg", '\u{ae}'),
        ("trade", '\u{2122}'),
        ("rarr", '\u{2192}'),
        ("times", '\u{d7}'),
    ];
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match number {
        Some(number) => char::from_u32(number),
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, character)| *character),
    }
}
