//! Finds keys in strings, in whichever encoding they appear there: JSON and JavaScript escapes, percent-encoding, forms,
//! character references of HTML, and any two of these inside each other.
//!
//! A string is not decoded to find them. Each character of a key is compared with all of its spellings instead, so a
//! mixture of encodings hides nothing, and the rest of the string stays as it is.

/// Replaces a key.
const REDACTED: &str = "[key]";

/// A shorter key is redacted only where it stands alone: it could be a part of any word.
const SHORT: usize = 4;

/// How many encodings inside each other are recognized.
const DEPTH: usize = 2;

/// The names of character references in HTML.
const REFERENCES: [(char, &str); 18] = [
    ('!', "excl"),
    ('"', "quot"),
    ('#', "num"),
    ('$', "dollar"),
    ('%', "percnt"),
    ('&', "amp"),
    ('\'', "apos"),
    ('*', "ast"),
    ('+', "plus"),
    (',', "comma"),
    ('.', "period"),
    ('/', "sol"),
    (':', "colon"),
    ('<', "lt"),
    ('=', "equals"),
    ('>', "gt"),
    ('@', "commat"),
    ('_', "lowbar"),
];

/// A key, or another string that must never be shown.
pub(crate) struct Secret {
    text: String,
    /// For each character, its spellings but for itself.
    spellings: Vec<(char, Vec<String>)>,
}

impl Secret {
    /// A string to redact; `None` if it is empty.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let spellings = text.chars().map(|c| (c, other_spellings(c))).collect();
        (!text.is_empty()).then(|| Self { text: text.to_owned(), spellings })
    }

    /// Where the secret ends that begins at a position.
    fn end(&self, text: &str, start: usize) -> Option<usize> {
        let first = text.get(start..)?.chars().next()?;
        if self.spellings.first()?.0 != first && !begins_spelling(first) {
            return None;
        }
        let mut ends = vec![start];
        for (c, spellings) in &self.spellings {
            let mut next = Vec::new();
            for at in ends {
                push_ends(text, at, *c, spellings, DEPTH, &mut next);
            }
            next.sort_unstable();
            next.dedup();
            if next.is_empty() {
                return None;
            }
            ends = next;
        }
        let end = ends.pop()?;
        (self.text.len() >= SHORT || stands_alone(text, start, end)).then_some(end)
    }
}

