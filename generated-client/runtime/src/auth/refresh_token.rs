//! OAuth 2 access tokens, obtained with a refresh token and renewed before they expire.

use super::applied_credential::basic;
use super::credentials::{Credentials, Key, KeyFuture};
use crate::error::Error;
use crate::platform;
use crate::platform::HttpResponse;
use crate::policy::{Cause, Clock, RealClock, RetryPolicy, retry_after};
use crate::sanitize::{Secret, one_line, redact};
use crate::types::push_pair;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url};
use serde_json::Value;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// The time before its expiry at which a token is renewed. A token with a shorter lifetime is renewed after half of it.
const BEFORE: Duration = Duration::from_secs(60);

/// The lifetime of a token if the server does not state it.
const LIFETIME: u64 = 3600;

/// The timeout of a request to the token endpoint.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The maximum size of a response of the token endpoint, in bytes.
const LONGEST: usize = 64 * 1024;

/// Access tokens that are renewed with a refresh token (RFC 6749, section 6).
///
/// A token is renewed a minute before it expires (or after half of its lifetime), once for all waiting requests, and once
/// more when the server rejects it. Transient failures are retried up to 5 times; a request waits no longer than its deadline. Clones share the
/// token.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::RefreshToken;
/// # fn stored() -> String { "stored".to_owned() }
/// # fn store(_: &str) {}
/// let credentials = RefreshToken::new("https://as.example.com/oauth/token", "client-id", "client-secret", stored())?
///     .on_renewal(|refresh_token| store(refresh_token));
/// # Ok::<(), runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct RefreshToken {
    http: reqwest::Client,
    url: Url,
    client_id: Arc<str>,
    client_secret: Arc<str>,
    clock: Arc<dyn Clock>,
    on_renewal: Arc<dyn Fn(&str) + Send + Sync>,
    state: Arc<State>,
}

struct State {
    /// Locked while a token is renewed, so that only one task renews it.
    refresh_token: tokio::sync::Mutex<String>,
    access: Mutex<Option<Access>>,
    /// The number of renewals so far, and the outcome of the last one.
    renewals: Mutex<(u64, Result<Key, String>)>,
}

/// An access token, and when it is to be renewed.
struct Access {
    token: Key,
    until: Duration,
}

impl RefreshToken {
    /// Creates credentials that obtain access tokens from `token_url`.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is invalid, if it uses neither https nor the local machine, or if the HTTP client cannot be
    /// built.
    pub fn new(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Result<Self, Error> {
        let url = Url::parse(token_url)
            .map_err(|why| Error::setup(format!("the token URL is invalid: {why}")))?;
        let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && is_local) {
            return Err(Error::setup("the token URL must be https, to keep tokens secret"));
        }
        let http = platform::own_redirects(reqwest::Client::builder());
        let state = State {
            refresh_token: tokio::sync::Mutex::new(refresh_token.into()),
            access: Mutex::default(),
            renewals: Mutex::new((0, Err(String::new()))),
        };
        Ok(Self {
            http: http.build().map_err(Error::transport)?,
            url,
            client_id: client_id.into().into(),
            client_secret: client_secret.into().into(),
            clock: Arc::new(RealClock),
            on_renewal: Arc::new(|_| {}),
            state: Arc::new(state),
        })
    }

    /// Passes each new refresh token to `store` before the new access token is used, because many servers accept each refresh
    /// token only once.
    ///
    /// If `store` panics, the request is an error, but later ones use the new tokens.
    pub fn on_renewal(mut self, store: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_renewal = Arc::new(store);
        self
    }

    /// Sets the clock for the expiry of tokens and for the waits between attempts.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The current token, unless it has expired.
    fn current(&self) -> Option<Key> {
        let access = lock(&self.state.access);
        let access = access.as_ref().filter(|access| self.clock.elapsed() < access.until)?;
        Some(access.token.clone())
    }

    /// Renews the token. If another task has done so, or has failed to, since this one began to wait, that outcome holds,
    /// even if the token has expired already.
    async fn renew(&self) -> Result<Key, Error> {
        let before = lock(&self.state.renewals).0;
        let mut refresh_token = self.state.refresh_token.lock().await;
        if let Some(token) = self.current() {
            return Ok(token);
        }
        let (renewals, outcome) = lock(&self.state.renewals).clone();
        if renewals != before {
            return outcome.map_err(Error::credentials);
        }
        let renewed = self.renew_with(&mut refresh_token).await;
        let outcome = renewed.as_ref().map(Key::clone).map_err(ToString::to_string);
        *lock(&self.state.renewals) = (renewals.wrapping_add(1), outcome);
        renewed
    }

