//! Turns the builder's settings into a session, or the first error in them.

#[cfg(not(target_arch = "wasm32"))]
use super::network::Network;
use crate::api::{Api, BaseUrl, Scheme, SchemeId};
use crate::auth::{Authorizer, Credentials, EnvironmentKey, Keyring, NO_SCHEME, StaticKey};
use crate::error::Error;
use crate::interceptor::Interceptor;
use crate::platform;
use crate::policy::{
    CircuitBreaker, Circuits, Clock, Decoding, KnownTenants, RateLimiter, RetryBudget, RetryPolicy,
    Tenants, TokenBuckets,
};
use crate::session::{Session, SessionSettings, is_managed};
use crate::transport::Transport;
use bytes::Bytes;
use regex_lite::Regex;
use reqwest::header::{
    ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue,
    TRANSFER_ENCODING, USER_AGENT,
};
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

/// The caller's settings, not validated yet.
pub(super) struct Settings {
    pub(super) api: &'static Api,
    pub(super) key: Option<Source>,
    pub(super) scheme: Option<SchemeId>,
    /// The credentials of other schemes.
    pub(super) others: Vec<(SchemeId, Arc<dyn Credentials>)>,
    pub(super) base_url: BaseUrl,
    pub(super) trusted_origins: Vec<BaseUrl>,
    pub(super) caller: Option<String>,
    pub(super) user_agent: Option<String>,
    pub(super) default_headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) max_body: usize,
    pub(super) retry: RetryPolicy,
    pub(super) circuit_breaker: Option<CircuitBreaker>,
    pub(super) decoding: Decoding,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) limiter: Limiter,
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) network: Network,
    pub(super) known_tenants: Option<(KnownTenants, Option<Duration>)>,
    pub(super) trace_bodies: bool,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(super) http: reqwest::ClientBuilder,
}

/// The choice of the rate limiter.
pub(super) enum Limiter {
    OfTheApi,
    Given(Arc<dyn RateLimiter>),
    None,
}

/// The source of the API key.
pub(super) enum Source {
    Given(String),
    Environment,
    Credentials(Arc<dyn Credentials>),
}

impl Settings {
    pub(super) fn build(self) -> Result<Session, Error> {
        let base = self.base_url.parse(self.api);
        let base = base.map_err(|why| Error::setup(format!("the base URL {why}")))?;
        let origins = self.trusted_origins.iter().map(|origin| {
            let origin = origin.parse(self.api);
            origin.map_err(|why| Error::setup(format!("the URL of a trusted origin {why}")))
        });
        let documented =
            self.api.trusted_origins.iter().filter_map(|url| reqwest::Url::parse(url).ok());
        let trusted_origins = documented.map(Ok).chain(origins).collect::<Result<_, _>>()?;
        let http = self.http;
        #[cfg(not(target_arch = "wasm32"))]
        let http = self.network.apply(http)?;
        let http = platform::own_redirects(http).build().map_err(Error::transport)?;
        let default = scheme(self.api, self.scheme);
        let others = self.others.into_iter().map(|(id, credentials)| {
            let scheme = scheme(self.api, Some(id))?;
            Ok(Authorizer::new(scheme, credentials, http.clone()))
        });
        let mut others = others.collect::<Result<Vec<_>, Error>>()?;
        let main = match (self.key, default) {
            (Some(source), default) => Some(source.authorizer(self.api, default?, http.clone())?),
            // Without a key, the credentials of the default scheme are the main ones.
            (None, Ok(default)) => {
                let main = others.iter().position(|one| one.id() == default.id);
                main.map(|index| others.remove(index))
            }
            (None, Err(_)) => None,
        };
        let keys = Keyring::new(main, others, self.api.security);
        let tenants = tenants(self.api)?;
        if let Some((known, lifetime)) = self.known_tenants
            && known.is_fresh(self.clock.now(), lifetime)
        {
            tenants.begin_with(&known);
        }
        let user_agent = user_agent(self.api, self.user_agent, self.caller)?;
        if let Some(name) = self.default_headers.keys().find(|name| is_managed(name, &keys)) {
            return Err(managed(self.api, name));
        }
        let inner = SessionSettings {
            api: self.api,
            http,
            transport: self.transport,
            interceptors: self.interceptors,
            keys,
            user_agent,
            default_headers: self.default_headers,
            timeout: self.timeout,
            max_body: self.max_body,
            retry: self.retry,
            retry_budget: RetryBudget::default(),
            circuits: self.circuit_breaker.map(Circuits::new),
            decoding: self.decoding,
            limiter: self.limiter.resolve(self.api, &self.clock),
            tenants,
            trusted_origins,
            trace_bodies: self.trace_bodies,
            clock: self.clock,
        };
        Ok(Session::new(inner, base))
    }
}

