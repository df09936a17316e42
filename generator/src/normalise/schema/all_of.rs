//! Merges annotations in the parts of an `allOf` into the schema.
//!
//! OpenAPI 3.0 ignores siblings of a reference, so documents use `allOf: [{$ref: ...}, {description: ...}]` instead.

use super::annotations;
use crate::document::{Schema, SchemaUse};
use std::mem;

/// Removes the parts of an `allOf` that contain only annotations, and merges these into the schema.
pub(super) fn hoist_annotations(schema: &mut Schema) {
    for part in mem::take(&mut schema.all_of) {
        match part {
            SchemaUse::Inline(part) if only_annotates(&part) => {
                let own = mem::replace(&mut schema.annotations, part.annotations);
                annotations::override_with(own, &mut schema.annotations);
                schema.nullable |= part.nullable;
            }
            part => schema.all_of.push(part),
        }
    }
}

/// Whether a schema contains only annotations, and possibly `nullable`.
fn only_annotates(schema: &Schema) -> bool {
    let annotations = Schema {
        at: schema.at.clone(),
        annotations: schema.annotations.clone(),
        nullable: schema.nullable,
        extensions: schema.extensions.clone(),
        ..Schema::default()
    };
    *schema == annotations
}
