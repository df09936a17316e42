//! Words of plain text -> the same words in Markdown, escaped.

/// Escapes a word anywhere in a line. URLs become links.
pub(crate) fn escape_with_links(word: &str) -> String {
    // Fast path: most words are not URLs.
    if !word.contains(':') {
        return escape(word);
    }
    let mut escaped = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(start) = rest.find("https://").or_else(|| rest.find("http://")) {
        let (before, from) = rest.split_at(start);
        let (url, after) = from.split_at(url_length(from));
        escaped.push_str(&escape(before));
        if url.ends_with("://") {
            escaped.push_str(&escape(url));
        } else {
            escaped.push_str(&format!("<{url}>"));
        }
        rest = after;
    }
    escaped.push_str(&escape(rest));
    escaped
}

/// The length of the URL at the start of a text, without the punctuation of the sentence.
fn url_length(text: &str) -> usize {
    let end = text
        .find(|c: char| "<>\"'`()[]{}|\\^,;".contains(c) || !c.is_ascii())
        .unwrap_or(text.len());
    let url = text.get(..end).unwrap_or(text);
    let trimmed = url.trim_end_matches(['.', ':', '!', '?', '*', '_']).len();
    // "http://." is not a URL. Skip its scheme, so that it is not found again.
    trimmed.max(url.find("://").map_or(0, |at| at + 3))
}

/// Escapes a word that is not at the start of a line.
pub(crate) fn escape(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for (index, character) in word.char_indices() {
        let in_word = || {
            let before = word.get(..index).and_then(|text| text.chars().next_back());
            let after = word.get(index + 1..).and_then(|text| text.chars().next());
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
        };
        let special = match character {
            '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            '_' => !in_word(),
            // The start of a heading.
            '#' => index == 0 && matches!(word, "##" | "###"),
            // The end of the scheme of a URL without a host.
            ':' => word.get(index..).is_some_and(|rest| rest.starts_with("://")),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Escapes a word at the start of a line, where more characters have a meaning.
pub(crate) fn at_line_start(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < word.len() && (digits.starts_with(['.', ')'])) {
        let number = word.get(..word.len() - digits.len()).unwrap_or_default();
        return format!("{number}\\{digits}");
    }
    let heading = word == "##" || word == "###";
    if !heading && word.starts_with(['#', '+', '-', '=', ':']) {
        return format!("\\{word}");
    }
    word.to_owned()
}
