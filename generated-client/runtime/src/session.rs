//! The inner state of a client, which its clones share.

use crate::api::Api;
use crate::auth::Keyring;
use crate::interceptor::Interceptor;
use crate::policy::{
    Circuits, Clock, Decoding, KnownTenants, RateLimiter, RetryBudget, RetryPolicy, Shards,
    Tenants, Trust,
};
use crate::sanitize::{Redact, header_names, mask_value};
use crate::transport::Transport;
use reqwest::Url;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING, USER_AGENT,
};
use serde_json::Value;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// The inner state of a client: base URL, credentials, connections and settings.
///
/// Cheap to clone; all clones share one connection pool.
#[derive(Clone)]
pub struct Session(Arc<State>);

/// The state that some clones of a client share. One reference count, because each request clones its session, on any
/// core.
struct State {
    core: Arc<SessionSettings>,
    mode: Mode,
    endpoint: Arc<Endpoint>,
}

/// Whether requests are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// All requests are sent.
    Live,
    /// Requests that could change anything are not sent.
    Dry,
}

/// The base URL, and the servers that redirects revealed.
struct Endpoint {
    trust: Trust,
    shards: Shards,
}

pub(crate) struct SessionSettings {
    pub(crate) api: &'static Api,
    pub(crate) http: reqwest::Client,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) keys: Keyring,
    pub(crate) user_agent: HeaderValue,
    pub(crate) default_headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) circuits: Option<Circuits>,
    pub(crate) decoding: Decoding,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limiter: Option<Arc<dyn RateLimiter>>,
    pub(crate) tenants: Tenants,
    pub(crate) trusted_origins: Arc<[Url]>,
    pub(crate) trace_bodies: bool,
}

impl Session {
    pub(crate) fn new(core: SessionSettings, base: Url) -> Self {
        let endpoint = Endpoint::new(&core, base);
        Self(Arc::new(State { core: Arc::new(core), mode: Mode::Live, endpoint }))
    }

    /// The same session with another base URL.
    pub(crate) fn at(&self, base: Url) -> Self {
        let State { core, mode, endpoint: _ } = &*self.0;
        let endpoint = Endpoint::new(core, base);
        Self(Arc::new(State { core: Arc::clone(core), mode: *mode, endpoint }))
    }

    /// The same session, except that requests that could change anything are not sent.
    ///
    /// Their responses are empty, with the request in [`ApiResponse::unsent`](crate::ApiResponse::unsent). If the response
    /// type cannot be empty, the request is in [`Error::unsent`](crate::Error::unsent).
    pub fn dry_run(&self) -> Self {
        let State { core, mode: _, endpoint } = &*self.0;
        let (core, endpoint) = (Arc::clone(core), Arc::clone(endpoint));
        Self(Arc::new(State { core, mode: Mode::Dry, endpoint }))
    }

    pub(crate) fn is_dry_run(&self) -> bool {
        self.0.mode == Mode::Dry
    }

    /// The host of the base URL, if credentials reach it without encryption: over http, and not on this machine.
    pub fn unencrypted_host(&self) -> Option<&str> {
        let base = self.base();
        let host = base.host_str().filter(|_| base.scheme() == "http")?;
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        let is_local = match address {
            Ok(address) => address.is_loopback(),
            Err(_) => host == "localhost" || host.ends_with(".localhost"),
        };
        (!is_local).then_some(host)
    }

    /// Replaces the client's credentials in the strings of a value, and the values of secret properties, so that tools can show it.
    pub fn redact_value(&self, value: &mut Value) {
        mask_value(value, self.secret_properties());
        self.redact_strings(value);
    }

    /// Replaces the client's credentials in a text, and the values of secret properties in the JSON that it contains.
    pub fn redact_text(&self, text: &str) -> String {
        self.redact_json(text)
    }

