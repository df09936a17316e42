//! The security requirements of an operation -> documentation of the OAuth scopes that its access tokens need.

use crate::document::{Document, Operation, SchemeKind, SecurityRequirement};
use crate::ir::Docs;
use crate::lower::docs;

/// A paragraph with the scopes, if the document states any. Each alternative is a list of scopes.
pub(crate) fn docs(document: &Document, operation: &Operation) -> Docs {
    let requirements = operation.security.as_ref().unwrap_or(&document.security);
    let mut alternatives: Vec<String> = Vec::new();
    for scopes in requirements.iter().map(|requirement| scopes(document, requirement)) {
        if !scopes.is_empty() && !alternatives.contains(&scopes) {
            alternatives.push(scopes);
        }
    }
    let mut paragraph = Docs::default();
    if !alternatives.is_empty() {
        paragraph.paragraph(format!("OAuth scopes: {}.", alternatives.join("; or ")));
    }
    paragraph
}

/// The scopes of a requirement, as code.
fn scopes(document: &Document, requirement: &SecurityRequirement) -> String {
    let is_oauth = |id: &String| {
        document.security_schemes.get(id).is_some_and(|scheme| match scheme.kind {
            SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => true,
            SchemeKind::ApiKey { .. } | SchemeKind::Http { .. } | SchemeKind::MutualTls => false,
        })
    };
    let scopes = requirement.0.iter().filter(|(id, _)| is_oauth(id)).flat_map(|(_, scopes)| scopes);
    scopes.map(|scope| docs::code(scope)).collect::<Vec<_>>().join(", ")
}
