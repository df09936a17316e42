//! Finds credentials in strings, in any encoding: JSON and JavaScript escapes, percent-encoding, forms, character references of
//! HTML, and nested combinations of two of these.
//!
//! At each position, the character is decoded in every possible way. A mixture of encodings therefore hides nothing, the rest
//! of the string is unchanged, and the time is linear.

/// Replaces a credential.
const REDACTED: &str = "[key]";

/// The minimum length of a credential that is redacted inside words. A shorter one could be a part of any word.
const SHORT: usize = 4;

/// The maximum number of nested encodings.
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

/// An API key, or another string that must never be shown.
pub(crate) struct Secret(Vec<char>);

impl Secret {
    /// A string to redact; `None` if it is empty.
    pub(crate) fn new(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.chars().collect()))
    }

    /// The end of the secret that begins at a position.
    fn end(&self, text: &str, start: usize) -> Option<usize> {
        let mut ends = vec![start];
        for expected in &self.0 {
            let mut next = Vec::new();
            for at in ends {
                read(text, at, DEPTH, &mut |c, end| {
                    if c == *expected && !next.contains(&end) {
                        next.push(end);
                    }
                });
            }
            if next.is_empty() {
                return None;
            }
            ends = next;
        }
        let end = ends.into_iter().max()?;
        (self.0.len() >= SHORT || stands_alone(text, start, end)).then_some(end)
    }

    /// Whether the secret can begin with a character, as it is or encoded.
    fn may_begin(&self, c: char) -> bool {
        self.0.first().is_some_and(|first| *first == c || c == '+' && *first == ' ')
            || is_introduction(c)
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
        match secrets
            .clone()
            .filter(|secret| secret.may_begin(c))
            .filter_map(|secret| secret.end(&text, at))
            .max()
        {
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

/// Whether a character introduces an encoded one.
fn is_introduction(c: char) -> bool {
    matches!(c, '\\' | '%' | '&')
}

/// Decodes the character at a position in every possible way. `found` receives the character and the position after it.
/// `depth` is the maximum number of nested encodings.
fn read(text: &str, at: usize, depth: usize, found: &mut dyn FnMut(char, usize)) {
    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
    found(c, at + c.len_utf8());
    let Some(depth) = depth.checked_sub(1) else { return };
    if c == '+' {
        found(' ', at + 1);
    }
    if is_introduction(c) {
        read(text, at, depth, &mut |introduction, at| match introduction {
            '\\' => read_escape(text, at, depth, found),
            '%' => read_percent(text, at, depth, found),
            '&' => read_reference(text, at, depth, found),
            _ => {}
        });
    }
}

/// Reads what follows a backslash.
fn read_escape(text: &str, at: usize, depth: usize, found: &mut dyn FnMut(char, usize)) {
    read(text, at, depth, &mut |c, at| match c {
        'n' => found('\n', at),
        'r' => found('\r', at),
        't' => found('\t', at),
        'x' => {
            if let Some(c) = hex(text, at, 2).and_then(char::from_u32) {
                found(c, at + 2);
            }
        }
        'u' => {
            let Some(unit) = hex(text, at, 4) else { return };
            match char::from_u32(unit) {
                Some(c) => found(c, at + 4),
                None => read_low_surrogate(text, at + 4, unit, depth, found),
            }
        }
        c if c.is_ascii_punctuation() => found(c, at),
        _ => {}
    });
}

/// Reads the second half of a character beyond 16 bits.
fn read_low_surrogate(
    text: &str,
    at: usize,
    high: u32,
    depth: usize,
    found: &mut dyn FnMut(char, usize),
) {
    read(text, at, depth, &mut |c, at| {
        let is_escape = c == '\\' && text.get(at..).is_some_and(|rest| rest.starts_with('u'));
        let Some(low) = hex(text, at + 1, 4).filter(|_| is_escape) else { return };
        let units = [high, low].map(|unit| u16::try_from(unit).unwrap_or_default());
        if let Some(Ok(c)) = char::decode_utf16(units).next() {
            found(c, at + 5);
        }
    });
}

/// Reads what follows a percent sign: the first byte of a character, and the others with percent signs of their own.
fn read_percent(text: &str, at: usize, depth: usize, found: &mut dyn FnMut(char, usize)) {
    let Some(first) = hex(text, at, 2).and_then(|byte| u8::try_from(byte).ok()) else { return };
    let length = match first {
        0..0x80 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    let (mut bytes, mut at) = (vec![first], at + 2);
    while bytes.len() < length {
        let mut next = None;
        read(text, at, depth, &mut |c, at| {
            let byte = hex(text, at, 2).filter(|_| c == '%');
            next = next.or_else(|| Some((u8::try_from(byte?).ok()?, at + 2)));
        });
        let Some((byte, end)) = next else { return };
        bytes.push(byte);
        at = end;
    }
    if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
        found(c, at);
    }
}

/// Reads what follows an ampersand.
fn read_reference(text: &str, at: usize, depth: usize, found: &mut dyn FnMut(char, usize)) {
    let mut read_end = |c: Option<char>, at: usize| {
        if let Some(c) = c {
            read(text, at, depth, &mut |end, at| {
                if end == ';' {
                    found(c, at);
                }
            });
        }
    };
    let name = word(text, at);
    if !name.is_empty() {
        let named = REFERENCES.iter().find(|(_, reference)| name.eq_ignore_ascii_case(reference));
        return read_end(named.map(|(c, _)| *c), at + name.len());
    }
    read(text, at, depth, &mut |c, at| {
        let digits = word(text, at);
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        let code = code.ok().filter(|_| c == '#');
        read_end(code.and_then(char::from_u32), at + digits.len());
    });
}

/// The letters and digits at a position: at most as many as a character reference has.
fn word(text: &str, at: usize) -> &str {
    const LONGEST: usize = 9;
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    rest.get(..length).unwrap_or_default()
}

/// The number of so many hexadecimal digits at a position.
fn hex(text: &str, at: usize, digits: usize) -> Option<u32> {
    let digits = text.get(at..at.checked_add(digits)?)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
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
