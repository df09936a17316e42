//! The security requirements of the document and of its operations -> those that the client can satisfy.

use crate::document::{Operation, SecurityRequirement};
use crate::ir::{Docs, Scheme, Security};
use crate::lower::docs;
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

/// Documents the credentials of a request that differ from those of the API.
pub(crate) fn docs(security: &Security, schemes: &[Scheme]) -> Docs {
    let mut docs = Docs::default();
    match security {
        Security::Usual => {}
        Security::Nothing => docs.paragraph("No credentials are sent."),
        Security::OneOf(combinations) => {
            let mut alternatives: Vec<String> = Vec::new();
            for combination in combinations {
                let named = named(combination, schemes);
                if !alternatives.contains(&named) {
                    alternatives.push(named);
                }
            }
            docs.paragraph(format!("Credentials: {}.", alternatives.join("; or ")));
        }
    }
    docs
}

/// The schemes of a combination, as links to their variants.
fn named(combination: &[String], schemes: &[Scheme]) -> String {
    if combination.is_empty() {
        return "none".to_owned();
    }
    let named = combination.iter().map(|id| {
        let scheme = schemes.iter().find(|scheme| scheme.id == *id);
        scheme.map_or_else(
            || docs::code(id),
            |Scheme { choice, .. }| format!("[`{0}`](crate::AuthHeader::{0})", choice.variant),
        )
    });
    named.collect::<Vec<_>>().join(" and ")
}
