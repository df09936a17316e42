//! In: how an operation is authorised, and where it is served. Out: what its requests do about it.

use super::{Context, api};
use crate::document::Operation;
use crate::ir::{Scheme, Security};

/// How an operation is authorised, where the client sends its key by the first of its schemes.
pub(super) fn security(
    context: &mut Context<'_>,
    operation: &Operation,
    schemes: &[Scheme],
) -> Security {
    let Some(alternatives) = &operation.security else { return Security::Usual };
    let alternatives: Vec<Vec<String>> =
        alternatives.iter().map(|combination| combination.0.keys().cloned().collect()).collect();
    if alternatives.iter().all(Vec::is_empty) {
        return Security::Nothing;
    }
    let usual = schemes.first().map(|scheme| scheme.id.as_str());
    let is_usual = |combination: &Vec<String>| match combination.as_slice() {
        [only] => Some(only.as_str()) == usual,
        _ => false,
    };
    if alternatives.iter().any(is_usual) || *alternatives == usual_of_the_document(context) {
        return Security::Usual;
    }
    context.diagnostics.warning(
        &operation.at.child("security"),
        "the operation is authorised in another way than the others: the client sends it the same key",
        "give it what it needs in a header of its `RequestOptions`",
    );
    Security::OneOf(alternatives)
}

/// The combinations of schemes that all operations have which have none of their own.
fn usual_of_the_document(context: &Context<'_>) -> Vec<Vec<String>> {
    context.document.security.iter().map(|one| one.0.keys().cloned().collect()).collect()
}

/// Where an operation is served, if not where the API is.
pub(super) fn servers(context: &mut Context<'_>, operation: &Operation) -> Vec<String> {
    let mut urls = Vec::with_capacity(operation.servers.len());
    for server in &operation.servers {
        if *server.url == *context.document.servers.first().map_or("", |usual| usual.url.as_str()) {
            return Vec::new();
        }
        match api::absolute(server) {
            Some(url) => urls.push(url),
            None => context.diagnostics.warning(
                &server.at,
                format_args!(
                    "the operation's own server `{}` is relative: its requests go to the client's base URL",
                    server.url
                ),
                "write the whole URL, with an overlay where the document is not yours",
            ),
        }
    }
    urls
}
