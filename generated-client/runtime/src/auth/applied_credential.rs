//! Applies an API key to requests, in the way that a security scheme defines.

use super::credentials::Key;
use crate::api::{CredentialLocation, Scheme};
use crate::error::Error;
use crate::sanitize::Secret;
use crate::types::{push_encoded, push_pair};
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Url};

/// A shorter password is no secret.
const SHORT: usize = 4;

/// An API key, ready to be sent in its location.
pub(crate) struct AppliedCredential {
    key: Key,
    location: Location,
    /// All strings that would reveal the key.
    secrets: Vec<Secret>,
}

enum Location {
    Header(HeaderName, HeaderValue),
    Query(&'static str, String),
}

impl AppliedCredential {
    /// Prepares a key for a scheme; an error if it cannot be sent that way.
    pub(super) fn new(scheme: &Scheme, source: Key, http: &Client) -> Result<Self, Error> {
        let key = source.expose().to_owned();
        if key.trim() != key || key.is_empty() {
            return Err(Error::setup("the API key is empty, or begins or ends with white space"));
        }
        let mut secrets: Vec<_> = Secret::new(&key).into_iter().collect();
        let location = match scheme.location {
            CredentialLocation::Bearer => {
                Location::Header(AUTHORIZATION, secret_header(format!("Bearer {key}"))?)
            }
            CredentialLocation::Basic => {
                let (user, password) = key.split_once(':').ok_or_else(|| {
                    Error::setup(
                        "the key of basic authentication is `user:password`: end a user without a password with `:`, or select \
                         another security scheme with `auth_header`",
                    )
                })?;
                let value = basic(user, password, http)?;
                let encoded = value.to_str().ok().and_then(|value| value.split_once(' '));
                // Several APIs take the key as the user, with an empty password or one that means nothing.
                let part = if password.len() < SHORT { user } else { password };
                let parts = [part].into_iter().chain(encoded.map(|(_, encoded)| encoded));
                secrets.extend(parts.filter_map(Secret::new));
                Location::Header(AUTHORIZATION, value)
            }
            CredentialLocation::Http(scheme) => {
                Location::Header(AUTHORIZATION, secret_header(format!("{scheme} {key}"))?)
            }
            CredentialLocation::Header(name) => {
                Location::Header(header_name(name)?, secret_header(key)?)
            }
            CredentialLocation::Query(name) => Location::Query(name, key),
            CredentialLocation::Cookie(name) => {
                let mut cookie = format!("{name}=");
                push_encoded(&mut cookie, &key);
                Location::Header(COOKIE, secret_header(cookie)?)
            }
        };
        Ok(Self { key: source, location, secrets })
    }

    /// Adds the key to a request.
    pub(crate) fn apply(&self, url: &mut Url, headers: &mut HeaderMap) {
        match &self.location {
            Location::Header(name, value) => {
                // There must be no second `Cookie` header (RFC 6265, section 5.4).
                let others = headers.get(name).filter(|_| *name == COOKIE);
                let joined = others.and_then(|others| joined_cookies(others, value));
                headers.insert(name, joined.unwrap_or_else(|| value.clone()));
            }
            Location::Query(name, key) => {
                if !url.query_pairs().any(|(other, _)| other == *name) {
                    let mut query = url.query().unwrap_or_default().to_owned();
                    push_pair(&mut query, name, key);
                    url.set_query(Some(&query));
                }
            }
        }
    }

