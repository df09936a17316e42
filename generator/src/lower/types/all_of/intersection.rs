//! Two schemas -> their intersection, as an `allOf` that is merged later.

use crate::document::{Annotations, Document, Schema, SchemaUse};
use crate::lower::types::null::{is_null, is_nullable};
use crate::source::Pointer;

/// The intersection of two schemas.
pub(crate) fn of(document: &Document, own: &SchemaUse, other: SchemaUse) -> SchemaUse {
    if *own == other {
        return other;
    }
    let mut annotations = own.annotations().clone();
    add_annotations(&mut annotations, other.annotations().clone());
    let nullable = [own, &other].iter().all(|part| is_nullable(document, part));
    let (narrowed, narrowing) = (without_null(document, own), without_null(document, &other));
    let mut all_of = vec![narrowed.clone()];
    if let (SchemaUse::Named { at, name, .. }, SchemaUse::Named { name: same, .. }) =
        (narrowed, narrowing)
        && name == same
    {
        let at = at.clone();
        let same =
            SchemaUse::Named { at, name: name.clone(), annotations: annotations.clone().into() };
        if is_nullable(document, &same) == nullable {
            return same;
        }
    } else {
        all_of.push(narrowing.clone());
    }
    SchemaUse::Inline(Box::new(Schema {
        at: own.at().clone(),
        annotations,
        nullable,
        all_of,
        ..Schema::default()
    }))
}

/// The schema without `null`: the only alternative of a `oneOf` in a nullable schema.
fn without_null<'u>(document: &Document, used: &'u SchemaUse) -> &'u SchemaUse {
    let SchemaUse::Inline(schema) = used else { return used };
    let parts = schema.all_of.iter().chain(&schema.one_of).chain(&schema.any_of);
    let mut real = parts.filter(|part| !is_null(document, part));
    let says_more = || {
        let rest = Schema {
            at: Pointer::default(),
            annotations: Annotations::default(),
            nullable: false,
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            ..(**schema).clone()
        };
        rest != Schema::default()
    };
    match (real.next(), real.next()) {
        (Some(only @ SchemaUse::Named { .. }), None) if !says_more() => only,
        _ => used,
    }
}

/// Merges the annotations of another schema.
pub(super) fn add_annotations(own: &mut Annotations, said: Annotations) {
    own.description = own.description.take().or(said.description);
    own.title = own.title.take().or(said.title);
    own.default = own.default.take().or(said.default);
    own.read_only |= said.read_only;
    own.write_only |= said.write_only;
    own.deprecated |= said.deprecated;
}
