//! The meaning of an API's redirects for requests that are not safe (RFC 9110).

/// The meaning of an API's redirects for requests that are not safe. 307 and 308 always lead to the same request.
#[derive(Clone, Copy, Debug)]
pub struct Redirects {
    /// A 301 or 302 response. Only a POST can have a [`RedirectTarget::Result`]; other methods are preserved (RFC 9110).
    pub moved: RedirectTarget,
    /// A 303 response.
    pub see_other: RedirectTarget,
}

impl Redirects {
    /// 301 and 302 keep the method and the body. 303 leads to the result of a request that was applied.
    pub const DEFAULT: Self =
        Self { moved: RedirectTarget::SameRequest, see_other: RedirectTarget::Result };
}

/// The resource at the URL of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectTarget {
    /// The server that applies the request, which is sent there once more, with method and body.
    SameRequest,
    /// The result of the request, which has been applied. It is read with GET.
    Result,
    /// Unknown: the redirect is an error.
    Unknown,
}
