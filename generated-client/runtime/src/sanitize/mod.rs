//! Makes everything that is shown safe to show: one line of bounded length, without credentials and secret properties.
//!
//! Errors, `Debug`, traces, drift, dry runs, cursors and the reports of batches all go through it. It uses nothing of this
//! crate.
//!
//! * `one_line.rs`: white space, control characters and length.
//! * `credential.rs`: credentials in any encoding.
//! * `secret_properties.rs`: the values of properties and parameters whose names indicate secrets.

mod credential;
mod one_line;
mod secret_properties;

pub(crate) use credential::{Secret, redact};
pub(crate) use one_line::{excerpt, one_line};
pub(crate) use secret_properties::{MASK, is_secret_name, mask_value};

#[cfg(feature = "client")]
use reqwest::Url;
#[cfg(feature = "client")]
use reqwest::header::{HeaderMap, HeaderName};
use secret_properties::{masked_json, masked_query};

/// The secrets of an API: the credentials of a client, and the secret properties.
pub(crate) trait Redact {
    /// The string without credentials.
    fn redact(&self, text: String) -> String;

    /// The names of secret properties, in addition to the common ones.
    fn secret_properties(&self) -> &'static [&'static str];

    /// Whether the values of a property are secret.
    fn is_secret(&self, name: &str) -> bool {
        is_secret_name(name, self.secret_properties())
    }

    /// JSON, which may be incomplete, without credentials and the values of secret properties.
    fn redact_json(&self, text: &str) -> String {
        self.redact(masked_json(text, self.secret_properties()))
    }

    /// A JSON body without credentials and the values of secret properties, or only the length of any other body.
    fn redact_body(&self, body: &[u8]) -> String {
        match serde_json::from_slice(body) {
            Ok(mut value) => {
                mask_value(&mut value, self.secret_properties());
                self.redact(value.to_string())
            }
            Err(_) => format!("{} bytes", body.len()),
        }
    }

    /// A query, without credentials and the values of secret parameters.
    fn redact_query(&self, query: &str) -> String {
        self.redact(masked_query(query, self.secret_properties()))
    }

    /// A URL, without credentials and the values of secret parameters.
    #[cfg(feature = "client")]
    fn redact_url(&self, url: &Url) -> String {
        let (before, query) = url.as_str().split_once('?').unwrap_or((url.as_str(), ""));
        match query {
            "" => self.redact(before.to_owned()),
            query => format!("{}?{}", self.redact(before.to_owned()), self.redact_query(query)),
        }
    }
}

/// Redacts nothing.
pub(crate) struct Unredacted;

impl Redact for Unredacted {
    fn redact(&self, text: String) -> String {
        text
    }

    fn secret_properties(&self) -> &'static [&'static str] {
        &[]
    }
}

/// The names of headers, whose values may be secret.
#[cfg(feature = "client")]
pub(crate) fn header_names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(HeaderName::as_str).collect()
}
