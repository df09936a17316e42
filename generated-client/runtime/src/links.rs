//! `Link` headers, RFC 8288: in come the headers of an answer and its URL, out come absolute URLs by relation.

use reqwest::Url;
use reqwest::header::{HeaderMap, LINK};

/// The links of an answer, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(Vec<Link>);

/// One link: where to, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Link {
    target: Url,
    relations: Vec<String>,
}

impl Links {
    /// The links in `Link` headers; relative ones are resolved against the URL that was asked for.
    ///
    /// What is not a link is passed over, as are links that belong to another resource (`anchor`).
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

/// A link as it stands in a header.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parsed<'a> {
    target: &'a str,
    relations: Vec<String>,
    has_anchor: bool,
}

/// The links of one header, as the grammar has them and a little beyond.
fn parse(text: &str) -> Vec<Parsed<'_>> {
    let mut links = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
        if rest.is_empty() {
            return links;
        }
        let Some((target, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) else {
            // No link: whatever it is ends at the next comma.
            rest = rest.split_once(',').map_or("", |(_, after)| after);
            continue;
        };
        let mut link = Parsed { target: target.trim(), ..Parsed::default() };
        rest = parameters(after, &mut link);
        links.push(link);
    }
}

/// Reads the parameters of a link, up to the comma that ends it; gives what is left.
fn parameters<'a>(mut rest: &'a str, link: &mut Parsed<'_>) -> &'a str {
    let mut has_relations = false;
    loop {
        rest = rest.trim_ascii_start();
        match rest.chars().next() {
            None | Some(',') => return rest,
            Some(';') => {
                rest = rest.trim_start_matches(|c: char| c == ';' || c.is_ascii_whitespace())
            }
            // Not in the grammar: passed over.
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
            // Of several `rel` only the first counts.
            if !has_relations {
                link.relations = value.split_ascii_whitespace().map(str::to_owned).collect();
                has_relations = true;
            }
        } else if name.eq_ignore_ascii_case("anchor") {
            link.has_anchor = true;
        }
    }
}

/// A value, quoted or not, and what is left behind it.
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
