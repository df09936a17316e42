//! Operations -> scopes: request builders with their parameters, bodies, responses and pages.
//!
//! It uses `names`, `docs` and `types`.

pub(crate) mod batch_action;
mod body;
mod callback;
mod components;
pub(crate) mod documented_paging;
mod error_body;
mod example;
mod extensions;
mod media;
mod media_types;
mod multipart;
mod naming;
mod oauth_scopes;
mod operation;
mod page_items;
pub(crate) mod paging;
mod parameter;
mod response;
mod response_headers;
pub(crate) mod schema_from_example;
pub(crate) mod scope;
pub(crate) mod security;
pub(crate) mod server;
pub(crate) mod shared_types;
mod snippet;
mod style;
pub(crate) mod undocumented;
mod update_body;
pub(crate) mod used_schemas;

pub(crate) use components::Components;
