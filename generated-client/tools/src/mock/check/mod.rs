//! Whether a request is as the document describes it.

mod body;
mod form;
mod parameter;
mod validators;

pub(super) use validators::Validators;

use super::request::ReceivedRequest;
use crate::operations::{Operation, Operations};
use runtime::NextPage::{Cursor, HeaderCursor, LastItem, Link, Url};
use runtime::Value;

/// Checks a request, and reads its body. Of several operations that it may be of, those remain that it fits.
pub(super) fn check(
    operations: &'static Operations,
    validators: &Validators,
    request: &mut ReceivedRequest,
) -> Result<(), String> {
    // A test may look at the body of any request.
    request.value = serde_json::from_slice(&request.body).ok();
    let mut mismatch = Ok(());
    let mut fitting = Vec::new();
    for id in &request.operations {
        let Some(operation) = operations.by_id(id) else { continue };
        match check_operation(operations, validators, operation, request) {
            Ok(value) => fitting.push((*id, value)),
            Err(reason) => mismatch = mismatch.and(Err(reason)),
        }
    }
    if let Some((_, value)) = fitting.first_mut() {
        request.value = value.take();
        request.operations = fitting.into_iter().map(|(id, _)| id).collect();
        return Ok(());
    }
    mismatch
}

/// Checks a request of an operation, and returns the value of its body.
fn check_operation(
    operations: &'static Operations,
    validators: &Validators,
    operation: &'static Operation,
    request: &ReceivedRequest,
) -> Result<Option<Value>, String> {
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
    const MAX_LENGTH: usize = 300;
    match reason.char_indices().nth(MAX_LENGTH) {
        Some((end, _)) => format!("{}...", reason.get(..end).unwrap_or_default()),
        None => reason.to_owned(),
    }
}
