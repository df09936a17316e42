//! The key of requests: in come credentials and the way to send a key, out come requests that carry it.

mod carrier;
mod credentials;
mod keyring;
mod refresh_token;

pub(crate) use carrier::AppliedCredential;
pub use credentials::{Credentials, EnvironmentKey, Key, KeyFuture, StaticKey};
pub(crate) use keyring::{Keyring, SecurityRequirements};
pub use refresh_token::RefreshToken;

use crate::api::Scheme;
use crate::error::Error;
use reqwest::Client;
use reqwest::header::HeaderName;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The most keys that are remembered, the current one included: answers to earlier ones may still repeat them.
const REMEMBERED: usize = 4;

/// Where keys come from, and how they are sent.
pub(crate) struct Authorizer {
    scheme: &'static Scheme,
    /// The header of its own that carries the key, if one does.
    header: Option<HeaderName>,
    credentials: Arc<dyn Credentials>,
    http: Client,
    /// The latest keys, the current one last.
    carriers: RwLock<Vec<Arc<AppliedCredential>>>,
}

impl Authorizer {
    pub(crate) fn new(
        scheme: &'static Scheme,
        credentials: Arc<dyn Credentials>,
        http: Client,
    ) -> Self {
        let header = carrier::own_header(scheme);
        Self { scheme, header, credentials, http, carriers: RwLock::default() }
    }

    /// What carries the current key.
    pub(crate) async fn carrier(&self) -> Result<Arc<AppliedCredential>, Error> {
        self.carry(self.credentials.key().await?)
    }

    /// What carries a key; an error if it cannot be sent.
    pub(crate) fn carry(&self, key: Key) -> Result<Arc<AppliedCredential>, Error> {
        let latest =
            || self.carriers.read().unwrap_or_else(PoisonError::into_inner).last().cloned();
        if let Some(carrier) = latest().filter(|carrier| *carrier.key() == key) {
            return Ok(carrier);
        }
        let carrier = Arc::new(AppliedCredential::new(self.scheme, key, &self.http)?);
        let mut carriers = self.carriers.write().unwrap_or_else(PoisonError::into_inner);
        if carriers.len() >= REMEMBERED {
            carriers.remove(0);
        }
        carriers.push(carrier.clone());
        Ok(carrier)
    }

    /// Says that the server does not take a key; whether there is another one now.
    pub(crate) fn is_replaced(&self, carrier: &AppliedCredential) -> bool {
        self.credentials.refused(carrier.key())
    }

    /// The scheme that says how the key is sent.
    pub(super) fn id(&self) -> &'static str {
        self.scheme.id
    }

    /// The header of its own that carries the key, if one does.
    pub(super) fn header(&self) -> Option<&HeaderName> {
        self.header.as_ref()
    }

    /// A text from outside, without the keys.
    pub(crate) fn redact(&self, text: String) -> String {
        let carriers = self.carriers.read().unwrap_or_else(PoisonError::into_inner);
        carriers.iter().fold(text, |text, carrier| carrier.redact(text))
    }
}

impl fmt::Debug for Authorizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authorizer").field(&self.scheme.id).finish()
    }
}
