//! Whether a request is as the document describes it.

mod body;
mod form;
mod parameter;
mod validators;

pub(super) use validators::Validators;

use super::request::ReceivedRequest;
use crate::operations::{Operation, Operations};
use runtime::NextPage::{Cursor, HeaderCursor, LastItem, Link, Url};

/// The first deviation of a request of an operation, as a reason. Reads the body on the way.
pub(super) fn check(
    operations: &'static Operations,
    validators: &Validators,
    request: &mut ReceivedRequest,
) -> Result<(), String> {
    let operation = request.operation.and_then(|id| operations.by_id(id));
    let Some(operation) = operation else {
        // The body of an undocumented request, which a test may look at.
        request.value = serde_json::from_slice(&request.body).ok();
        return Ok(());
    };
    let positions = positions(operations, operation);
    for parameter in &operation.parameters {
        let is_opaque = positions.contains(&&*parameter.name);
        parameter::check(validators, operation, parameter, is_opaque, request)?;
    }
    body::check(validators, operation, request)
}

/// The query parameters with cursors, which the server chooses and nobody else reads.
fn positions(operations: &'static Operations, operation: &'static Operation) -> Vec<&'static str> {
    let paging = operation.described(operations).operation.paging;
    match paging.and_then(|paging| paging.style).map(|style| style.next) {
        Some(
            Cursor { parameter, .. } | HeaderCursor { parameter, .. } | LastItem { parameter, .. },
        ) => vec![parameter],
        Some(Link | Url { .. }) => super::pages::POSITIONS.to_vec(),
        _ => Vec::new(),
    }
}

/// A reason of limited length: bodies may be large.
fn shortened(reason: &str) -> String {
    const LONGEST: usize = 300;
    match reason.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", reason.get(..end).unwrap_or_default()),
        None => reason.to_owned(),
    }
}