    /// The key itself.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// All strings that would reveal the key.
    pub(super) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

/// The header that carries the key, if one does.
pub(super) fn own_header(scheme: &Scheme) -> Option<HeaderName> {
    match scheme.location {
        CredentialLocation::Bearer | CredentialLocation::Basic | CredentialLocation::Http(_) => {
            Some(AUTHORIZATION)
        }
        CredentialLocation::Header(name) => name.parse().ok(),
        CredentialLocation::Query(_) | CredentialLocation::Cookie(_) => None,
    }
}

/// The cookies of a request, with the key's at their end, unless they have it already.
fn joined_cookies(others: &HeaderValue, own: &HeaderValue) -> Option<HeaderValue> {
    let others = others.as_bytes();
    if others.split(|byte| *byte == b';').any(|cookie| cookie.trim_ascii() == own.as_bytes()) {
        return HeaderValue::from_bytes(others).ok().map(sensitive);
    }
    HeaderValue::from_bytes(&[others, b"; ", own.as_bytes()].concat()).ok().map(sensitive)
}

fn sensitive(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    name.parse().map_err(|_| Error::setup(format!("`{name}` is not the name of a header")))
}

/// A header whose value is never shown.
fn secret_header(value: String) -> Result<HeaderValue, Error> {
    let value = HeaderValue::try_from(value)
        .map_err(|_| Error::setup("the API key has characters that cannot be sent in a header"))?;
    // Servers interpret characters beyond ASCII differently.
    if value.to_str().is_err() {
        return Err(Error::setup("the API key has characters that cannot be sent in a header"));
    }
    Ok(sensitive(value))
}

/// The header of basic authentication, as the HTTP stack makes it.
pub(super) fn basic(user: &str, password: &str, http: &Client) -> Result<HeaderValue, Error> {
    http.get("http://localhost/")
        .basic_auth(user, Some(password))
        .build()
        .ok()
        .and_then(|request| request.headers().get(AUTHORIZATION).cloned())
        .ok_or_else(|| Error::setup("the user or the password cannot be sent in a header"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitize::redact;

    fn applied(scheme: Scheme, key: &str) -> (Url, HeaderMap) {
        let mut url = Url::parse("http://h/p?a=b").unwrap();
        let mut headers = HeaderMap::new();
        let credential = AppliedCredential::new(&scheme, key.into(), &Client::new()).unwrap();
        credential.apply(&mut url, &mut headers);
        credential.apply(&mut url, &mut headers);
        (url, headers)
    }

    #[test]
    fn every_place() {
        let (_, headers) = applied(Scheme::bearer("s"), "k1");
        assert_eq!(headers[AUTHORIZATION], "Bearer k1");
        assert!(headers[AUTHORIZATION].is_sensitive());
        let (_, headers) = applied(Scheme::basic("s"), "Aladdin:open sesame");
        assert_eq!(headers[AUTHORIZATION], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(headers[AUTHORIZATION].is_sensitive());
        let (_, headers) = applied(Scheme::http("s", "SharedAccessKey"), "k1");
        assert_eq!(headers[AUTHORIZATION], "SharedAccessKey k1");
        assert!(headers[AUTHORIZATION].is_sensitive());
        let (_, headers) = applied(Scheme::header("s", "X-Key"), "k1");
        assert_eq!(headers["x-key"], "k1");
        let (url, headers) = applied(Scheme::query("s", "api key"), "k 1");
        assert_eq!(url.as_str(), "http://h/p?a=b&api+key=k+1");
        assert!(headers.is_empty());
        let (_, headers) = applied(Scheme::cookie("s", "session"), "k;1");
        assert_eq!(headers[COOKIE], "session=k%3B1");
        assert_eq!(headers.get_all(COOKIE).iter().count(), 1);
    }

    #[test]
    fn keys_that_cannot_be_sent() {
        for key in ["", " key-1", "key-1\n", "key-1\r\nX: y", "key-1\u{0}", "ключ", "key-1\u{7f}b"]
        {
            let error = AppliedCredential::new(&Scheme::bearer("s"), key.into(), &Client::new())
                .err()
                .unwrap()
                .to_string();
            assert!(error.contains("the API key"), "{key:?}: {error}");
            assert!(!error.contains("key-1"), "{error}");
        }
        assert!(
            AppliedCredential::new(&Scheme::basic("s"), "nocolon".into(), &Client::new()).is_err()
        );
    }

    #[test]
    fn the_key_is_redacted() {
        let scheme = Scheme::basic("s");
        let credential =
            AppliedCredential::new(&scheme, "user:password1".into(), &Client::new()).unwrap();
        let text = "user:password1, password1, user, dXNlcjpwYXNzd29yZDE=";
        let shown = redact(text.to_owned(), credential.secrets().iter());
        assert_eq!(shown, "[key], [key], user, [key]");
        let credential = AppliedCredential::new(&scheme, "sk_1:x".into(), &Client::new()).unwrap();
        let shown = redact("sk_1, x".to_owned(), credential.secrets().iter());
        assert_eq!(shown, "[key], x");
    }
}
