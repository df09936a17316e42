//! Who may be given the key: in comes a URL from anywhere, out comes whether it is trusted.

use reqwest::Url;

/// Where the key may go: the caller's own base URL, and the API's domains over https.
#[derive(Debug)]
pub(crate) struct Trust {
    pub(crate) base: Url,
    pub(crate) domains: &'static [&'static str],
}

impl Trust {
    /// Whether a URL may be given the key, judged by how it is parsed, not by how it looks.
    pub(crate) fn covers(&self, url: &Url) -> bool {
        if !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        url.origin() == self.base.origin() || self.is_on_trusted_domain(url)
    }

    fn is_on_trusted_domain(&self, url: &Url) -> bool {
        url.scheme() == "https"
            && url.port().is_none()
            && url
                .domain()
                .is_some_and(|host| self.domains.iter().any(|domain| is_below(host, domain)))
    }
}

/// Whether a host is a domain or one of its subdomains.
pub(crate) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(base: &str, url: &str) -> bool {
        let trust = Trust {
            base: Url::parse(base).unwrap(),
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
        ] {
            assert!(covers(base, url), "{url}");
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
            "https://127.0.0.1:4010/",
            "http://127.0.0.1:4011/",
            "http://127.0.0.1/",
            "http://localhost:4010/",
            "http://u@127.0.0.1:4010/",
        ] {
            assert!(!covers(base, url), "{url}");
        }
    }
}
