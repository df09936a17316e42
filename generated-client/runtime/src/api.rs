//! The facts about an API that a client stands on: in they come from the generated crate, as constants.

use crate::batch::Batches;
use crate::limit::Limits;
use crate::paging::PageForm;
use crate::tenant::Tenancy;
use crate::trust::is_below;
use reqwest::Url;
use std::borrow::Cow;
use std::time::Duration;

/// What the runtime must know of an API. A generated crate has one, as a `static`.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// What the API is called.
    pub title: &'static str,
    /// The `User-Agent` of the client, `name/version`.
    pub user_agent: &'static str,
    /// Where the API is served, unless the caller says otherwise.
    pub base_url: &'static str,
    /// The environment variable that holds the key.
    pub key_variable: &'static str,
    /// How a key can be sent. The first is the default; none means that there are no keys.
    pub schemes: &'static [Scheme],
    /// The domains that, with their subdomains and over https, may be given the key.
    pub trusted_domains: &'static [&'static str],
    /// What a caller may call itself; `None` means that any text will do.
    pub caller: Option<CallerForm>,
    /// How batches of actions are made; `None` where there are none.
    pub batches: Option<Batches>,
    /// How the pages of listings hang together, and the members that may hold the items of one.
    pub pages: PageForm,
    /// The JSON pointer to the message, or the messages, of an error's body.
    pub error_messages: &'static str,
    /// The response header that names a request to those who run the API.
    pub request_id_header: &'static str,
    /// How the API is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// How many requests the API bears.
    pub limits: Option<Limits>,
    /// The errors that only say that other work is going on, and are worth another attempt.
    pub contention: &'static [Contention],
}

/// An error (4xx) that only says that other work is going on: it is worth a long wait, and another attempt.
#[derive(Clone, Copy, Debug)]
pub struct Contention {
    /// Which requests are answered so, as method and template of the path: `DELETE /networks/{networkId}`; `None`: all.
    pub request: Option<&'static str>,
    /// With which status; `None`: any 4xx.
    pub status: Option<u16>,
    /// What one of the error's messages contains, in any case.
    pub message: &'static str,
    /// How long the other work takes, about.
    pub wait: Duration,
}

/// The form in which a caller names itself.
#[derive(Clone, Copy, Debug)]
pub struct CallerForm {
    /// The form in words, for the message of an error: `ApplicationName[/version] VendorName`.
    pub form: &'static str,
    /// The form as a regular expression.
    pub pattern: &'static str,
}

/// One way to send the key, under the name that the API's document gives it.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    pub(crate) id: &'static str,
    pub(crate) place: Place,
}

/// Where in a request a key stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    Bearer,
    Basic,
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    /// `Authorization: Bearer KEY`
    pub const fn bearer(id: &'static str) -> Self {
        Self::at(id, Place::Bearer)
    }

    /// `Authorization: Basic ...`; the key is `user:password`.
    pub const fn basic(id: &'static str) -> Self {
        Self::at(id, Place::Basic)
    }

    /// A header of its own.
    pub const fn header(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Header(name))
    }

    /// A parameter of the query.
    pub const fn query(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Query(name))
    }

    /// A cookie.
    pub const fn cookie(id: &'static str, name: &'static str) -> Self {
        Self::at(id, Place::Cookie(name))
    }

    const fn at(id: &'static str, place: Place) -> Self {
        Self { id, place }
    }
}

/// The name of a [`Scheme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SchemeId(pub(crate) &'static str);

impl SchemeId {
    /// The scheme that the API's document calls `id`.
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }
}

/// Where an API is served: an absolute URL, to which the paths of operations are appended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl(pub(crate) Cow<'static, str>);

impl BaseUrl {
    /// A URL that is known at compile time.
    pub const fn from_static(url: &'static str) -> Self {
        Self(Cow::Borrowed(url))
    }

    /// The URL, or what is wrong with it. The text itself is not shown: it may hold a password.
    pub(crate) fn parse(&self, api: &Api) -> Result<Url, String> {
        if self.0.is_empty() {
            return Err("is not set: its document does not say where the API is".to_owned());
        }
        let base = Url::parse(&self.0).map_err(|why| format!("is not an absolute URL: {why}"))?;
        let on_trusted = |host: &str| api.trusted_domains.iter().any(|d| is_below(host, d));
        let fault = if !matches!(base.scheme(), "http" | "https") {
            "must begin with `https://` or `http://`"
        } else if !base.username().is_empty() || base.password().is_some() {
            "must not hold a user or a password"
        } else if base.query().is_some() || base.fragment().is_some() {
            "must not have a query or a fragment"
        } else if base.scheme() == "http" && base.domain().is_some_and(on_trusted) {
            "must be https, or the key could be read on its way"
        } else {
            return Ok(without_slash(base));
        };
        Err(fault.to_owned())
    }
}

/// A URL to which paths can be appended.
fn without_slash(mut url: Url) -> Url {
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    url
}

/// Where an API is served, by a URL with `{variables}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServerUrl {
    template: &'static str,
    variables: Vec<(&'static str, Cow<'static, str>)>,
}

impl ServerUrl {
    /// A URL whose variables have their defaults.
    pub fn new(template: &'static str, defaults: &[(&'static str, &'static str)]) -> Self {
        let variables = defaults.iter().map(|(name, value)| (*name, Cow::Borrowed(*value)));
        Self { template, variables: variables.collect() }
    }

    /// The same, with a variable of this value.
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
        // A value is not looked at again: braces in it are its own.
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let value = url.variables.iter().find(|(known, _)| *known == name);
            whole.push_str(before);
            whole.push_str(value.map_or("", |(_, value)| value));
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

#[cfg(test)]
mod tests {
    use super::{BaseUrl, ServerUrl};

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
        let braces = server().with("region", "{port}").with("unknown", "x");
        assert_eq!(BaseUrl::from(braces).0, "https://{port}.example:443/v1");
    }
}
