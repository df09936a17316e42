//! The callers that are written as a user of the clients would write them.

mod authentication;
mod files;
mod multipart;
mod pageable;
mod routes;
mod streaming;

use crate::suite::Caller;

pub(crate) fn callers() -> Vec<Caller> {
    [
        authentication::callers(),
        files::callers(),
        multipart::callers(),
        pageable::callers(),
        routes::callers(),
        streaming::callers(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