    /// Replaces the client's credentials in the strings of a value.
    pub fn redact_strings(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.redact(std::mem::take(text)),
            Value::Array(items) => items.iter_mut().for_each(|item| self.redact_strings(item)),
            Value::Object(properties) => {
                properties.values_mut().for_each(|value| self.redact_strings(value));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The tenants that the client has recorded, for its next run. Without a rate limiter, it records none before a redirect
    /// reveals the server of one.
    pub fn known_tenants(&self) -> KnownTenants {
        self.0.core.tenants.known(self.0.core.clock.now())
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.core.api
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.core.http
    }

    /// The caller's transport, if there is one.
    pub(crate) fn transport(&self) -> Option<&dyn Transport> {
        self.0.core.transport.as_deref()
    }

    pub(crate) fn interceptors(&self) -> &[Arc<dyn Interceptor>] {
        &self.0.core.interceptors
    }

    pub(crate) fn base(&self) -> &Url {
        &self.trust().base
    }

    /// Whether the base URL is the documented one.
    pub(crate) fn has_usual_base(&self) -> bool {
        Url::parse(self.api().base_url).is_ok_and(|usual| usual == *self.base())
    }

    /// The path of a URL below the base URL, on whichever host it is.
    pub(crate) fn path_of<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let base = self.base().path().trim_end_matches('/');
        url.path().strip_prefix(base).filter(|path| path.starts_with('/'))
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.0.endpoint.trust
    }

    pub(crate) fn keys(&self) -> &Keyring {
        &self.0.core.keys
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.core.user_agent
    }

    pub(crate) fn default_headers(&self) -> &HeaderMap {
        &self.0.core.default_headers
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.core.timeout
    }

    /// The limit of a response body, in bytes.
    pub(crate) fn max_body(&self) -> usize {
        self.0.core.max_body
    }

    pub(crate) fn retry(&self) -> RetryPolicy {
        self.0.core.retry
    }

    pub(crate) fn retry_budget(&self) -> &RetryBudget {
        &self.0.core.retry_budget
    }

    /// The circuits of hosts, if there is a circuit breaker.
    pub(crate) fn circuits(&self) -> Option<&Circuits> {
        self.0.core.circuits.as_ref()
    }

    pub(crate) fn decoding(&self) -> Decoding {
        self.0.core.decoding
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.core.clock
    }

    /// The rate limiter, if there is one.
    pub(crate) fn limiter(&self) -> Option<&dyn RateLimiter> {
        self.0.core.limiter.as_deref()
    }

    /// Whether it matters which tenant a request belongs to: to the rate limiter, or because tenants have servers of their own.
    pub(crate) fn distinguishes_tenants(&self) -> bool {
        self.limiter().is_some() || self.shards().are_known()
    }

    pub(crate) fn tenants(&self) -> &Tenants {
        &self.0.core.tenants
    }

    pub(crate) fn shards(&self) -> &Shards {
        &self.0.endpoint.shards
    }

    /// Whether bodies are emitted to `tracing`.
    #[cfg(feature = "tracing")]
    pub(crate) fn traces_bodies(&self) -> bool {
        self.0.core.trace_bodies
    }

    /// A URL without the parameters of its query that hold a key. A key elsewhere is redacted.
    pub(crate) fn without_keys(&self, url: &Url) -> String {
        let holds_no_key = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default();
            !self.keys().is_query_parameter(name) && self.redact((*pair).to_owned()) == **pair
        };
        let mut url = url.clone();
        if let Some(query) = url.query() {
            let kept: Vec<&str> = query.split('&').filter(holds_no_key).collect();
            let query = (!kept.is_empty()).then(|| kept.join("&"));
            url.set_query(query.as_deref());
        }
        self.redact(url.into())
    }

    /// Whether the client manages a header, so that callers cannot set it.
    pub(crate) fn manages(&self, name: &HeaderName) -> bool {
        is_managed(name, self.keys())
    }
}

impl Redact for Session {
    fn redact(&self, text: String) -> String {
        self.keys().redact(text)
    }

    fn secret_properties(&self) -> &'static [&'static str] {
        self.api().secret_properties
    }
}

impl Endpoint {
    fn new(core: &SessionSettings, base: Url) -> Arc<Self> {
        let origins = core.trusted_origins.clone();
        let trust = Trust { base, origins, domains: core.api.trusted_domains };
        Arc::new(Self { trust, shards: Shards::default() })
    }
}

/// Whether the client manages a header, so that callers cannot set it.
pub(crate) fn is_managed(name: &HeaderName, keys: &Keyring) -> bool {
    const MANAGED: [HeaderName; 7] =
        [ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING, USER_AGENT];
    MANAGED.contains(name) || keys.manages(name)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SessionSettings {
            api,
            http: _,
            transport: _,
            interceptors: _,
            keys,
            user_agent,
            // Their values may be secret.
            default_headers,
            timeout,
            max_body,
            retry,
            retry_budget: _,
            circuits: _,
            decoding,
            clock: _,
            limiter: _,
            tenants: _,
            trusted_origins,
            trace_bodies,
        } = &*self.0.core;
        f.debug_struct("Session")
            .field("api", &api.title)
            .field("base_url", &self.base().as_str())
            .field("trusted_origins", &trusted_origins.iter().map(Url::as_str).collect::<Vec<_>>())
            .field("keys", keys)
            .field("user_agent", user_agent)
            .field("default_headers", &header_names(default_headers))
            .field("timeout", timeout)
            .field("max_body", max_body)
            .field("trace_bodies", trace_bodies)
            .field("retry", retry)
            .field("decoding", decoding)
            .finish()
    }
}
