//! Parses `Link` headers (RFC 8288).

use reqwest::Url;
use reqwest::header::{HeaderMap, LINK};
use std::fmt;

/// The links of a response, in order.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::ApiResponse;
/// fn is_last_page<T>(response: &ApiResponse<T>) -> bool {
///     response.links().next().is_none()
/// }
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Links(Vec<Link>);

/// A link: its target and relations.
#[derive(Clone, PartialEq, Eq)]
struct Link {
    target: Url,
    relations: Vec<String>,
}

impl Links {
    /// The links in `Link` headers; relative ones are resolved against the requested URL.
    ///
    /// Anything that is not a link is skipped, and so are links with an `anchor`: they belong to another resource.
    pub(crate) fn of(headers: &HeaderMap, url: &Url) -> Self {
        let mut links = Vec::new();
        for value in headers.get_all(LINK) {
            let text = String::from_utf8_lossy(value.as_bytes());
            for parsed in parse(&text) {
                if parsed.has_anchor {
                    continue;
                }
                if let Ok(mut target) = url.join(parsed.target) {
                    target.set_fragment(None);
                    let relations = parsed.relations;
                    links.push(Link { target, relations });
                }
            }
        }
        Self(links)
    }

    /// The URL of a relation: `next`, `prev`, ...
    pub fn get(&self, relation: &str) -> Option<&str> {
        Some(self.url(relation)?.as_str())
    }

    /// The page after this one.
    pub fn next(&self) -> Option<&str> {
        self.get("next")
    }

    /// The page before this one.
    pub fn prev(&self) -> Option<&str> {
        self.get("prev")
    }

    /// The first page.
    pub fn first(&self) -> Option<&str> {
        self.get("first")
    }

    /// The last page.
    pub fn last(&self) -> Option<&str> {
        self.get("last")
    }

    pub(crate) fn url(&self, relation: &str) -> Option<&Url> {
        let is_it = |name: &String| name.eq_ignore_ascii_case(relation);
        let link = self.0.iter().find(|link| link.relations.iter().any(is_it))?;
        Some(&link.target)
    }
}

/// Shows the relations, and the URLs without their queries, which may hold keys.
impl fmt::Debug for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let without_query = |link: &Link| {
            let mut target = link.target.clone();
            target.set_query(None);
            (link.relations.join(" "), String::from(target))
        };
        f.debug_map().entries(self.0.iter().map(without_query)).finish()
    }
}

/// A link before its URL is resolved.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parsed<'a> {
    target: &'a str,
    relations: Vec<String>,
    has_anchor: bool,
}

/// The links of one header. Accepts a little more than the grammar.
fn parse(text: &str) -> Vec<Parsed<'_>> {
    let mut links = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            return links;
        }
        let Some((target, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) else {
            // Not a link: skipped up to the next comma.
            rest = rest.split_once(',').map_or("", |(_, after)| after);
            continue;
        };
        let mut link = Parsed { target: target.trim(), ..Parsed::default() };
        rest = parameters(after, &mut link);
        links.push(link);
    }
}

/// Parses the parameters of a link, up to the comma that ends it; returns the rest.
fn parameters<'a>(mut rest: &'a str, link: &mut Parsed<'_>) -> &'a str {
    let mut has_relations = false;
    loop {
        rest = rest.trim_ascii_start();
        match rest.chars().next() {
            None | Some(',') => return rest,
            Some(';') => {
                rest = rest.trim_start_matches(|c: char| c == ';' || c.is_ascii_whitespace())
            }
            // Not in the grammar: skipped.
            Some(_) => {}
        }
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let name = name.trim();
        let value;
        (value, rest) = match after.strip_prefix('=') {
            Some(after) => parameter_value(after.trim_ascii_start()),
            None => (String::new(), after),
        };
        if name.eq_ignore_ascii_case("rel") {
            // Only the first `rel` counts.
            if !has_relations {
                link.relations = value.split_ascii_whitespace().map(str::to_owned).collect();
                has_relations = true;
            }
        } else if name.eq_ignore_ascii_case("anchor") {
            link.has_anchor = true;
        }
    }
}

