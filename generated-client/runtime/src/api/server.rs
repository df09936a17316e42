//! The base URL of an API: its variables and its validation.

use super::Api;
use reqwest::Url;
use std::borrow::Cow;

/// The URL of an API: an absolute URL, to which the paths of operations are appended.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::BaseUrl;
/// const TEST_SERVER: BaseUrl = BaseUrl::from_static("http://127.0.0.1:4010/api/v1");
/// # assert_eq!(TEST_SERVER, BaseUrl::from("http://127.0.0.1:4010/api/v1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(pub(crate) Cow<'static, str>);

impl BaseUrl {
    /// A URL that is known at compile time.
    pub const fn from_static(url: &'static str) -> Self {
        Self(Cow::Borrowed(url))
    }

    /// The parsed URL, or what is wrong with it. The URL itself is not shown: it may contain a password.
    pub(crate) fn parse(&self, api: &Api) -> Result<Url, String> {
        if self.0.is_empty() {
            return Err("is not set: its document does not say where the API is".to_owned());
        }
        let base = Url::parse(&self.0).map_err(|why| format!("is not an absolute URL: {why}"))?;
        let on_trusted = |host: &str| api.trusted_domains.iter().any(|d| is_below(host, d));
        let failure = if !matches!(base.scheme(), "http" | "https") {
            "must begin with `https://` or `http://`"
        } else if !base.username().is_empty() || base.password().is_some() {
            "must not hold a user or a password"
        } else if base.query().is_some() || base.fragment().is_some() {
            "must not have a query or a fragment"
        } else if base.scheme() == "http" && base.domain().is_some_and(on_trusted) {
            "must be https, to protect the API key"
        } else {
            return Ok(without_slash(base));
        };
        Err(failure.to_owned())
    }
}

/// A URL to which paths can be appended.
fn without_slash(mut url: Url) -> Url {
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    url
}

/// A server URL with `{variables}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServerUrl {
    template: &'static str,
    variables: Vec<(&'static str, Cow<'static, str>)>,
}

impl ServerUrl {
    /// A URL with the defaults of its variables.
    pub fn new(template: &'static str, defaults: &[(&'static str, &'static str)]) -> Self {
        let variables = defaults.iter().map(|(name, value)| (*name, Cow::Borrowed(*value)));
        Self { template, variables: variables.collect() }
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Some(variable) = self.variables.iter_mut().find(|(known, _)| *known == name) {
            variable.1 = Cow::Owned(value.into());
        }
        self
    }
}

impl From<ServerUrl> for BaseUrl {
    fn from(url: ServerUrl) -> Self {
        let mut whole = String::new();
        let mut rest = url.template;
        // Braces in a value are not expanded.
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = url.variables.iter().find(|(known, _)| *known == name);
            whole.push_str(before);
            let value = value.map_or("", |(_, value)| value);
            // The base of a template such as `{endpoint}/api`.
            let is_base = whole.is_empty() && after.starts_with('/');
            whole.push_str(if is_base { value.trim_end_matches('/') } else { value });
            rest = after;
        }
        whole.push_str(rest);
        whole.into()
    }
}

impl From<&str> for BaseUrl {
    fn from(url: &str) -> Self {
        Self(Cow::Owned(url.to_owned()))
    }
}

impl From<String> for BaseUrl {
    fn from(url: String) -> Self {
        Self(Cow::Owned(url))
    }
}

impl From<&String> for BaseUrl {
    fn from(url: &String) -> Self {
        Self(Cow::Owned(url.clone()))
    }
}

/// Whether a host is a domain or one of its subdomains.
pub(crate) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use crate::api::server::{BaseUrl, ServerUrl};

    #[test]
    fn variables_have_their_defaults_unless_they_are_set() {
        let server = || {
            ServerUrl::new(
                "https://{region}.example:{port}/v1",
                &[("region", "eu"), ("port", "443")],
            )
        };
        assert_eq!(BaseUrl::from(server()).0, "https://eu.example:443/v1");
        assert_eq!(BaseUrl::from(server().with("region", "us")).0, "https://us.example:443/v1");
        let endpoint = ServerUrl::new("{endpoint}/api", &[("endpoint", "")]);
        let endpoint = endpoint.with("endpoint", "https://a.example/");
        assert_eq!(BaseUrl::from(endpoint).0, "https://a.example/api");
        let braces = server().with("region", "{port}").with("unknown", "x");
        assert_eq!(BaseUrl::from(braces).0, "https://{port}.example:443/v1");
    }
}
