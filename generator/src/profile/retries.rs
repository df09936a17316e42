//! `[retries]`: additional errors to retry.

use serde::Deserialize;

/// Additional errors to retry.
///
/// ```toml
/// [retries]
/// idempotent = true
///
/// [[retries.contention]]
/// request = "DELETE /plants/{plantId}"
/// status = 400
/// message = "concurrent"
/// wait = 60
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Retries {
    /// Whether PUT and DELETE are retried after a broken connection, a 408 or a 5xx response, as reads are.
    pub idempotent: bool,
    /// Errors that report concurrent work.
    pub contention: Vec<Contention>,
}

/// An error (4xx) that reports concurrent work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contention {
    /// The method and the path template of the request, such as `DELETE /shelves/{shelfId}`. The default is any request.
    pub request: Option<String>,
    /// The status of the response. The default is any 4xx status.
    pub status: Option<u16>,
    /// A part of one of the error messages, in any case.
    pub message: String,
    /// The time to wait before a retry, in seconds.
    pub wait: u64,
}
