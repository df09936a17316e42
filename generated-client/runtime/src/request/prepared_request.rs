//! A request in the form in which it is sent, and its URL.

use super::query::Query;
#[cfg(feature = "tracing")]
use crate::api::Operation;
use crate::api::PageStyle;
use crate::auth::SecurityRequirements;
use crate::error::Error;
use crate::policy::{DecodeOptions, RetryPolicy};
use crate::session::Session;
use crate::types::Upload;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use std::borrow::Cow;
use std::time::Duration;

/// A request in the form in which it is sent, any number of times. The pipeline adds the headers that it manages.
#[derive(Clone)]
pub(crate) struct PreparedRequest {
    pub(crate) session: Session,
    /// The name of the request in errors.
    pub(crate) label: Cow<'static, str>,
    pub(crate) method: Method,
    /// Without credentials.
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    /// The `Accept` header.
    pub(crate) accept: HeaderValue,
    /// The success statuses that the API document describes; empty for any.
    pub(crate) success: &'static [&'static str],
    /// How a page of the listing refers to the next page.
    pub(crate) pages: PageStyle,
    /// Whether the response is streamed.
    pub(crate) streamed: bool,
    /// The operation's security requirements, if they differ from the API's default.
    pub(crate) security: Option<SecurityRequirements>,
    pub(crate) body: Option<Body>,
    /// The timeout of one attempt.
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) decode: DecodeOptions,
    /// The documented operation, if there is one.
    #[cfg(feature = "tracing")]
    pub(crate) operation: Option<&'static Operation>,
    /// The page of a listing that is requested, from 1 on.
    pub(crate) page: Option<u64>,
}

impl PreparedRequest {
    /// The path below the base URL; empty if the URL is elsewhere.
    pub(crate) fn path(&self) -> &str {
        self.session.path_of(&self.url).unwrap_or_default()
    }

    /// Points the request at another page of its listing. A link is read with GET, whatever found the first page.
    pub(crate) fn go_to_page(&mut self, page: Url) {
        self.url = page;
        if self.pages.follows_links() && self.method != Method::GET {
            self.method = Method::GET;
            self.body = None;
        }
    }

    /// Counts another page of a listing.
    pub(crate) fn next_page(&mut self) {
        self.page = Some(self.page.unwrap_or_default() + 1);
    }

    /// Whether its body has been sent and cannot be sent again.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.content.is_spent())
    }
}

/// A body and its media type.
#[derive(Clone)]
pub(crate) struct Body {
    pub(crate) media_type: HeaderValue,
    pub(crate) content: Upload,
}

/// The URL of a path below the base.
pub(super) fn url(base: &Url, path: &str, query: &Query) -> Result<Url, Error> {
    if let Some((_, rest)) = path.split_once('{') {
        let name = rest.split('}').next().unwrap_or_default();
        return Err(Error::request(format!("`{name}` of the path is not set")));
    }
    // Some documents have paths with a query of their own.
    let (own_path, own_query) = path.split_once('?').unwrap_or((path, ""));
    let base_path = base.path().trim_end_matches('/');
    // Only the part after the host is parsed, so it cannot change the host.
    let mut url = base.clone();
    url.set_path(&[base_path, own_path].concat());
    // A pair that is a parameter as well is sent once.
    let is_own = |pair: &&str| !query.has(pair.split('=').next().unwrap_or_default());
    let mut whole_query = match own_query {
        "" => String::new(),
        pairs => pairs.split('&').filter(is_own).collect::<Vec<_>>().join("&"),
    };
    query.push_to(&mut whole_query);
    url.set_query((!whole_query.is_empty()).then_some(&whole_query));
    let is_below = url.path().strip_prefix(base_path).is_some_and(|rest| rest.starts_with('/'));
    if !is_below || path.contains('#') {
        return Err(Error::request("the path leaves the base URL"));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(base: &str, path: &str) -> Result<String, String> {
        url(&Url::parse(base).unwrap(), path, &Query::default())
            .map(String::from)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn is_below_the_base() {
        for (base, path, expected) in [
            ("http://h/api/v1", "/a/b", "http://h/api/v1/a/b"),
            ("http://h/api/v1/", "/a", "http://h/api/v1/a"),
            ("http://h", "/a", "http://h/a"),
            ("http://h", "/", "http://h/"),
            ("http://h/api", "//evil/a", "http://h/api//evil/a"),
            ("http://h", "//evil/a", "http://h//evil/a"),
            ("http://h", "@evil/a", "http://h/@evil/a"),
            ("http://h/api", "/a/../b", "http://h/api/b"),
            ("http://h/api", "/a b", "http://h/api/a%20b"),
        ] {
            assert_eq!(of(base, path).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn has_the_query_at_its_end() {
        let mut query = Query::default();
        query.start_with("a=b#c");
        let base = Url::parse("http://h/api").unwrap();
        let of = |path| url(&base, path, &query).unwrap().to_string();
        assert_eq!(of("/a"), "http://h/api/a?a=b%23c");
        assert_eq!(of("/a?q=1"), "http://h/api/a?q=1&a=b%23c");
        query.set_one("q", "2".to_owned());
        let of = |path| url(&base, path, &query).unwrap().to_string();
        assert_eq!(of("/a?p=0&q=1"), "http://h/api/a?p=0&a=b%23c&q=2");
    }

    #[test]
    fn leads_nowhere_else() {
        for path in ["/../x", "/%2e%2e/x", "/a/../../apis", "/a#b", "/a?b#c", "@evil/a", ".evil"] {
            let error = of("http://h/api", path).unwrap_err();
            assert!(error.contains("leaves the base URL"), "{path}: {error}");
        }
        let error = of("http://h/api", "/shelves/{shelfId}").unwrap_err();
        assert_eq!(error, "`shelfId` of the path is not set");
    }
}