/// A value, quoted or not, and the rest.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => break,
            '\\' => value.extend(characters.next()),
            c => value.push(c),
        }
    }
    (value, characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use reqwest::header::HeaderValue;

    fn links(headers: &[&str]) -> Links {
        let url = Url::parse("https://h.example/api/v1/things?perPage=3").unwrap();
        let mut map = HeaderMap::new();
        for header in headers {
            map.append(LINK, HeaderValue::from_bytes(header.as_bytes()).unwrap());
        }
        Links::of(&map, &url)
    }

    fn next(headers: &[&str]) -> Option<String> {
        links(headers).next().map(str::to_owned)
    }

    #[test]
    fn grammar() {
        let found = Some("https://h.example/2".to_owned());
        for header in [
            r#"<https://h.example/2>; rel="next""#,
            "<https://h.example/2>; rel=next",
            "<https://h.example/2>;rel=next",
            "<https://h.example/2> ; rel = next ",
            r#"<https://h.example/2>; REL="NEXT""#,
            r#"<https://h.example/2>; rel="last next""#,
            r#"<https://h.example/2>; rel=" next  last ""#,
            r#"<https://h.example/2>; title="a, b; <c>; rel=prev"; rel=next"#,
            r#"<https://h.example/2>; title="a \" b"; rel="next""#,
            r#"<https://h.example/2>; rel="ne\xt""#,
            "<https://h.example/2>; crossorigin; rel=next",
            "<https://h.example/2>; rel=next; rel=prev",
            "<https://h.example/2>;; rel=next;",
            ", ,<https://h.example/2>; rel=next,",
            r#"<https://h.example/1>; rel=first, <https://h.example/2>; rel=next, <https://h.example/9>; rel=last"#,
            r#"<https://h.example/1>; rel="first",<https://h.example/2>; rel="next",<https://h.example/9>; rel="last""#,
            "no link at all, <https://h.example/2>; rel=next",
            "<https://[bad>; rel=next, <https://h.example/2>; rel=next",
            "<https://h.example/2>; rel=next, <https://h.example/3>; rel=next",
            r##"<https://h.example/7>; rel=next; anchor="#x", <https://h.example/2>; rel=next"##,
            "</2>; rel=next",
            "<//h.example/2>; rel=next",
            "<../../2>; rel=next",
            "<https://h.example/2#part>; rel=next",
            "<https://h.example/2>; rel=next; title=\"never ends",
        ] {
            assert_eq!(next(&[header]), found, "{header}");
        }
        for header in [
            "",
            ",",
            "<",
            "<>",
            "<https://h.example/2>",
            "<https://h.example/2>; rel",
            "<https://h.example/2>; rel=prev",
            "<https://h.example/2>; rel=nextpage",
            "<https://h.example/2; rel=next",
            "https://h.example/2; rel=next",
            r#"<https://h.example/2>; rel=prev; rel=next"#,
            r#"<https://h.example/2>; title="rel=next""#,
            r#"<https://h.example/2>; title="x; rel=next"#,
        ] {
            assert_eq!(next(&[header]), None, "{header}");
        }
    }

    #[test]
    fn several_headers_and_all_relations() {
        let links =
            links(&["<1>; rel=first", "<4>; rel=prev, <?a=b>; rel=\"next\"", "<9>; rel=last"]);
        assert_eq!(links.first(), Some("https://h.example/api/v1/1"));
        assert_eq!(links.prev(), Some("https://h.example/api/v1/4"));
        assert_eq!(links.next(), Some("https://h.example/api/v1/things?a=b"));
        assert_eq!(links.last(), Some("https://h.example/api/v1/9"));
        assert_eq!(links.get("other"), None);
    }

    #[test]
    fn tokens_stay_as_they_are() {
        let target = "https://h.example/x?startingAfter=a%2Fb+c==&t=%7B%22x%22:1%7D&e=&flag";
        assert_eq!(next(&[&format!("<{target}>; rel=next")]).as_deref(), Some(target));
    }

    proptest! {
        #[test]
        fn any_header_is_read(text in any::<String>()) {
            parse(&text);
        }

        #[test]
        fn any_punctuation_is_read(text in r#"[<>;,="\\ a-]{0,30}"#) {
            parse(&text);
        }

        #[test]
        fn encoding_and_decoding_are_inverse(
            links in proptest::collection::vec(("[a-z/?&=%]{1,12}", "[a-z]{1,6}", any::<bool>(), r#"[ -~]{0,12}"#), 0..5)
        ) {
            let header: Vec<String> = links
                .iter()
                .map(|(target, relation, quoted, title)| {
                    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
                    let quote = if *quoted { "\"" } else { "" };
                    format!("<{target}>; title=\"{title}\"; rel={quote}{relation}{quote}")
                })
                .collect();
            let header = header.join(", ");
            let read: Vec<_> = parse(&header).into_iter().map(|l| (l.target.to_owned(), l.relations)).collect();
            let written: Vec<_> = links.into_iter().map(|(target, relation, ..)| (target, vec![relation])).collect();
            prop_assert_eq!(read, written);
        }
    }
}
