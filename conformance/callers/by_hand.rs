//! The callers that are written as a user of the clients would write them.

use crate::suite::Caller;

pub(crate) fn callers() -> Vec<Caller> {
    Vec::new()
}
