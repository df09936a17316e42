//! A document and a profile -> those of a crate without a client.

use crate::document::Document;
use crate::profile::{Package, Profile};

/// The document and the profile with only the parts that affect the types of named schemas, if the crate has no client: the
/// profile says so, or the document has schemas but no operations.
pub(super) fn of(document: &Document, profile: &Profile) -> Option<(Document, Profile)> {
    let has_no_operations = document.operations.is_empty() && document.webhooks.is_empty();
    let is_collection = has_no_operations && !document.schemas.is_empty();
    if !profile.package.types_only && !is_collection {
        return None;
    }
    let types = Document {
        is_excerpt: document.is_excerpt,
        info: document.info.clone(),
        schemas: document.schemas.clone(),
        ..Document::default()
    };
    let mut settings = Profile {
        strict: profile.strict,
        package: Package { types_only: true, ..profile.package.clone() },
        responses: profile.responses.clone(),
        secrets: profile.secrets.clone(),
        formats: profile.formats.clone(),
        derives: profile.derives.clone(),
        names: profile.names.clone(),
        ..Profile::default()
    };
    let is_of_schema = |at: &str| at.starts_with("/components/schemas/");
    settings.derives.retain(|at, _| is_of_schema(at));
    settings.names.retain(|at, _| is_of_schema(at));
    settings.responses.distrust.retain(|at| is_of_schema(at));
    Some((types, settings))
}
