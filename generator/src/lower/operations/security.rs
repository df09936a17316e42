//! The security requirements of the document and of its operations -> those that the client can satisfy.

use crate::document::{Operation, SecurityRequirement};
use crate::ir::{Scheme, Security};
use crate::lower::types::Context;

/// The security requirements of the document, each a combination of schemes. Empty if the default scheme satisfies them.
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

/// The combinations that the client can send. An empty combination is an anonymous request. The list is empty if the default
/// scheme is the only one.
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

/// The schemes that a requirement combines.
fn combination(requirement: &SecurityRequirement) -> Vec<String> {
    requirement.0.keys().cloned().collect()
}
