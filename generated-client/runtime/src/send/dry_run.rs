//! Dry runs: in comes what would be sent, out comes what stands for its answer where it could change anything.

use super::{Answer, attempt};
use crate::call::Outgoing;
use crate::unsent::Unsent;
use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

/// The answer of a request that is not sent; none, where it is.
pub(super) fn answer(outgoing: &Outgoing) -> Option<Answer> {
    if !outgoing.session.is_dry_run() || outgoing.method.is_safe() {
        return None;
    }
    let unsent = Unsent {
        method: outgoing.method.clone(),
        url: outgoing.url.clone(),
        headers: attempt::headers(outgoing),
        body: outgoing.body.as_ref().and_then(|body| body.content.whole().cloned()),
    };
    Some(Answer {
        session: outgoing.session.clone(),
        label: outgoing.label.clone(),
        url: outgoing.url.clone(),
        status: StatusCode::NO_CONTENT,
        headers: HeaderMap::new(),
        body: Bytes::new(),
        rest: None,
        decoding: outgoing.decoding,
        attempts: 0,
        course: None,
        unsent: Some(Box::new(unsent)),
    })
}
