//! A schema with `allOf` -> the same, with what its parts only say of it said by itself.
//!
//! OpenAPI 3.0 has no words beside a reference; `allOf: [{$ref: ...}, {description: ...}]` is how they are written all the same.

use super::annotations;
use crate::document::{Schema, SchemaUse};
use std::mem;

/// Takes the parts that narrow nothing out of an `allOf`, and over what they say.
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

/// Whether a schema holds nothing but words, and perhaps that `null` is meant to be allowed.
fn only_annotates(schema: &Schema) -> bool {
    let words = Schema {
        at: schema.at.clone(),
        annotations: schema.annotations.clone(),
        nullable: schema.nullable,
        extensions: schema.extensions.clone(),
        ..Schema::default()
    };
    *schema == words
}
