//! Sources of API keys and tokens.

use crate::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

/// An API key or token. `Debug` does not show it.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::Key;
/// let key = Key::from("0123456789");
/// assert_eq!(key.expose(), "0123456789");
/// assert_eq!(format!("{key:?}"), "Key");
/// ```
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

/// The future of a key.
pub type KeyFuture<'a> = Pin<Box<dyn Future<Output = Result<Key, Error>> + Send + 'a>>;

/// A source of API keys. The client requests a key for each request.
///
/// [`StaticKey`] is a fixed key, [`EnvironmentKey`] reads one from the environment, and
/// [`RefreshToken`](crate::RefreshToken) provides OAuth 2 access tokens and renews them.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Credentials, Error, Key, KeyFuture};
/// /// A key in a file, which another program may replace.
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
    /// The current key.
    fn key(&self) -> KeyFuture<'_>;

    /// Reports that the server rejected a key (401). Returns whether [`key`](Self::key) would now return another one:
    /// the request is then sent once more.
    fn refused(&self, _key: &Key) -> bool {
        false
    }
}

/// A fixed key.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Credentials, StaticKey};
/// use std::sync::Arc;
///
/// /// The credentials of a program: its argument, or a file.
/// fn credentials(argument: Option<String>, file: Arc<dyn Credentials>) -> Arc<dyn Credentials> {
///     match argument {
///         Some(key) => Arc::new(StaticKey::new(key)),
///         None => file,
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct StaticKey(Key);

impl StaticKey {
    /// A fixed key.
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

/// The key in an environment variable, read for each request.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Credentials, EnvironmentKey};
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let credentials = EnvironmentKey::new("LAB_API_KEY");
/// let error = credentials.key().await.unwrap_err();
/// assert_eq!(error.to_string(), "the environment variable `LAB_API_KEY` is not set: it must hold the API key");
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct EnvironmentKey {
    variable: String,
}

impl EnvironmentKey {
    /// The key in `variable`.
    pub fn new(variable: impl Into<String>) -> Self {
        Self { variable: variable.into() }
    }

    pub(crate) fn read(&self) -> Result<Key, Error> {
        let variable = &self.variable;
        let failure = match std::env::var(variable) {
            Ok(key) if !key.is_empty() => return Ok(key.into()),
            Ok(_) => "is empty",
            Err(std::env::VarError::NotPresent) => "is not set",
            Err(std::env::VarError::NotUnicode(_)) => "is not valid Unicode",
        };
        Err(Error::setup(format!(
            "the environment variable `{variable}` {failure}: it must hold the API key"
        )))
    }
}

impl Credentials for EnvironmentKey {
    fn key(&self) -> KeyFuture<'_> {
        Box::pin(async { self.read() })
    }
}
