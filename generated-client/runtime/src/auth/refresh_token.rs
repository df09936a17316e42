//! OAuth 2 access tokens, obtained with a refresh token and renewed before they expire.

use super::applied_credential::basic;
use super::credentials::{Credentials, Key, KeyFuture};
use crate::error::Error;
use crate::policy::{Cause, Clock, RealClock, RetryPolicy, retry_after};
use crate::sanitize::{Secret, one_line, redact};
use crate::types::push_pair;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url, redirect};
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A token is renewed this long before it expires.
const BEFORE: Duration = Duration::from_secs(60);

/// The lifetime of a token if the server does not state it.
const LIFETIME: u64 = 3600;

/// The timeout of a request to the token endpoint.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most bytes that are read of a response of the token endpoint.
const LONGEST: usize = 64 * 1024;

/// Access tokens that are renewed with a refresh token (RFC 6749, section 6).
///
/// A token is renewed a minute before it expires, once for all waiting requests, and once more when the server rejects
/// it. Transient failures are retried up to 5 times; a request waits no longer than its deadline. Clones share the
/// token.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::RefreshToken;
///
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
    /// The number of failed renewals, and the last error.
    failures: Mutex<(u64, String)>,
}

/// An access token, and when it is to be renewed.
struct Access {
    token: Key,
    until: Duration,
}

impl RefreshToken {
    /// Access tokens of the server at `token_url`.
    ///
    /// # Errors
    ///
    /// When the URL is invalid, or uses neither https nor the local machine, or when the HTTP client cannot be set up.
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
        let http = reqwest::Client::builder().redirect(redirect::Policy::none()).timeout(TIMEOUT);
        let state = State {
            refresh_token: tokio::sync::Mutex::new(refresh_token.into()),
            access: Mutex::default(),
            failures: Mutex::default(),
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

    /// Passes each new refresh token to `store`: many servers accept each token only once.
    pub fn on_renewal(mut self, store: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_renewal = Arc::new(store);
        self
    }

    /// The clock for the expiry of tokens and for the waits between attempts.
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

    /// Renews the token, unless another task just has, or has failed to.
    async fn renew(&self) -> Result<Key, Error> {
        let failures = lock(&self.state.failures).0;
        let mut refresh_token = self.state.refresh_token.lock().await;
        if let Some(token) = self.current() {
            return Ok(token);
        }
        let (now, why) = lock(&self.state.failures).clone();
        if now != failures {
            return Err(Error::credentials(why));
        }
        let renewed = self.renew_with(&mut refresh_token).await;
        if let Err(error) = &renewed {
            *lock(&self.state.failures) = (failures + 1, error.to_string());
        }
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
        let until = begun.saturating_add(Duration::from_secs(lifetime).saturating_sub(BEFORE));
        *lock(&self.state.access) = Some(Access { token: token.clone(), until });
        if let Some(new) = text("refresh_token").filter(|new| **new != *refresh_token) {
            (self.on_renewal)(new);
            *refresh_token = new.to_owned();
        }
        Ok(token)
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
        let mut response = self
            .http
            .post(self.url.clone())
            .basic_auth(&self.client_id, Some(&self.client_secret))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "application/json")
            .body(form)
            .send()
            .await
            .map_err(Error::transport)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(Error::transport)?
            && body.len() < LONGEST
        {
            body.extend_from_slice(&chunk);
        }
        Ok(Given {
            status: response.status(),
            headers: response.headers().clone(),
            body: serde_json::from_slice(&body).unwrap_or_default(),
        })
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
            let renewal = tokio::spawn(async move { this.renew().await });
            renewal.await.unwrap_or_else(|why| Err(Error::credentials(why.to_string())))
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
