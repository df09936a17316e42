//! Where keys come from: in comes nothing, out comes the key to send now.

use crate::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// A key or a token. It is not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Arc<str>);

impl Key {
    /// The key itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}

impl From<String> for Key {
    fn from(key: String) -> Self {
        Self(key.into())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// A key to come.
pub type KeyFuture<'a> = Pin<Box<dyn Future<Output = Result<Key, Error>> + Send + 'a>>;

/// Where a client takes the key of each request from.
///
/// [`StaticKey`] is one that stays, [`EnvironmentKey`] one from the environment, and [`RefreshToken`](crate::RefreshToken)
/// an access token of OAuth 2 that is renewed.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{Credentials, Error, Key, KeyFuture};
///
/// /// A key that others put into a file, and may replace.
/// struct KeyFile;
///
/// impl Credentials for KeyFile {
///     fn key(&self) -> KeyFuture<'_> {
///         Box::pin(async {
///             let text = std::fs::read_to_string("key.txt");
///             text.map(|text| Key::from(text.trim())).map_err(|why| Error::credentials(why.to_string()))
///         })
///     }
/// }
/// ```
pub trait Credentials: Send + Sync {
    /// The key to send now.
    fn key(&self) -> KeyFuture<'_>;

    /// Says that the server does not take a key (401). Whether [`key`](Self::key) would give another one now: the request is
    /// sent with that, once.
    fn refused(&self, _key: &Key) -> bool {
        false
    }
}

/// A key that stays.
#[derive(Clone, Debug)]
pub struct StaticKey(Key);

impl StaticKey {
    /// A key that stays.
    pub fn new(key: impl Into<Key>) -> Self {
        Self(key.into())
    }
}

impl Credentials for StaticKey {
    fn key(&self) -> KeyFuture<'_> {
        let key = self.0.clone();
        Box::pin(async { Ok(key) })
    }
}

/// The key that an environment variable holds, when it is asked for.
#[derive(Clone, Debug)]
pub struct EnvironmentKey {
    variable: String,
}

impl EnvironmentKey {
    /// The key that `variable` holds.
    pub fn new(variable: impl Into<String>) -> Self {
        Self { variable: variable.into() }
    }

    pub(crate) fn read(&self) -> Result<Key, Error> {
        let variable = &self.variable;
        let fault = match std::env::var(variable) {
            Ok(key) if !key.is_empty() => return Ok(key.into()),
            Ok(_) => "is empty",
            Err(std::env::VarError::NotPresent) => "is not set",
            Err(std::env::VarError::NotUnicode(_)) => "holds no text",
        };
        Err(Error::setup(format!(
            "the environment variable `{variable}` {fault}: it must hold the API key"
        )))
    }
}

impl Credentials for EnvironmentKey {
    fn key(&self) -> KeyFuture<'_> {
        Box::pin(async { self.read() })
    }
}
