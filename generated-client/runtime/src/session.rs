//! The core that all clones of a client share: in it comes from the builder, out of it come requests.

use crate::api::Api;
use crate::auth::Keyring;
use crate::policy::{
    Clock, Decoding, KnownTenants, RateLimiter, RetryPolicy, Shards, Tenants, Trust,
};
use reqwest::Url;
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
pub struct Session(Arc<View>);

/// The core, as some clones of a client see it. One count, for each request clones its session on whichever core it is.
struct View {
    core: Arc<Inner>,
    mode: Mode,
    site: Arc<Site>,
}

/// Whether requests are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// All are.
    Live,
    /// Those that could change anything are not.
    Dry,
}

/// Where an API is, and what was learnt of that.
struct Site {
    trust: Trust,
    shards: Shards,
}

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) http: reqwest::Client,
    pub(crate) keys: Keyring,
    pub(crate) user_agent: HeaderValue,
    pub(crate) default_headers: HeaderMap,
    pub(crate) timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) decoding: Decoding,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limiter: Option<Arc<dyn RateLimiter>>,
    pub(crate) tenants: Tenants,
    pub(crate) trace_bodies: bool,
}

impl Session {
    pub(crate) fn new(core: Inner, base: Url) -> Self {
        let site = Site::new(core.api, base);
        Self(Arc::new(View { core: Arc::new(core), mode: Mode::Live, site }))
    }

    /// The same session, but for where the API is.
    pub(crate) fn at(&self, base: Url) -> Self {
        let View { core, mode, site: _ } = &*self.0;
        let site = Site::new(core.api, base);
        Self(Arc::new(View { core: Arc::clone(core), mode: *mode, site }))
    }

    /// The same session, but for requests that could change anything: they are not sent.
    pub fn dry_run(&self) -> Self {
        let View { core, mode: _, site } = &*self.0;
        let (core, site) = (Arc::clone(core), Arc::clone(site));
        Self(Arc::new(View { core, mode: Mode::Dry, site }))
    }

    pub(crate) fn is_dry_run(&self) -> bool {
        self.0.mode == Mode::Dry
    }

    /// What the client has learnt of tenants, for its next run to begin with.
    pub fn known_tenants(&self) -> KnownTenants {
        self.0.core.tenants.known(self.0.core.clock.now())
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.core.api
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.core.http
    }

    pub(crate) fn base(&self) -> &Url {
        &self.trust().base
    }

    /// Whether the API is where its document says.
    pub(crate) fn has_usual_base(&self) -> bool {
        Url::parse(self.api().base_url).is_ok_and(|usual| usual == *self.base())
    }

    /// The path of a URL below the base URL, on whichever host it is.
    pub(crate) fn path_of<'a>(&self, url: &'a Url) -> Option<&'a str> {
        let base = self.base().path().trim_end_matches('/');
        url.path().strip_prefix(base).filter(|path| path.starts_with('/'))
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.0.site.trust
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

    /// The most bytes that the body of an answer may have.
    pub(crate) fn max_body(&self) -> usize {
        self.0.core.max_body
    }

    pub(crate) fn retry(&self) -> RetryPolicy {
        self.0.core.retry
    }

    pub(crate) fn decoding(&self) -> Decoding {
        self.0.core.decoding
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.core.clock
    }

    /// What lets requests wait for their turn; nothing, where they are sent at once.
    pub(crate) fn limiter(&self) -> Option<&dyn RateLimiter> {
        self.0.core.limiter.as_deref()
    }

    pub(crate) fn tenants(&self) -> &Tenants {
        &self.0.core.tenants
    }

    pub(crate) fn shards(&self) -> &Shards {
        &self.0.site.shards
    }

    /// Whether bodies are shown to `tracing`.
    #[cfg(feature = "tracing")]
    pub(crate) fn traces_bodies(&self) -> bool {
        self.0.core.trace_bodies
    }

    /// A text from outside, without the key.
    pub(crate) fn redact(&self, text: String) -> String {
        self.keys().redact(text)
    }

    /// Whether a header is the runtime's own, and nobody else's to set.
    pub(crate) fn manages(&self, name: &HeaderName) -> bool {
        is_managed(name, self.keys())
    }
}

impl Site {
    fn new(api: &Api, base: Url) -> Arc<Self> {
        let trust = Trust { base, domains: api.trusted_domains };
        Arc::new(Self { trust, shards: Shards::default() })
    }
}

/// Whether a header is the runtime's own, and nobody else's to set.
pub(crate) fn is_managed(name: &HeaderName, keys: &Keyring) -> bool {
    const MANAGED: [HeaderName; 7] =
        [ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING, USER_AGENT];
    MANAGED.contains(name) || keys.manages(name)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            api,
            http: _,
            keys,
            user_agent,
            // Their values are not ours to show.
            default_headers,
            timeout,
            max_body,
            retry,
            decoding,
            clock: _,
            limiter: _,
            tenants: _,
            trace_bodies,
        } = &*self.0.core;
        f.debug_struct("Session")
            .field("api", &api.title)
            .field("base_url", &self.base().as_str())
            .field("keys", keys)
            .field("user_agent", user_agent)
            .field("default_headers", &default_headers.keys())
            .field("timeout", timeout)
            .field("max_body", max_body)
            .field("trace_bodies", trace_bodies)
            .field("retry", retry)
            .field("decoding", decoding)
            .finish()
    }
}
