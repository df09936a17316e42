//! One request, from its description by generated code to the form in which it is sent.
//!
//! `Call` (parameters, body, options) -> `PreparedRequest`. May use the session, `auth` (security requirements), `policy`,
//! `api` and `types`. `http` sends what comes out of it.

mod action;
mod body;
mod call;
mod cursor;
mod list_options;
mod options;
mod parameters;
mod prepared_request;
mod query;
mod style;
mod styled_part;

pub use action::Action;
pub(crate) use body::FORM;
pub use call::Call;
pub use cursor::Cursor;
pub use list_options::ListOptions;
pub use options::RequestOptions;
pub(crate) use prepared_request::PreparedRequest;
pub use query::{ArrayStyle, FormField};
pub use style::ObjectStyle;
