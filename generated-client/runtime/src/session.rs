//! The core that all clones of a client share: in it comes from the builder, out of it come requests.

use crate::api::Api;
use crate::auth::Credentials;
use crate::call::Call;
use crate::clock::Clock;
use crate::raw_request::RawRequest;
use crate::trust::Trust;
use reqwest::Method;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING, USER_AGENT,
};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What a client is made of: where its API is, the key, the connections.
///
/// Cheap to clone; all clones share one connection pool.
#[derive(Clone)]
pub struct Session(Arc<Inner>, Mode);

/// Whether requests are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// All are.
    Live,
    /// Those that could change anything are not.
    Dry,
}

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) http: reqwest::Client,
    pub(crate) trust: Trust,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) default_headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Session {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner), Mode::Live)
    }

    /// The same session, but for requests that could change anything: they are not sent.
    pub fn dry_run(&self) -> Self {
        Self(Arc::clone(&self.0), Mode::Dry)
    }

    pub(crate) fn is_dry_run(&self) -> bool {
        self.1 == Mode::Dry
    }

    /// A request that no document names: the path is appended to the base URL, and may have a query.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(Call::raw(self, method, path.into()))
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    pub(crate) fn base(&self) -> &reqwest::Url {
        &self.0.trust.base
    }

    /// Whether the API is where its document says.
    pub(crate) fn has_usual_base(&self) -> bool {
        reqwest::Url::parse(self.api().base_url).is_ok_and(|usual| usual == *self.base())
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.0.trust
    }

    pub(crate) fn credentials(&self) -> Option<&Credentials> {
        self.0.credentials.as_ref()
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }

    pub(crate) fn default_headers(&self) -> &HeaderMap {
        &self.0.default_headers
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// A text from outside, without the key.
    pub(crate) fn redact(&self, text: String) -> String {
        match self.credentials() {
            Some(credentials) => credentials.redact(text),
            None => text,
        }
    }

    /// Whether a header is the runtime's own, and nobody else's to set.
    pub(crate) fn manages(&self, name: &HeaderName) -> bool {
        is_managed(name, self.credentials())
    }
}

/// Whether a header is the runtime's own, and nobody else's to set.
pub(crate) fn is_managed(name: &HeaderName, credentials: Option<&Credentials>) -> bool {
    const MANAGED: [HeaderName; 7] =
        [ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING, USER_AGENT];
    MANAGED.contains(name) || credentials.and_then(Credentials::header) == Some(name)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            api,
            http: _,
            trust,
            credentials,
            user_agent,
            // Their values are not ours to show.
            default_headers,
            timeout,
            clock: _,
        } = &*self.0;
        f.debug_struct("Session")
            .field("api", &api.title)
            .field("base_url", &trust.base.as_str())
            .field("credentials", credentials)
            .field("user_agent", user_agent)
            .field("default_headers", &default_headers.keys())
            .field("timeout", timeout)
            .finish()
    }
}
