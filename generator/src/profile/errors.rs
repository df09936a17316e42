//! `[errors]`: the format of errors.

use serde::Deserialize;

/// The format of errors.
///
/// ```toml
/// [errors]
/// messages = "/errors"
/// request-id = "X-Request-Id"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Errors {
    /// The JSON pointer of the messages in the body of an error: a string or a list of strings.
    pub messages: Option<String>,
    /// The header with the request ID, for support requests.
    pub request_id: Option<String>,
}
