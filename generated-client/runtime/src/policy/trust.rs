//! Decides which URLs may receive credentials.

use crate::api::is_below;
use reqwest::Url;
use std::sync::Arc;

/// The URLs that may receive credentials: the API's domains over https, the origin of the base URL, and the origins that
/// the caller trusts.
#[derive(Debug)]
pub(crate) struct Trust {
    pub(crate) base: Url,
    pub(crate) origins: Arc<[Url]>,
    pub(crate) domains: &'static [&'static str],
}

impl Trust {
    /// Whether a URL may receive credentials, by its parsed form, not its text.
    pub(crate) fn covers(&self, url: &Url) -> bool {
        if !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        let is_usual = url.scheme() == "https" && url.port().is_none();
        is_usual && self.is_on_domain(url)
            || has_same_origin(url, &self.base)
            || self.origins.iter().any(|origin| has_same_origin(url, origin))
    }

    /// Whether a URL is on one of the API's domains.
    fn is_on_domain(&self, url: &Url) -> bool {
        let is_on = |host| self.domains.iter().any(|domain| is_below(host, domain));
        url.domain().is_some_and(is_on)
    }
}

/// Whether two URLs have the same origin.
pub(crate) fn has_same_origin(a: &Url, b: &Url) -> bool {
    a.scheme() == b.scheme()
        && a.host() == b.host()
        && a.port_or_known_default() == b.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(base: &str, url: &str) -> bool {
        let trust = Trust {
            base: Url::parse(base).unwrap(),
            origins: [Url::parse("http://127.0.0.1:4012/any/path").unwrap()].into(),
            domains: &["api-domain.com", "api-domain.ca"],
        };
        Url::parse(url).is_ok_and(|url| trust.covers(&url))
    }

    #[test]
    fn trusted() {
        let base = "http://127.0.0.1:4010/api";
        for url in [
            "https://api-domain.com/",
            "https://n123.api-domain.com/api?x=y",
            "https://n1.eu.api-domain.ca/",
            "https://N123.API-Domain.com:443/",
            "https:\\\\n123.api-domain.com\\",
            "http://127.0.0.1:4010/other",
            "HTTP://127.0.0.1:4010",
            "http://0x7f.1:4010/",
            "http://127.0.0.1:4012/",
        ] {
            assert!(covers(base, url), "{url}");
        }
        for (base, url) in [
            ("https://proxy.example/api", "https://PROXY.example:443/x"),
            ("https://api-domain.com:8443/api", "https://api-domain.com:8443/x"),
            ("https://api-domain.com:8443/api", "https://n1.api-domain.com/x"),
        ] {
            assert!(covers(base, url), "{base} {url}");
        }
    }

    #[test]
    fn not_trusted() {
        let base = "http://127.0.0.1:4010/api";
        for url in [
            "http://api-domain.com/",
            "https://api-domain.com:8443/",
            "https://api-domain.com.evil.example/",
            "https://evilapi-domain.com/",
            "https://api-domain.com:x@evil.example/",
            "https://api-domain.com@evil.example/",
            "https://user@api-domain.com/",
            "https://:password@api-domain.com/",
            "https://evil.example/api-domain.com",
            "https://evil.example\\@api-domain.com/",
            "https://evil.example/?https://api-domain.com/",
            "https://evil.example#@api-domain.com/",
            "https://api-domain.com./",
            "https://xn--pi-domain-x4a.com/",
            "https://аpi-domain.com/",
            "https://93.184.216.34/",
            "https://[::1]/",
            "ftp://api-domain.com/",
            "file:///etc/passwd",
            "data:text/plain,x",
            "http://127.0.0.1:4011/",
            "http://127.0.0.1/",
            "https://127.0.0.1:4010/",
            "https://127.0.0.1:4012/",
            "http://localhost:4010/",
            "http://127.0.0.2:4010/",
            "http://127.0.0.1.evil.example:4010/",
            "http://u@127.0.0.1:4010/",
            "ftp://127.0.0.1:4010/",
        ] {
            assert!(!covers(base, url), "{url}");
        }
        for (base, url) in [
            ("https://proxy.example/api", "http://proxy.example/x"),
            ("https://proxy.example/api", "http://proxy.example:443/x"),
            ("https://proxy.example/api", "https://proxy.example:8443/x"),
            ("https://proxy.example/api", "https://n1.proxy.example/x"),
            ("https://proxy.example/api", "https://proxy.example./x"),
            ("https://api-domain.com/api", "https://api-domain.com:8443/x"),
            ("https://api-domain.com:8443/api", "https://api-domain.com:8444/x"),
            ("https://api-domain.com:8443/api", "https://n1.api-domain.com:8443/x"),
        ] {
            assert!(!covers(base, url), "{base} {url}");
        }
    }
}
