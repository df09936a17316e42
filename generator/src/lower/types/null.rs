//! Determines whether a schema allows `null`.

use crate::document::{Document, Schema, SchemaUse};
use std::collections::HashSet;

/// The maximum depth of references that are followed.
const DEEPEST: usize = 64;

/// Whether a schema allows `null` in addition to other values.
pub(crate) fn is_nullable<'d>(document: &'d Document, schema: &'d SchemaUse) -> bool {
    Search { document, visited: HashSet::new() }.allows_null(schema, DEEPEST)
}

/// A search for `null` among alternatives.
struct Search<'d> {
    document: &'d Document,
    /// The named schemas that have been searched.
    visited: HashSet<&'d str>,
}

impl<'d> Search<'d> {
    fn allows_null(&mut self, used: &'d SchemaUse, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if let SchemaUse::Named { name, .. } = used
            && !self.visited.insert(name)
        {
            return false;
        }
        let Some(schema) = resolve(self.document, used) else { return false };
        let Schema { one_of, any_of, all_of, .. } = schema;
        schema.nullable
            || one_of.iter().chain(any_of).any(|part| self.allows_null(part, depth))
            || (!all_of.is_empty() && all_of.iter().all(|part| self.allows_null(part, depth)))
    }
}

/// Whether a schema allows `null` and nothing else.
pub(crate) fn is_null(document: &Document, schema: &SchemaUse) -> bool {
    resolve(document, schema).is_some_and(|schema| {
        schema.nullable
            && schema.types.is_empty()
            && schema.values.as_ref().is_some_and(Vec::is_empty)
    })
}

/// The schema of a use.
pub(super) fn resolve<'s>(document: &'s Document, schema: &'s SchemaUse) -> Option<&'s Schema> {
    match schema {
        SchemaUse::Inline(schema) => Some(&**schema),
        SchemaUse::Named { name, .. } => document.schemas.get(name),
    }
}