/// The string without these secrets.
pub(crate) fn redact<'s>(
    text: String,
    secrets: impl Iterator<Item = &'s Secret> + Clone,
) -> String {
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match secrets.clone().filter_map(|secret| secret.end(&text, at)).max() {
            Some(end) => {
                out.extend([text.get(copied..at).unwrap_or_default(), REDACTED]);
                (at, copied) = (end, end);
            }
            None => at += c.len_utf8(),
        }
    }
    if copied == 0 {
        return text;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Adds the positions after a character that stands at a position in one of its spellings.
fn push_ends(
    text: &str,
    at: usize,
    c: char,
    spellings: &[String],
    depth: usize,
    ends: &mut Vec<usize>,
) {
    let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
    if first == c {
        ends.push(at + c.len_utf8());
    }
    if depth > 0 && begins_spelling(first) {
        for spelling in spellings {
            push_spelled(text, at, spelling, depth - 1, ends);
        }
    }
}

/// Whether a character begins a spelling, which may be encoded itself.
fn begins_spelling(c: char) -> bool {
    matches!(c, '\\' | '%' | '&' | '+')
}

/// Adds the positions after a spelling, whose characters may be encoded themselves.
fn push_spelled(text: &str, at: usize, spelling: &str, depth: usize, ends: &mut Vec<usize>) {
    let mut positions = vec![at];
    for c in spelling.chars() {
        let mut next = Vec::new();
        for at in positions {
            let found = text.as_bytes().get(at);
            if c.is_ascii_alphanumeric() {
                // Hexadecimal digits, and names.
                next.extend(found.filter(|b| b.eq_ignore_ascii_case(&low(c))).map(|_| at + 1));
            } else if depth == 0 {
                next.extend(found.filter(|b| char::from(**b) == c).map(|_| at + 1));
            } else {
                push_ends(text, at, c, &other_spellings(c), depth, &mut next);
            }
        }
        positions = next;
        if positions.is_empty() {
            return;
        }
    }
    ends.append(&mut positions);
}

/// An ASCII character as a byte.
fn low(c: char) -> u8 {
    u8::try_from(c).unwrap_or_default()
}

/// The spellings of a character, but for itself.
fn other_spellings(c: char) -> Vec<String> {
    let code = u32::from(c);
    let mut spellings = vec![format!("&#{code};"), format!("&#0{code};")];
    spellings.extend([format!("&#x{code:x};"), format!("&#x{code:04x};")]);
    let names = REFERENCES.iter().filter(|(named, _)| *named == c);
    spellings.extend(names.map(|(_, name)| format!("&{name};")));
    let utf_8 = c.to_string().into_bytes();
    spellings.push(utf_8.iter().map(|byte| format!("%{byte:02x}")).collect());
    let utf_16 = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
    spellings.push(utf_16);
    if code <= 0xff {
        spellings.push(format!("\\x{code:02x}"));
    }
    match c {
        ' ' => spellings.push("+".to_owned()),
        '\n' => spellings.push("\\n".to_owned()),
        '\r' => spellings.push("\\r".to_owned()),
        '\t' => spellings.push("\\t".to_owned()),
        c if c.is_ascii_punctuation() => spellings.push(format!("\\{c}")),
        _ => {}
    }
    spellings
}

/// Whether no letter or digit is next to a part of a string.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn redacted(text: &str, keys: &[&str]) -> String {
        let secrets: Vec<Secret> = keys.iter().filter_map(|key| Secret::new(key)).collect();
        redact(text.to_owned(), secrets.iter())
    }

    #[test]
    fn a_key_is_found_in_every_encoding() {
        const KEY: &str = "abcdEFGH/ijkl+mnop==";
        for encoded in [
            KEY,
            r"abcdEFGH\/ijkl+mnop==",
            r"abcdEFGH\u002Fijkl\u002bmnop==",
            r"\u0061bcdEFGH\x2fijkl+mnop\u003d=",
            "abcdEFGH%2Fijkl%2Bmnop%3D%3D",
            "abcdEFGH%2fijkl%2bmnop=%3d",
            "abcdEFGH%252Fijkl%252Bmnop%253D%253D",
            "abcdEFGH&#47;ijkl&plus;mnop&equals;&#061;",
            "abcdEFGH&#x2F;ijkl&#x2b;mnop==",
            "abcdEFGH&amp;#47;ijkl+mnop==",
            r"abcdEFGH\\/ijkl+mnop==",
            r"abcdEFGH\u00252Fijkl+mnop==",
        ] {
            let text = format!("bad key {encoded}, {encoded}");
            assert_eq!(redacted(&text, &[KEY]), "bad key [key], [key]", "{encoded}");
        }
        assert_eq!(redacted("abcdEFGH%2Gijkl", &[KEY]), "abcdEFGH%2Gijkl");
    }

    #[test]
    fn keys_of_any_characters_and_length() {
        assert_eq!(redacted("open+sesame, open%20sesame", &["open sesame"]), "[key], [key]");
        assert_eq!(redacted(r#"{"k":"gr\"an'\\t"}"#, &[r#"gr"an'\t"#]), r#"{"k":"[key]"}"#);
        assert_eq!(redacted("/x?api_key=gr&quot;an", &["gr\"an"]), "/x?api_key=[key]");
        assert_eq!(redacted("a%2Fb is not a%252Fb", &["a%2Fb"]), "[key] is not [key]");
        assert_eq!(redacted("ключ \\u043a\\u043b\\u044e\\u0447", &["ключ"]), "[key] [key]");
        assert_eq!(redacted("\\ud83d\\ude00!", &["😀!"]), "[key]");
        assert_eq!(redacted("abc tabc abc=abc", &["abc"]), "[key] tabc [key]=[key]");
        assert_eq!(redacted("of k: k1", &["k"]), "of [key]: k1");
        assert_eq!(redacted("nothing", &[""]), "nothing");
    }

    #[test]
    fn the_longest_of_several_keys_is_taken() {
        assert_eq!(
            redacted("user:password, password", &["password", "user:password"]),
            "[key], [key]"
        );
        assert_eq!(redacted("keys key", &["key", "keys"]), "[key] [key]");
    }

    proptest! {
        #[test]
        fn an_encoded_key_is_found(key in "[ -~]{4,20}", before in "[a-z ]{0,5}") {
            let json = serde_json::to_string(&key).unwrap();
            let percent = percent_encoding::utf8_percent_encode(&key, percent_encoding::NON_ALPHANUMERIC);
            let text = format!("{before}|{}|{percent}|{key}", json.trim_matches('"').replace('/', "\\/"));
            let shown = redacted(&text, &[&key]);
            prop_assert!(!shown.contains(&key) && !shown.contains(&percent.to_string()), "{shown}");
        }

        #[test]
        fn any_text_is_read(text in any::<String>(), key in any::<String>()) {
            redacted(&text, &[&key]);
        }
    }
}
