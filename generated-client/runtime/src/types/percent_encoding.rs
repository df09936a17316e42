//! Percent-encodes strings for paths, queries and cookies.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The characters that are encoded in a value that keeps reserved characters: those that would end it or mean a space,
/// and those that URLs do not allow.
const MEANT: &AsciiSet = &RESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'?')
    .remove(b'@')
    .remove(b'[')
    .remove(b']');

/// The characters that are encoded in several path segments: those that would end the path, or that URLs do not allow
/// there.
const OF_PATH: &AsciiSet = &MEANT.remove(b'&').remove(b'+').add(b'?').add(b'[').add(b']');

/// A string, encoded for several path segments: reserved characters are kept, slashes among them.
pub(crate) fn encoded_segments(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, OF_PATH).into()
}

/// A string, encoded for a path segment or a cookie.
pub(crate) fn encoded(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// Appends a string, encoded for a path segment or a cookie.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends a string, encoded for a form: like a path segment, except for the space.
pub(crate) fn push_form_encoded(out: &mut String, text: &str) {
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push('+');
        }
        push_encoded(out, word);
    }
}

/// Appends a string, encoded for a query parameter that keeps reserved characters.
pub(crate) fn push_reserved(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, MEANT));
}

/// Appends `name=value` to a query.
pub(crate) fn push_pair(query: &mut String, name: &str, value: &str) {
    push_parameter_name(query, name);
    push_form_encoded(query, value);
}

/// Appends `name=` to a query, to be followed by its value.
pub(crate) fn push_parameter_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_form_encoded(query, name);
    query.push('=');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn in_path(text: &str) -> String {
        let mut out = String::new();
        push_encoded(&mut out, text);
        out
    }

    fn in_query(text: &str) -> String {
        let mut out = String::new();
        push_form_encoded(&mut out, text);
        out
    }

    /// The results of `urllib.parse.quote(text, safe="")` and `quote_plus(text)`.
    #[test]
    fn encodes_as_python_does() {
        let cases = [
            ("N_24329156", "N_24329156", "N_24329156"),
            ("a b", "a%20b", "a+b"),
            ("  ", "%20%20", "++"),
            ("a/b", "a%2Fb", "a%2Fb"),
            ("100%", "100%25", "100%25"),
            ("%2F", "%252F", "%252F"),
            ("a&b=c", "a%26b%3Dc", "a%26b%3Dc"),
            ("a+b", "a%2Bb", "a%2Bb"),
            ("Miles's", "Miles%27s", "Miles%27s"),
            ("-._~", "-._~", "-._~"),
            ("!*()", "%21%2A%28%29", "%21%2A%28%29"),
            ("statuses[]", "statuses%5B%5D", "statuses%5B%5D"),
            ("?#", "%3F%23", "%3F%23"),
            ("é", "%C3%A9", "%C3%A9"),
            ("日本", "%E6%97%A5%E6%9C%AC", "%E6%97%A5%E6%9C%AC"),
            ("\r\n", "%0D%0A", "%0D%0A"),
            ("", "", ""),
        ];
        for (text, path, query) in cases {
            assert_eq!(in_path(text), path, "{text:?} in a path");
            assert_eq!(in_query(text), query, "{text:?} in a query");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes(text in ".*") {
            for encoded in [in_path(&text), in_query(&text).replace('+', " ")] {
                let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8();
                prop_assert_eq!(decoded.unwrap(), text.as_str());
            }
        }

        #[test]
        fn what_is_encoded_survives_the_url_parser(text in ".+") {
            let path = in_path(&text);
            prop_assume!(path != "." && path != "..");
            let query = in_query(&text);
            let url = reqwest::Url::parse(&format!("http://h/{path}?q={query}")).unwrap();
            let full_path = format!("/{path}");
            let full_query = format!("q={query}");
            prop_assert_eq!(url.path(), full_path.as_str());
            prop_assert_eq!(url.query(), Some(full_query.as_str()));
            prop_assert_eq!(url.fragment(), None);
        }
    }
}
