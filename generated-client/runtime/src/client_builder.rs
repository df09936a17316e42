//! Building a client: in come the caller's wishes, out comes a client, or the first thing that is wrong with them.

use crate::api::{Api, BaseUrl, Scheme, SchemeId};
use crate::auth::{Authorizer, Credentials, EnvironmentKey, StaticKey};
use crate::clock::{Clock, RealClock};
use crate::error::Error;
use crate::limit::{RateLimiter, TokenBuckets};
use crate::retry::RetryPolicy;
use crate::send::Shards;
use crate::session::{Inner, Session, is_managed};
use crate::tenant::Tenants;
use crate::trust::{Trust, is_below};
use regex_lite::Regex;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Url, redirect};
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

struct Settings {
    api: &'static Api,
    key: Option<Source>,
    scheme: Option<SchemeId>,
    base_url: BaseUrl,
    caller: Option<String>,
    user_agent: Option<String>,
    default_headers: HeaderMap,
    timeout: Duration,
    max_body: usize,
    retry: RetryPolicy,
    clock: Arc<dyn Clock>,
    limiter: Limiter,
    http: reqwest::ClientBuilder,
}

enum Limiter {
    OfTheApi,
    Given(Arc<dyn RateLimiter>),
    None,
}

/// Where the key comes from.
enum Source {
    Given(String),
    Environment,
    Credentials(Arc<dyn Credentials>),
}

impl<C: From<Session>> ClientBuilder<C> {
    /// A builder of clients of an API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            settings: Settings {
                api,
                key: None,
                scheme: None,
                base_url: BaseUrl::from_static(api.base_url),
                caller: None,
                user_agent: None,
                default_headers: HeaderMap::new(),
                timeout: TIMEOUT,
                max_body: MAX_BODY,
                retry: RetryPolicy::new(),
                clock: Arc::new(RealClock),
                limiter: Limiter::OfTheApi,
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
    /// The host named here is trusted with the key.
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

    /// Sets what only the HTTP stack knows: proxies, certificates, the pool of connections.
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
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.settings.api.title)
            .finish_non_exhaustive()
    }
}

impl Settings {
    fn build(self) -> Result<Session, Error> {
        let base = base_url(&self.base_url, self.api)?;
        let http = self
            .http
            .redirect(redirect::Policy::none())
            .referer(false)
            .build()
            .map_err(Error::transport)?;
        let authorizer = match self.key {
            None => None,
            Some(source) => {
                let scheme = scheme(self.api, self.scheme)?;
                Some(source.authorizer(self.api, scheme, http.clone())?)
            }
        };
        let user_agent = user_agent(self.api, self.user_agent, self.caller)?;
        let default_headers = self
            .default_headers
            .iter()
            .filter(|(name, _)| !is_managed(name, authorizer.as_ref()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        Ok(Session::new(Inner {
            api: self.api,
            http,
            trust: Trust { base, domains: self.api.trusted_domains },
            authorizer,
            user_agent,
            default_headers,
            timeout: self.timeout,
            max_body: self.max_body,
            retry: self.retry,
            limiter: self.limiter.resolve(self.api, &self.clock),
            tenants: tenants(self.api)?,
            shards: Shards::default(),
            clock: self.clock,
        }))
    }
}

impl Source {
    /// The authorizer; an error, where the key is known to be missing or cannot be sent.
    fn authorizer(
        self,
        api: &Api,
        scheme: &'static Scheme,
        http: reqwest::Client,
    ) -> Result<Authorizer, Error> {
        let (credentials, key): (Arc<dyn Credentials>, _) = match self {
            Self::Given(key) => (Arc::new(StaticKey::new(key.as_str())), Some(key.into())),
            Self::Environment => {
                let key = EnvironmentKey::new(api.key_variable).read()?;
                (Arc::new(StaticKey::new(key.clone())), Some(key))
            }
            Self::Credentials(credentials) => (credentials, None),
        };
        let authorizer = Authorizer::new(scheme, credentials, http);
        if let Some(key) = key {
            authorizer.carry(key)?;
        }
        Ok(authorizer)
    }
}

impl Limiter {
    fn resolve(self, api: &Api, clock: &Arc<dyn Clock>) -> Option<Arc<dyn RateLimiter>> {
        match self {
            Self::Given(limiter) => Some(limiter),
            Self::None => None,
            Self::OfTheApi => {
                let buckets = TokenBuckets::with_clock(api.limits?, clock.clone());
                Some(Arc::new(buckets))
            }
        }
    }
}

fn tenants(api: &'static Api) -> Result<Tenants, Error> {
    match &api.tenancy {
        None => Ok(Tenants::default()),
        Some(tenancy) => Tenants::new(tenancy).map_err(|why| {
            Error::setup(format!("the pattern of what tenants own cannot be used: {why}"))
        }),
    }
}

/// The scheme asked for, or the API's first.
fn scheme(api: &Api, id: Option<SchemeId>) -> Result<&'static Scheme, Error> {
    match id {
        None => api
            .schemes
            .first()
            .ok_or_else(|| Error::setup(format!("the {} takes no key", api.title))),
        Some(SchemeId(id)) => api
            .schemes
            .iter()
            .find(|scheme| scheme.id == id)
            .ok_or_else(|| Error::setup(format!("the {} has no scheme `{id}`", api.title))),
    }
}

/// The base URL, parsed and without anything that would not work as one.
fn base_url(url: &BaseUrl, api: &Api) -> Result<Url, Error> {
    // The text itself is not shown: it may hold a password.
    let error = |what: &str| Error::setup(format!("the base URL {what}"));
    if url.0.is_empty() {
        return Err(error("is not set: its document does not say where the API is"));
    }
    let mut base =
        Url::parse(&url.0).map_err(|why| error(&format!("is not an absolute URL: {why}")))?;
    if !matches!(base.scheme(), "http" | "https") {
        return Err(error("must begin with `https://` or `http://`"));
    }
    if !base.username().is_empty() || base.password().is_some() {
        return Err(error("must not hold a user or a password"));
    }
    if base.query().is_some() || base.fragment().is_some() {
        return Err(error("must not have a query or a fragment"));
    }
    let on_trusted = |host: &str| api.trusted_domains.iter().any(|d| is_below(host, d));
    if base.scheme() == "http" && base.domain().is_some_and(on_trusted) {
        return Err(error("must be https, or the key could be read on its way"));
    }
    let path = base.path().trim_end_matches('/').to_owned();
    base.set_path(&path);
    Ok(base)
}

/// The `User-Agent`, with the caller at its end.
fn user_agent(
    api: &Api,
    user_agent: Option<String>,
    caller: Option<String>,
) -> Result<HeaderValue, Error> {
    let mut text = user_agent.unwrap_or_else(|| api.user_agent.to_owned());
    if let Some(caller) = caller {
        if let Some(wanted) = api.caller {
            let pattern = Regex::new(wanted.pattern).map_err(|why| {
                Error::setup(format!("the pattern of callers cannot be used: {why}"))
            })?;
            if !pattern.is_match(&caller) {
                return Err(Error::setup(format!(
                    "the caller {caller:?} is not in the form `{}`",
                    wanted.form
                )));
            }
        }
        text.push(' ');
        text.push_str(&caller);
    }
    HeaderValue::try_from(text)
        .map_err(|_| Error::setup("the user agent has characters that cannot be sent in a header"))
}