    async fn renew_with(&self, refresh_token: &mut String) -> Result<Key, Error> {
        let (begun, response) = self.request_with_retries(refresh_token).await?;
        let text = |name: &str| response.text(name);
        let Some(token) = text("access_token").filter(|_| response.status.is_success()) else {
            let messages = [text("error"), text("error_description")];
            let messages: Vec<_> = messages.into_iter().flatten().collect();
            let what = format!("{}: {}", response.status, messages.join(": "));
            return Err(self.failure(refresh_token, what));
        };
        let token = Key::from(token);
        let lifetime = response.body.get("expires_in").and_then(Value::as_u64).unwrap_or(LIFETIME);
        let lifetime = Duration::from_secs(lifetime);
        let until = begun.saturating_add(lifetime.saturating_sub(BEFORE.min(lifetime / 2)));
        let access = Access { token: token.clone(), until };
        let stored = match text("refresh_token").filter(|new| **new != *refresh_token) {
            Some(new) => {
                // The old one may be invalid now, whether the new one is stored or not.
                new.clone_into(refresh_token);
                catch_unwind(AssertUnwindSafe(|| (self.on_renewal)(new)))
            }
            None => Ok(()),
        };
        *lock(&self.state.access) = Some(access);
        match stored {
            Ok(()) => Ok(token),
            // The message of the panic may contain the token.
            Err(_) => Err(Error::credentials(
                "the new refresh token was not stored: `on_renewal` panicked",
            )),
        }
    }

    /// Requests a token until a response is final. Also returns when that request was sent.
    async fn request_with_retries(&self, refresh_token: &str) -> Result<(Duration, Given), Error> {
        const POLICY: RetryPolicy = RetryPolicy::new();
        let clock = &*self.clock;
        let end = clock.elapsed().saturating_add(POLICY.time_limit());
        let mut attempts = 0;
        loop {
            attempts += 1;
            let begun = clock.elapsed();
            let response = self.request_token(refresh_token).await;
            let cause = match &response {
                Ok(response) => response.cause(clock.now()),
                Err(_) => Some(Cause::Transient),
            };
            // If the last response was lost, the refresh token may have been used up. Only another attempt can tell.
            match cause.and_then(|cause| POLICY.wait(attempts, cause, clock)) {
                Some(wait) if clock.elapsed().saturating_add(wait) < end => clock.sleep(wait).await,
                _ => {
                    let failure = |error: Error| self.failure(refresh_token, error.to_string());
                    return response.map(|response| (begun, response)).map_err(failure);
                }
            }
        }
    }

    /// Requests a token. A response that is not JSON has an empty body.
    async fn request_token(&self, refresh_token: &str) -> Result<Given, Error> {
        let mut form = String::new();
        push_pair(&mut form, "grant_type", "refresh_token");
        push_pair(&mut form, "refresh_token", refresh_token);
        let request = self
            .http
            .post(self.url.clone())
            .basic_auth(&self.client_id, Some(&self.client_secret))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(form)
            .timeout(TIMEOUT)
            .build()
            .map_err(Error::transport)?;
        let response = platform::execute(&self.http, request).await.map_err(Error::transport)?;
        let HttpResponse { status, headers, mut body, length: _ } = response;
        let mut text = Vec::new();
        while let Some(chunk) = body.chunk().await.transpose().map_err(Error::transport)?
            && text.len() < LONGEST
        {
            text.extend_from_slice(&chunk);
        }
        Ok(Given { status, headers, body: serde_json::from_slice(&text).unwrap_or_default() })
    }

    /// The error of a failed renewal, without secrets.
    fn failure(&self, refresh_token: &str, what: String) -> Error {
        let basic = basic(&self.client_id, &self.client_secret, &self.http).ok();
        let basic = basic.as_ref().and_then(|header| header.to_str().ok()?.strip_prefix("Basic "));
        let secrets = [Some(&*self.client_secret), Some(refresh_token), basic];
        let secrets: Vec<_> = secrets.into_iter().flatten().filter_map(Secret::new).collect();
        let what = redact(what, secrets.iter());
        Error::credentials(format!("the access token cannot be renewed: {}", one_line(&what)))
    }
}

/// A response of the token endpoint.
struct Given {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Given {
    /// Why to retry; `None` if the response is final.
    fn cause(&self, now: SystemTime) -> Option<Cause> {
        let is_transient =
            self.status == StatusCode::TOO_MANY_REQUESTS || self.status.is_server_error();
        is_transient
            .then(|| retry_after(&self.headers, now).map_or(Cause::Transient, Cause::Requested))
    }

    /// A property that is a non-empty string.
    fn text(&self, name: &str) -> Option<&str> {
        self.body.get(name)?.as_str().filter(|text| !text.is_empty())
    }
}

impl Credentials for RefreshToken {
    fn key(&self) -> KeyFuture<'_> {
        Box::pin(async {
            if let Some(token) = self.current() {
                return Ok(token);
            }
            let this = self.clone();
            // The renewal completes even if the caller gives up, because the old refresh token may be invalid by then.
            let renewal = platform::spawn(async move { this.renew().await });
            renewal.await.unwrap_or_else(|why| {
                Err(Error::credentials(format!("the access token cannot be renewed: {why}")))
            })
        })
    }

    fn refused(&self, key: &Key) -> bool {
        let mut access = lock(&self.state.access);
        if access.as_ref().is_some_and(|access| access.token == *key) {
            *access = None;
        }
        true
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken")
            .field("url", &self.url.as_str())
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
