//! What generated code states about its API, as data: servers, security schemes, operations, paging, batches, tenancy and
//! rate limits.
//!
//! Uses no other module. The modules above read it; nothing here acts.

mod batches;
mod limits;
mod operation;
mod paging;
mod scheme;
mod server;
mod tenancy;

pub use batches::Batches;
pub use limits::{Limit, Limits};
pub use operation::{Batchable, Operation, Scope};
pub(crate) use paging::Next;
pub use paging::{Direction, Endless, PageForm, Paging};
pub(crate) use scheme::Place;
pub use scheme::{Scheme, SchemeId};
pub(crate) use server::is_below;
pub use server::{BaseUrl, ServerUrl};
pub use tenancy::{Owned, Tenancy};

use std::time::Duration;

/// What the runtime must know of an API. A generated crate has one, as a `static`.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// What the API is called.
    pub title: &'static str,
    /// The `User-Agent` of the client, `name/version`.
    pub user_agent: &'static str,
    /// Where the API is served, unless the caller says otherwise.
    pub base_url: &'static str,
    /// The environment variable that holds the key.
    pub key_variable: &'static str,
    /// How a key can be sent. The first is the default; none means that there are no keys.
    pub schemes: &'static [Scheme],
    /// The domains that, with their subdomains and over https, may be given the key.
    pub trusted_domains: &'static [&'static str],
    /// What a caller may call itself; `None` means that any text will do.
    pub caller: Option<CallerForm>,
    /// How batches of actions are made; `None` where there are none.
    pub batches: Option<Batches>,
    /// How the pages of listings hang together, and the members that may hold the items of one.
    pub pages: PageForm,
    /// The JSON pointer to the message, or the messages, of an error's body.
    pub error_messages: &'static str,
    /// The response header that names a request to those who run the API.
    pub request_id_header: &'static str,
    /// How the API is divided between tenants.
    pub tenancy: Option<Tenancy>,
    /// How many requests the API bears.
    pub limits: Option<Limits>,
    /// The errors that only say that other work is going on, and are worth another attempt.
    pub contention: &'static [Contention],
}

/// An error (4xx) that only says that other work is going on: it is worth a long wait, and another attempt.
#[derive(Clone, Copy, Debug)]
pub struct Contention {
    /// Which requests are answered so, as method and template of the path: `DELETE /networks/{networkId}`; `None`: all.
    pub request: Option<&'static str>,
    /// With which status; `None`: any 4xx.
    pub status: Option<u16>,
    /// What one of the error's messages contains, in any case.
    pub message: &'static str,
    /// How long the other work takes, about.
    pub wait: Duration,
}

/// The form in which a caller names itself.
#[derive(Clone, Copy, Debug)]
pub struct CallerForm {
    /// The form in words, for the message of an error: `ApplicationName[/version] VendorName`.
    pub form: &'static str,
    /// The form as a regular expression.
    pub pattern: &'static str,
}
