//! Data that generated code provides about its API: servers, security schemes, operations, paging, batches, tenancy and
//! rate limits.
//!
//! Uses no other module. The modules above read it; nothing here acts.

mod batches;
mod limits;
mod operation;
mod paging;
mod redirects;
mod security_scheme;
mod server;
mod tenancy;

pub use batches::Batches;
pub use limits::{Limit, Limits};
pub use operation::{Batchable, Operation, Scope};
pub use paging::{Direction, NextPage, PageStyle, Paging, TimeBounds};
pub use redirects::{RedirectTarget, Redirects};
pub(crate) use security_scheme::CredentialLocation;
pub use security_scheme::{Scheme, SchemeId};
pub(crate) use server::is_below;
pub use server::{BaseUrl, ServerUrl};
pub use tenancy::{Tenancy, TenantResource};

use std::time::Duration;

/// The description of an API for the runtime. A generated crate has one, as a `static`.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The API's name.
    pub title: &'static str,
    /// The `User-Agent` of the client, `name/version`.
    pub user_agent: &'static str,
    /// The default base URL.
    pub base_url: &'static str,
    /// The environment variable with the API key.
    pub key_variable: &'static str,
    /// The security schemes. The first is the default; none means that there are no keys.
    pub schemes: &'static [Scheme],
    /// The combinations of schemes of which requests need one, by the ids of schemes. None: the default scheme.
    pub security: &'static [&'static [&'static str]],
    /// The domains that, with their subdomains and over https, may receive the API key.
    pub trusted_domains: &'static [&'static str],
    /// The origins of servers that the document lists for single operations, which may receive the API key.
    pub trusted_origins: &'static [&'static str],
    /// The meaning of redirects for requests that are not safe.
    pub redirects: Redirects,
    /// The format of a caller's name; `None` means any.
    pub caller: Option<CallerFormat>,
    /// How batches of actions run; `None` if there are none.
    pub batches: Option<Batches>,
    /// How listings are paged, and the properties that may contain their items.
    pub pages: PageStyle,
    /// The JSON pointer to the message, or the messages, of an error's body.
    pub error_messages: &'static str,
    /// The names of properties whose values are not shown, in addition to common names such as `password`.
    pub secret_properties: &'static [&'static str],
    /// The response header with the request's id.
    pub request_id_header: &'static str,
    /// How the API is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// The API's rate limits.
    pub limits: Option<Limits>,
    /// Whether PUT and DELETE, which are idempotent (RFC 9110), are retried like reads after a broken connection, a 408 or a
    /// 5xx response.
    pub retry_idempotent: bool,
    /// The errors that a concurrent operation causes, and that are worth a retry.
    pub contention: &'static [Contention],
}

impl Api {
    /// No keys, batches, tenants or rate limits; pages link to each other in headers. For descriptions that set few fields:
    /// `Api { title: "...", ..Api::DEFAULT }`.
    pub const DEFAULT: Self = Self {
        title: "",
        user_agent: "",
        base_url: "",
        key_variable: "",
        schemes: &[],
        security: &[],
        trusted_domains: &[],
        trusted_origins: &[],
        redirects: Redirects::DEFAULT,
        caller: None,
        batches: None,
        pages: PageStyle::links(&[]),
        error_messages: "",
        secret_properties: &[],
        request_id_header: "",
        tenancy: None,
        limits: None,
        retry_idempotent: false,
        contention: &[],
    };
}

/// An error (4xx) that a concurrent operation causes: it is worth a long wait and a retry.
#[derive(Clone, Copy, Debug)]
pub struct Contention {
    /// The affected requests, as method and path template: `DELETE /networks/{networkId}`; `None`: all.
    pub request: Option<&'static str>,
    /// The status; `None`: any 4xx.
    pub status: Option<u16>,
    /// A part of one of the error's messages, ignoring case.
    pub message: &'static str,
    /// How long the concurrent operation takes, roughly.
    pub wait: Duration,
}

/// The format of a caller's name.
#[derive(Clone, Copy, Debug)]
pub struct CallerFormat {
    /// The format in words, for error messages: `ApplicationName[/version] VendorName`.
    pub format: &'static str,
    /// The format as a regular expression.
    pub pattern: &'static str,
}
