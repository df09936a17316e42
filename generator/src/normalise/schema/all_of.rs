//! In: a schema with `allOf`. Out: the same, with what its parts only say of it said by itself.
//!
//! OpenAPI 3.0 has no words beside a reference; `allOf: [{$ref: ...}, {description: ...}]` is how they are written all the same.

use super::annotations;
use crate::document::{Schema, SchemaUse};
use std::mem;

/// Takes the parts that narrow nothing out of an `allOf`, and over what they say.
pub(super) fn take_said(schema: &mut Schema) {
    for part in mem::take(&mut schema.all_of) {
        match part {
            SchemaUse::Inline(part) if narrows_nothing(&part) => {
                let own = mem::replace(&mut schema.about, part.about);
                annotations::lay_over(own, &mut schema.about);
                schema.nullable |= part.nullable;
            }
            part => schema.all_of.push(part),
        }
    }
}

/// Whether a schema holds nothing but words, and perhaps that `null` is meant to be allowed.
fn narrows_nothing(schema: &Schema) -> bool {
    let words = Schema {
        at: schema.at.clone(),
        about: schema.about.clone(),
        nullable: schema.nullable,
        extensions: schema.extensions.clone(),
        ..Schema::default()
    };
    *schema == words
}
