//! Building a client: in come the caller's wishes, out comes a client, or the first thing that is wrong with them.

use super::network::Network;
use super::settings::{Limiter, Settings, Source};
use crate::api::{Api, BaseUrl, SchemeId};
use crate::auth::Credentials;
use crate::error::Error;
use crate::policy::{Clock, Decoding, KnownTenants, RateLimiter, RealClock, RetryPolicy};
use crate::session::Session;
use reqwest::header::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// How long a request may take, unless the caller says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How long a connection may take, unless the caller says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The most bytes that the body of an answer may have, unless the caller says otherwise.
const MAX_BODY: usize = 256 * 1024 * 1024;

/// Builds a client.
///
/// Nothing is checked before [`build`](Self::build), which says what is wrong.
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder<C> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Session>> ClientBuilder<C> {
    /// A builder of clients of an API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            settings: Settings {
                api,
                key: None,
                scheme: None,
                others: Vec::new(),
                base_url: BaseUrl::from_static(api.base_url),
                caller: None,
                user_agent: None,
                default_headers: HeaderMap::new(),
                timeout: TIMEOUT,
                max_body: MAX_BODY,
                retry: RetryPolicy::new(),
                decoding: Decoding::default(),
                clock: Arc::new(RealClock),
                limiter: Limiter::OfTheApi,
                network: Network::default(),
                known_tenants: None,
                trace_bodies: false,
                http: reqwest::Client::builder().connect_timeout(CONNECT_TIMEOUT),
            },
            client: PhantomData,
        }
    }

    /// The key that requests are sent with. Without one, they are sent without.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.settings.key = Some(Source::Given(key.into()));
        self
    }

    /// Takes the key from the API's environment variable.
    pub fn api_key_from_env(mut self) -> Self {
        self.settings.key = Some(Source::Environment);
        self
    }

    /// Takes the key of each request from somewhere else, such as a [`RefreshToken`](crate::RefreshToken).
    pub fn credentials(mut self, credentials: impl Credentials + 'static) -> Self {
        self.settings.key = Some(Source::Credentials(Arc::new(credentials)));
        self
    }

    /// Where the API is served: an absolute URL, to which the paths of operations are appended.
    ///
    /// The host named here is trusted with the key, on all its ports, but never over http unless this URL is.
    pub fn base_url(mut self, url: impl Into<BaseUrl>) -> Self {
        self.settings.base_url = url.into();
        self
    }

    /// Uses one of the API's regions.
    pub fn region(self, region: impl Into<BaseUrl>) -> Self {
        self.base_url(region)
    }

    /// How the key is sent.
    pub fn auth_header(mut self, scheme: impl Into<SchemeId>) -> Self {
        self.settings.scheme = Some(scheme.into());
        self
    }

    /// The key of another scheme, for the operations that ask for that, alone or beside others.
    pub fn credentials_for(
        mut self,
        scheme: impl Into<SchemeId>,
        credentials: impl Credentials + 'static,
    ) -> Self {
        self.settings.others.push((scheme.into(), Arc::new(credentials)));
        self
    }

    /// Who is calling, for those who run the API: it is appended to the `User-Agent`.
    ///
    /// Some APIs want it in a certain form; [`build`](Self::build) says in which.
    pub fn caller(mut self, caller: impl Into<String>) -> Self {
        self.settings.caller = Some(caller.into());
        self
    }

    /// How long it may take until a connection is there, TLS included: 10 seconds if not set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.http = self.settings.http.connect_timeout(timeout);
        self
    }

    /// The most bytes that the body of an answer may have, decompressed: 256 MiB if not set. A larger one is an error.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.settings.max_body = bytes;
        self
    }

    /// When requests are sent again, and how long they may take with all their attempts.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// What becomes of answers in which not everything is as the document says: they are tolerated if not set.
    pub fn decode(mut self, decoding: Decoding) -> Self {
        self.settings.decoding = decoding;
        self
    }

    /// How long one attempt of a request may take, from the first byte sent to the last one received: 60 seconds if not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// What lets requests wait for their turn: the API's limits, each client for itself, if not set.
    ///
    /// One limiter can be given to several clients, which then share the limits.
    pub fn rate_limiter(mut self, limiter: Arc<dyn RateLimiter>) -> Self {
        self.settings.limiter = Limiter::Given(limiter);
        self
    }

    /// Sends each request at once, until the server refuses it.
    pub fn without_rate_limiter(mut self) -> Self {
        self.settings.limiter = Limiter::None;
        self
    }

    /// What the client reads the time from and waits by, for tests that wait for nothing.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.settings.clock = Arc::new(clock);
        self
    }

    /// Replaces the `User-Agent`, which is otherwise that of the client crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// Headers that every request is sent with.
    ///
    /// Those that the client sets itself are left out, whatever their case: `Accept`, `Authorization` and the header
    /// of the key, `Content-Length`, `Content-Type`, `Host`, `Transfer-Encoding`, `User-Agent`.
    pub fn default_headers(mut self, headers: HeaderMap) -> Self {
        self.settings.default_headers = headers;
        self
    }

    /// Sends all requests by a proxy, of which the URL may name user and password.
    ///
    /// Otherwise the environment may name one: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.settings.network.proxy = Some(url.into());
        self
    }

    /// Sends requests by no proxy, whatever the environment says.
    pub fn without_proxy(mut self) -> Self {
        self.settings.network.proxy = None;
        self.settings.http = self.settings.http.no_proxy();
        self
    }

    /// Trusts servers with certificates of an authority of one's own, as well as those that the system trusts.
    ///
    /// The certificate, or several, are in PEM: the content of a file that begins with `-----BEGIN CERTIFICATE-----`.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        self.settings.network.root_certificates.push(pem.as_ref().to_vec());
        self
    }

    /// The most connections to one host that are kept while nothing is sent: as many as there are, if not set.
    pub fn max_idle_connections(mut self, connections: usize) -> Self {
        self.settings.http = self.settings.http.pool_max_idle_per_host(connections);
        self
    }

    /// Begins with what an earlier client learnt of tenants, unless that is longer ago than `lifetime`.
    pub fn known_tenants(
        mut self,
        known: KnownTenants,
        lifetime: impl Into<Option<Duration>>,
    ) -> Self {
        self.settings.known_tenants = Some((known, lifetime.into()));
        self
    }

    /// Shows the bodies of requests and answers to `tracing`, as events of level `DEBUG`.
    ///
    /// Members whose names tell of secrets (`psk`, `secret`, `password`, `passphrase`, `apiKey`, ...) are masked.
    #[cfg(feature = "tracing")]
    pub fn trace_bodies(mut self) -> Self {
        self.settings.trace_bodies = true;
        self
    }

    /// Sets what only the HTTP stack knows, such as how long idle connections are kept.
    ///
    /// Redirects and the time a request may take stay the client's own, whatever is set here.
    pub fn configure_http(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Self {
        self.settings.http = configure(self.settings.http);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// When the key is missing in the environment or cannot be sent, when the base URL is not one, when the caller's
    /// name is not in the form that the API wants, or when the HTTP stack cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        self.settings.build().map(C::from)
    }

    /// The client, for callers that do not await: [`Request::blocking`](crate::Request::blocking).
    ///
    /// It is the same client that [`build`](Self::build) gives.
    ///
    /// # Errors
    ///
    /// As for [`build`](Self::build); also inside an async runtime, which its requests would hold up.
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
