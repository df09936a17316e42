//! Receives webhooks: a body and the shared secret in it -> the payload.

use crate::error::Error;
use crate::policy::DecodeOptions;
use crate::response::{Drift, decode_json};
use crate::sanitize::{MASK, Redact};
use crate::types::memory_budget;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;
use std::hint::black_box;

/// Receives the webhooks of an API that puts a shared secret into their bodies.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Value, WebhookReceiver};
/// let receiver = WebhookReceiver::new("/sharedSecret", "correct horse");
/// let body = br#"{"sharedSecret": "correct horse", "alertTypeId": "stopped_reporting"}"#;
/// let (alert, _) = receiver.receive::<Value>(body)?;
/// assert_eq!(alert["alertTypeId"], "stopped_reporting");
/// assert!(receiver.receive::<Value>(br#"{"sharedSecret": "guess"}"#).is_err());
/// # Ok::<(), runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct WebhookReceiver {
    pointer: String,
    secret: String,
}

impl WebhookReceiver {
    /// A receiver of webhooks with a secret at a JSON pointer.
    pub fn new(pointer: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), secret: secret.into() }
    }

    /// Checks the secret in the body of a webhook, in a time that does not depend on it, and decodes the body tolerantly. Returns
    /// its drift, too.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not JSON, its secret is another one, or it does not fit. The error shows no values of the
    /// body.
    pub fn receive<T: DeserializeOwned>(&self, body: &[u8]) -> Result<(T, Vec<Drift>), Error> {
        let refused = |why: &str| Error::request(format!("the webhook is refused: {why}"));
        let text = std::str::from_utf8(body).map_err(|_| refused("its body is not UTF-8"))?;
        // An untyped value takes a multiple of the memory of its text.
        if text.len() > MAX_BODY || memory_budget::for_text(text, MAX_BODY).is_err() {
            return Err(refused("it is too large"));
        }
        let value: Value =
            serde_json::from_str(text).map_err(|_| refused("its body is not JSON"))?;
        let secret = value.pointer(&self.pointer).and_then(Value::as_str).unwrap_or_default();
        if !self.is_secret(secret) {
            return Err(refused("its shared secret is another one"));
        }
        decode_json(text, "$", DecodeOptions::default(), MAX_BODY, self)
            .map_err(|_| refused("its body does not fit the type of the payload"))
    }

    /// Whether a string is the secret. Compares all bytes of the string, wherever the first difference is.
    fn is_secret(&self, text: &str) -> bool {
        let secret = self.secret.bytes().map(Some).chain(std::iter::repeat(None));
        let differences =
            text.bytes().zip(secret).filter(|(byte, own)| black_box(Some(*byte) != *own)).count();
        black_box(differences) == 0 && text.len() == self.secret.len() && !text.is_empty()
    }
}

impl Redact for WebhookReceiver {
    fn redact(&self, text: String) -> String {
        if self.secret.is_empty() { text } else { text.replace(&self.secret, MASK) }
    }

    fn secret_properties(&self) -> &'static [&'static str] {
        &[]
    }
}

/// The largest body, in bytes.
const MAX_BODY: usize = 1024 * 1024;

impl fmt::Debug for WebhookReceiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookReceiver").field("pointer", &self.pointer).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_secret_is_accepted() {
        let receiver = WebhookReceiver::new("/a/secret", "s3cret");
        let body = |secret: &str| format!(r#"{{"a": {{"secret": "{secret}"}}, "n": "7"}}"#);
        let (value, _) = receiver.receive::<Value>(body("s3cret").as_bytes()).unwrap();
        assert_eq!(value["n"], "7");
        for secret in ["", "s3cre", "s3cret2", "S3cret", "x"] {
            let error = receiver.receive::<Value>(body(secret).as_bytes()).unwrap_err();
            let message = "the webhook is refused: its shared secret is another one";
            assert_eq!(error.to_string(), message, "{secret}");
        }
        for body in ["", "{", "[]", r#"{"a": {"secret": ["s3cret"]}}"#] {
            assert!(receiver.receive::<Value>(body.as_bytes()).is_err(), "{body}");
        }
        let empty = WebhookReceiver::new("/a/secret", "");
        assert!(empty.receive::<Value>(body("").as_bytes()).is_err());
        assert!(!format!("{receiver:?}").contains("s3cret"));
    }

    #[test]
    fn a_payload_is_decoded_tolerantly() {
        let receiver = WebhookReceiver::new("/secret", "s");
        let decoded = receiver.receive::<std::collections::BTreeMap<String, String>>(
            br#"{"secret": "s", "alertId": 7}"#,
        );
        let (alert, drift) = decoded.unwrap();
        assert_eq!((alert["alertId"].as_str(), drift.len()), ("7", 1));
        assert!(receiver.receive::<Vec<String>>(br#"{"secret": "s"}"#).is_err());
    }
}
