//! `[redirects]`: how redirects of requests that are not safe are followed.

use serde::Deserialize;

/// How redirects of requests that are not safe (RFC 9110) are followed.
///
/// ```toml
/// [redirects]
/// moved = "result"
/// see-other = "same-request"
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Redirects {
    /// After a 301 or 302 response. `"result"` applies to a POST only.
    pub moved: RedirectTarget,
    /// After a 303 response.
    pub see_other: RedirectTarget,
}

impl Default for Redirects {
    fn default() -> Self {
        Self { moved: RedirectTarget::SameRequest, see_other: RedirectTarget::Result }
    }
}

/// The meaning of the URL in a redirect.
///
/// ```toml
/// [redirects]
/// see-other = "same-request"
/// ```
///
/// ```toml
/// [redirects]
/// moved = "result"
/// ```
///
/// ```toml
/// [redirects]
/// moved = "unknown"
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectTarget {
    /// Another server that serves the request. The client sends it there, with its method and body.
    SameRequest,
    /// The result of the request, which has been applied. The client reads it with GET.
    Result,
    /// Unknown. The redirect is an error.
    Unknown,
}
