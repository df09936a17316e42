//! Credentials of requests: where API keys come from, and how they are applied.
//!
//! May use `policy`, `api` and `types`. The session holds the credentials, and the stage `http/attach_credentials.rs` attaches them.

mod applied_credential;
mod credentials;
mod keyring;
mod refresh_token;

pub(crate) use applied_credential::AppliedCredential;
pub use credentials::{Credentials, EnvironmentKey, Key, KeyFuture, StaticKey};
pub(crate) use keyring::{Keyring, SecurityRequirements};
pub use refresh_token::RefreshToken;

use crate::api::{CredentialLocation, Scheme};
use crate::error::Error;
use reqwest::Client;
use reqwest::header::HeaderName;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The number of recent keys that are redacted, the current one included: late responses may still contain earlier
/// ones.
const REMEMBERED: usize = 4;

/// Why a client without security schemes sends no credentials, and what to do.
pub(crate) const NO_SCHEME: &str = "knows no security scheme: generate it with `auth.scheme` in its profile, or add credentials with an interceptor";

/// A source of keys, and the scheme by which they are sent.
pub(crate) struct Authorizer {
    scheme: &'static Scheme,
    /// The header that carries the key, if one does.
    header: Option<HeaderName>,
    credentials: Arc<dyn Credentials>,
    http: Client,
    /// The latest keys, the current one last.
    recent: RwLock<Vec<Arc<AppliedCredential>>>,
}

impl Authorizer {
    pub(crate) fn new(
        scheme: &'static Scheme,
        credentials: Arc<dyn Credentials>,
        http: Client,
    ) -> Self {
        let header = applied_credential::own_header(scheme);
        Self { scheme, header, credentials, http, recent: RwLock::default() }
    }

    /// The current key, ready to be sent.
    pub(crate) async fn credential(&self) -> Result<Arc<AppliedCredential>, Error> {
        self.apply_key(self.credentials.key().await?)
    }

    /// A key, ready to be sent; an error if it cannot be.
    pub(crate) fn apply_key(&self, key: Key) -> Result<Arc<AppliedCredential>, Error> {
        let latest = || self.recent.read().unwrap_or_else(PoisonError::into_inner).last().cloned();
        if let Some(credential) = latest().filter(|credential| *credential.key() == key) {
            return Ok(credential);
        }
        let credential = Arc::new(AppliedCredential::new(self.scheme, key, &self.http)?);
        let mut recent = self.recent.write().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= REMEMBERED {
            recent.remove(0);
        }
        recent.push(credential.clone());
        Ok(credential)
    }

    /// Reports that the server rejected a key. Returns whether there is another one now.
    pub(crate) fn is_replaced(&self, credential: &AppliedCredential) -> bool {
        self.credentials.refused(credential.key())
    }

    /// The id of the scheme.
    pub(super) fn id(&self) -> &'static str {
        self.scheme.id
    }

    /// The header that carries the key, if one does.
    pub(super) fn header(&self) -> Option<&HeaderName> {
        self.header.as_ref()
    }

    /// The parameter of the query that carries the key, if one does.
    pub(super) fn query_parameter(&self) -> Option<&'static str> {
        match self.scheme.location {
            CredentialLocation::Query(name) => Some(name),
            _ => None,
        }
    }

    /// The latest keys.
    pub(super) fn recent(&self) -> Vec<Arc<AppliedCredential>> {
        self.recent.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl fmt::Debug for Authorizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authorizer").field(&self.scheme.id).finish()
    }
}
