//! The callers that are written as a user of the clients would write them.

mod authentication;
mod errors;
mod files;
mod models;
mod multipart;
mod pageable;
mod parameters;
mod routes;
mod server;
mod streaming;
mod unions;

use crate::suite::Caller;

pub(crate) fn callers() -> Vec<Caller> {
    [
        authentication::callers(),
        errors::callers(),
        files::callers(),
        models::callers(),
        multipart::callers(),
        pageable::callers(),
        parameters::callers(),
        routes::callers(),
        server::callers(),
        streaming::callers(),
        unions::callers(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
