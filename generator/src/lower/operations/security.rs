//! How an operation is authorised -> what its requests do about it.

use crate::document::Operation;
use crate::ir::{Scheme, Security};
use crate::lower::types::Context;

/// How an operation is authorised, where the client sends its key by the first of its schemes.
pub(crate) fn security(
    context: &Context<'_>,
    operation: &Operation,
    schemes: &[Scheme],
) -> Security {
    let own = operation.security.as_ref();
    let alternatives: Vec<Vec<String>> = own
        .unwrap_or(&context.document.security)
        .iter()
        .map(|combination| combination.0.keys().cloned().collect())
        .collect();
    if own.is_some() && alternatives.iter().all(Vec::is_empty) {
        return Security::Nothing;
    }
    let usual = schemes.first().map(|scheme| scheme.id.as_str());
    let is_usual = |combination: &Vec<String>| match combination.as_slice() {
        [only] => Some(only.as_str()) == usual,
        _ => false,
    };
    // The client sends one credential by default; the caller chooses the scheme.
    let is_of_all = own.is_none_or(|own| *own == context.document.security);
    let is_one_key = |combination: &Vec<String>| combination.len() < 2;
    if alternatives.iter().any(is_usual) || (is_of_all && alternatives.iter().any(is_one_key)) {
        return Security::Usual;
    }
    if alternatives.is_empty() { Security::Usual } else { Security::OneOf(alternatives) }
}