impl Source {
    /// The authorizer; an error if the key is missing or cannot be sent.
    fn authorizer(
        self,
        api: &Api,
        scheme: &'static Scheme,
        http: reqwest::Client,
    ) -> Result<Authorizer, Error> {
        let (credentials, key): (Arc<dyn Credentials>, _) = match self {
            Self::Given(key) => (Arc::new(StaticKey::new(key.as_str())), Some(key.into())),
            Self::Environment if api.key_variable.is_empty() => {
                return Err(Error::setup(
                    "the client knows no environment variable of the API key: set the key with `api_key`, or generate the client \
                     with `auth.key-variable` in its profile",
                ));
            }
            Self::Environment => {
                let key = EnvironmentKey::new(api.key_variable).read()?;
                (Arc::new(StaticKey::new(key.clone())), Some(key))
            }
            Self::Credentials(credentials) => (credentials, None),
        };
        let authorizer = Authorizer::new(scheme, credentials, http);
        if let Some(key) = key {
            authorizer.apply_key(key)?;
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

/// The error of a default header that the client manages.
fn managed(api: &Api, name: &HeaderName) -> Error {
    let remedy = match *name {
        ACCEPT | CONTENT_TYPE => "each request sets it",
        CONTENT_LENGTH | HOST | TRANSFER_ENCODING => "the connection sets it",
        USER_AGENT => "set it with `user_agent`",
        _ if api.schemes.is_empty() => {
            return Error::setup(format!(
                "`default_headers` cannot set `{name}`: the client {NO_SCHEME}"
            ));
        }
        _ => "set it with `api_key` or `credentials`",
    };
    Error::setup(format!(
        "`default_headers` cannot set `{name}`, which the client manages: {remedy}"
    ))
}

fn tenants(api: &'static Api) -> Result<Tenants, Error> {
    match &api.tenancy {
        None => Ok(Tenants::default()),
        Some(tenancy) => Tenants::new(tenancy).map_err(|why| {
            Error::setup(format!("a pattern of tenant resources is invalid: {why}"))
        }),
    }
}

/// The requested scheme, or the API's first.
fn scheme(api: &Api, id: Option<SchemeId>) -> Result<&'static Scheme, Error> {
    match id {
        None => api
            .schemes
            .first()
            .ok_or_else(|| Error::setup(format!("the client of the {} {NO_SCHEME}", api.title))),
        Some(SchemeId(id)) => api
            .schemes
            .iter()
            .find(|scheme| scheme.id == id)
            .ok_or_else(|| Error::setup(format!("the {} has no scheme `{id}`", api.title))),
    }
}

/// The `User-Agent`, with the caller at its end.
fn user_agent(
    api: &Api,
    user_agent: Option<String>,
    caller: Option<String>,
) -> Result<HeaderValue, Error> {
    let mut text = user_agent.map_or(Cow::Borrowed(api.user_agent), Cow::Owned);
    if let Some(caller) = caller {
        if let Some(expected) = api.caller {
            let pattern = Regex::new(expected.pattern)
                .map_err(|why| Error::setup(format!("the pattern of callers is invalid: {why}")))?;
            if !pattern.is_match(&caller) {
                return Err(Error::setup(format!(
                    "the caller {caller:?} is not in the form `{}`",
                    expected.format
                )));
            }
        }
        text = format!("{text} {caller}").into();
    }
    // A static string is shared without reference counting.
    let text = match text {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text),
    };
    HeaderValue::from_maybe_shared(text)
        .map_err(|_| Error::setup("the user agent has characters that cannot be sent in a header"))
}
