//! The builder of clients.

#[cfg(not(target_arch = "wasm32"))]
use super::network::Network;
use super::settings::{Limiter, Settings, Source};
use crate::api::{Api, BaseUrl, SchemeId};
use crate::auth::{Credentials, Key, StaticKey};
use crate::error::Error;
use crate::interceptor::Interceptor;
use crate::platform;
use crate::policy::{
    CircuitBreaker, Clock, Decoding, KnownTenants, RateLimiter, RealClock, RetryPolicy,
};
use crate::session::Session;
use crate::transport::Transport;
use reqwest::header::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// The default timeout of a request.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The default limit of a response body, in bytes.
const MAX_BODY: usize = 256 * 1024 * 1024;

/// Builds a client.
///
/// Settings are validated by [`build`](Self::build).
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder<C> {
    pub(super) settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Session>> ClientBuilder<C> {
    /// Creates a builder of clients for an API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            settings: Settings {
                api,
                key: None,
                scheme: None,
                others: Vec::new(),
                base_url: BaseUrl::from_static(api.base_url),
                trusted_origins: Vec::new(),
                caller: None,
                user_agent: None,
                default_headers: HeaderMap::new(),
                timeout: TIMEOUT,
                max_body: MAX_BODY,
                retry: RetryPolicy::new(),
                circuit_breaker: None,
                decoding: Decoding::default(),
                clock: Arc::new(RealClock),
                limiter: Limiter::OfTheApi,
                #[cfg(not(target_arch = "wasm32"))]
                network: Network::default(),
                known_tenants: None,
                trace_bodies: false,
                transport: None,
                interceptors: Vec::new(),
                http: platform::client_builder(),
            },
            client: PhantomData,
        }
    }

    /// Sets the API key. Without a key, requests are sent without credentials.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.settings.key = Some(Source::Given(key.into()));
        self
    }

    /// Reads the API key from the API's environment variable.
    pub fn api_key_from_env(mut self) -> Self {
        self.settings.key = Some(Source::Environment);
        self
    }

    /// Obtains the key of each request from a source such as a [`RefreshToken`](crate::RefreshToken).
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.settings.key = Some(Source::Credentials(Arc::new(credentials)));
        self
    }

    /// Sets the base URL: an absolute URL, to which the paths of operations are appended.
    ///
    /// Its origin (scheme, host and port) is trusted with the API key.
    pub fn base_url(mut self, url: impl Into<BaseUrl>) -> Self {
        self.settings.base_url = url.into();
        self
    }

    /// Trusts the origin of a URL (scheme, host and port) with the API key, in addition to that of the base URL.
    ///
    /// The client follows redirects and links to it with credentials, and sends writes there.
    pub fn trust_origin(mut self, url: impl Into<BaseUrl>) -> Self {
        self.settings.trusted_origins.push(url.into());
        self
    }

    /// Uses one of the API's regions.
    pub fn region(self, region: impl Into<BaseUrl>) -> Self {
        self.base_url(region)
    }

    /// Sets the security scheme by which the key is sent.
    pub fn auth_header(mut self, scheme: impl Into<SchemeId>) -> Self {
        self.settings.scheme = Some(scheme.into());
        self
    }

    /// Sets the API key of another security scheme, for operations that require it, alone or in combination.
    pub fn api_key_for(self, scheme: impl Into<SchemeId>, key: impl Into<Key>) -> Self {
        self.credentials_for(scheme, StaticKey::new(key))
    }

    /// Sets the credentials of another security scheme, for operations that require it, alone or in combination.
    pub fn credentials_for(
        mut self,
        scheme: impl Into<SchemeId>,
        credentials: impl Credentials + 'static,
    ) -> Self {
        self.settings.others.push((scheme.into(), Arc::new(credentials)));
        self
    }

    /// Identifies the calling application to the API: it is appended to the `User-Agent`.
    ///
    /// Some APIs require a format; [`build`](Self::build) checks it.
    pub fn caller(mut self, caller: impl Into<String>) -> Self {
        self.settings.caller = Some(caller.into());
        self
    }

    /// Sets the limit of a response body, decompressed: 256 MiB by default. A larger one is an error.
    ///
    /// It also limits the memory of decoded values, to sixteen times as much, and each event or line of a stream.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.settings.max_body = bytes;
        self
    }

    /// Sets when requests are retried, and the deadline for all their attempts.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Stops requests to hosts that fail repeatedly. By default, all requests are sent.
    pub fn circuit_breaker(mut self, breaker: CircuitBreaker) -> Self {
        self.settings.circuit_breaker = Some(breaker);
        self
    }

    /// Sets how responses that deviate from the API document are decoded: tolerantly by default.
    pub fn decode(mut self, decoding: Decoding) -> Self {
        self.settings.decoding = decoding;
        self
    }

    /// Sets the timeout of one attempt, from the first byte sent to the last byte received: 60 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// Sets the rate limiter. By default, each client enforces the API's limits on its own.
    ///
    /// Clients with the same limiter share the limits.
    pub fn rate_limiter(mut self, limiter: Arc<dyn RateLimiter>) -> Self {
        self.settings.limiter = Limiter::Given(limiter);
        self
    }

    /// Disables client-side rate limiting: requests are sent immediately, and the server may reject them.
    pub fn without_rate_limiter(mut self) -> Self {
        self.settings.limiter = Limiter::None;
        self
    }

    /// Sets the clock, for tests that should not wait.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// Replaces the `User-Agent`, which is that of the client crate by default.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// Sets headers for every request.
    ///
    /// Headers that the client manages are an error of [`build`](Self::build): `Accept`, `Authorization` and the header
    /// of the key, `Content-Length`, `Content-Type`, `Host`, `Transfer-Encoding`, `User-Agent`.
    pub fn default_headers(mut self, headers: HeaderMap) -> Self {
        self.settings.default_headers = headers;
        self
    }

    /// Starts with the tenants that an earlier client recorded, unless that is longer ago than `lifetime`.
    pub fn known_tenants(
        mut self,
        known: KnownTenants,
        lifetime: impl Into<Option<Duration>>,
    ) -> Self {
        self.settings.known_tenants = Some((known, lifetime.into()));
        self
    }

    /// Emits the bodies of requests and responses as `tracing` events of level `DEBUG`.
    ///
    /// API keys and secret properties are redacted. The names of the latter are those that indicate secrets (`psk`,
    /// `secret`, `password`, `passphrase`, `apiKey`, ...), and those that the generated crate adds.
    #[cfg(feature = "tracing")]
    pub fn trace_bodies(mut self) -> Self {
        self.settings.trace_bodies = true;
        self
    }

    /// Adds an interceptor of each attempt, for metrics, signatures or trace context.
    ///
    /// Interceptors are called in the order in which they were added, and in reverse order after an attempt.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.settings.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Sends requests through a transport in place of the client's own connections.
    ///
    /// The settings of connections, such as proxies, have no effect then.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Configures the HTTP client directly, for example how long idle connections are kept.
    ///
    /// The client overrides the settings for redirects and for the timeouts of requests.
    pub fn configure_http(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Self {
        self.settings.http = configure(self.settings.http);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Returns an error if the key is missing in the environment or cannot be sent, if the base URL is invalid, if the
    /// caller does not have the API's format, if the client manages a default header, or if the HTTP client cannot be built.
    pub fn build(self) -> Result<C, Error> {
        self.settings.build().map(C::from)
    }

    /// Builds the client for synchronous code: [`Request::blocking`](crate::Request::blocking).
    ///
    /// It is the same client as from [`build`](Self::build).
    ///
    /// # Errors
    ///
    /// Returns an error in the cases of [`build`](Self::build), and inside an async runtime, which blocking calls would stall.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<C, Error> {
        crate::response::executor()?;
        self.build()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.settings.api.title)
            .finish_non_exhaustive()
    }
}
