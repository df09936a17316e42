//! Security requirements of the document and its operations -> which credentials requests send.

use crate::document::{Operation, SecurityRequirement};
use crate::ir::{Scheme, Security};
use crate::lower::types::Context;

/// The security requirements of the whole document, each a combination of schemes. Empty if the default scheme is the only
/// one that counts.
pub(crate) fn of_document(context: &Context<'_>, schemes: &[Scheme]) -> Vec<Vec<String>> {
    without_default(&context.document.security, schemes)
}

/// The security requirements of an operation, if they differ from those of the document.
pub(crate) fn security(
    context: &Context<'_>,
    operation: &Operation,
    schemes: &[Scheme],
) -> Security {
    let Some(own) = &operation.security else { return Security::Usual };
    if own.iter().all(|requirement| requirement.0.is_empty()) {
        return Security::Nothing;
    }
    if without_default(own, schemes) == of_document(context, schemes) {
        return Security::Usual;
    }
    Security::OneOf(own.iter().map(combination).collect())
}

/// The combinations that a client can send; an empty one stands for requests without credentials. An empty list if the
/// default scheme is the only one.
fn without_default(requirements: &[SecurityRequirement], schemes: &[Scheme]) -> Vec<Vec<String>> {
    let is_known = |id: &String| schemes.iter().any(|scheme| scheme.id == *id);
    let combinations: Vec<_> = requirements
        .iter()
        .map(combination)
        .filter(|combination| combination.iter().all(is_known))
        .collect();
    match (combinations.as_slice(), schemes) {
        (combinations, _) if combinations.iter().all(Vec::is_empty) => Vec::new(),
        ([only], [default, ..]) if *only == [default.id.as_str()] => Vec::new(),
        _ => combinations,
    }
}

/// The schemes that together authorise a request.
fn combination(requirement: &SecurityRequirement) -> Vec<String> {
    requirement.0.keys().cloned().collect()
}
