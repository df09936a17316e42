//! Access tokens of OAuth 2: in comes a refresh token, out come access tokens, each renewed before it expires.

use super::credentials::{Credentials, Key, KeyFuture};
use crate::error::Error;
use crate::policy::{Cause, Clock, RealClock, RetryPolicy, retry_after};
use crate::sanitize::one_line;
use crate::types::push_pair;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url, redirect};
use serde_json::Value;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// A token is renewed this long before it expires.
const BEFORE: Duration = Duration::from_secs(60);

/// How long a token lasts of which the server does not say it.
const LIFETIME: u64 = 3600;

/// How long the server of tokens may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most that is read of an answer of the server of tokens.
const LONGEST: usize = 64 * 1024;

/// Access tokens that are renewed with a refresh token (RFC 6749, section 6).
///
/// A token is renewed a minute before it expires, once for all who wait for it, and once when the server refuses it. That is
/// tried up to 5 times, where the fault may pass; who waits for it does so up to the deadline of the request. Clones share
/// it.
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
    /// Held while a token is renewed, so that nobody else renews it.
    refresh_token: tokio::sync::Mutex<String>,
    access: Mutex<Option<Access>>,
    /// How often a renewal failed, and why it did the last time.
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
    /// When the URL is not one, or neither https nor of this machine, or when the HTTP stack cannot be set up.
    pub fn new(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Result<Self, Error> {
        let url = Url::parse(token_url)
            .map_err(|why| Error::setup(format!("the URL of tokens is none: {why}")))?;
        let is_local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && is_local) {
            return Err(Error::setup("the URL of tokens must be https, or they could be read"));
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

    /// Hands over each new refresh token, to be stored: many servers take each but once.
    pub fn on_renewal(mut self, store: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_renewal = Arc::new(store);
        self
    }

    /// What the time is read from by which tokens expire, and what is waited by between attempts.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The token at hand, as long as it lasts.
    fn current(&self) -> Option<Key> {
        let access = lock(&self.state.access);
        let access = access.as_ref().filter(|access| self.clock.elapsed() < access.until)?;
        Some(access.token.clone())
    }

    /// Renews the token, unless somebody else just did, or could not.
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
        let (begun, given) = self.insist(refresh_token).await?;
        let text = |member: &str| given.text(member);
        let Some(token) = text("access_token").filter(|_| given.status.is_success()) else {
            let said = [text("error"), text("error_description")];
            let said: Vec<_> = said.into_iter().flatten().collect();
            let what = format!("{}: {}", given.status, said.join(": "));
            return Err(self.fault(refresh_token, what));
        };
        let token = Key::from(token);
        let lifetime = given.body.get("expires_in").and_then(Value::as_u64).unwrap_or(LIFETIME);
        let until = begun.saturating_add(Duration::from_secs(lifetime).saturating_sub(BEFORE));
        *lock(&self.state.access) = Some(Access { token: token.clone(), until });
        if let Some(new) = text("refresh_token").filter(|new| **new != *refresh_token) {
            (self.on_renewal)(new);
            *refresh_token = new.to_owned();
        }
        Ok(token)
    }

    /// Asks for a token until there is an answer that the server means; also gives when it was asked for.
    async fn insist(&self, refresh_token: &str) -> Result<(Duration, Given), Error> {
        const POLICY: RetryPolicy = RetryPolicy::new();
        let clock = &*self.clock;
        let end = clock.elapsed().saturating_add(POLICY.time_limit());
        let mut attempts = 0;
        loop {
            attempts += 1;
            let begun = clock.elapsed();
            let given = self.ask(refresh_token).await;
            let cause = match &given {
                Ok(given) => given.cause(clock.now()),
                Err(_) => Some(Cause::Passing),
            };
            // Where the last answer was lost, the refresh token may be spent. Whether it is, only another attempt can tell.
            match cause.and_then(|cause| POLICY.wait(attempts, cause, clock)) {
                Some(wait) if clock.elapsed().saturating_add(wait) < end => clock.sleep(wait).await,
                _ => {
                    let fault = |error: Error| self.fault(refresh_token, error.to_string());
                    return given.map(|given| (begun, given)).map_err(fault);
                }
            }
        }
    }

    /// Asks for a token; an answer that is no JSON is none.
    async fn ask(&self, refresh_token: &str) -> Result<Given, Error> {
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

    /// Why there is no token, without what is secret.
    fn fault(&self, refresh_token: &str, what: String) -> Error {
        let what = what.replace(&*self.client_secret, "[key]").replace(refresh_token, "[key]");
        Error::credentials(format!("the access token cannot be renewed: {}", one_line(&what)))
    }
}

/// What the server of tokens answers.
struct Given {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Given {
    /// Why it is worth asking again; nothing, where the server means what it says.
    fn cause(&self, now: SystemTime) -> Option<Cause> {
        let may_pass =
            self.status == StatusCode::TOO_MANY_REQUESTS || self.status.is_server_error();
        may_pass.then(|| retry_after(&self.headers, now).map_or(Cause::Passing, Cause::Asked))
    }

    /// A member that is a text, and not an empty one.
    fn text(&self, member: &str) -> Option<&str> {
        self.body.get(member)?.as_str().filter(|text| !text.is_empty())
    }
}

impl Credentials for RefreshToken {
    fn key(&self) -> KeyFuture<'_> {
        Box::pin(async {
            if let Some(token) = self.current() {
                return Ok(token);
            }
            let this = self.clone();
            // It is brought to its end also where the caller gives up: the old refresh token may be worth nothing by then.
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
