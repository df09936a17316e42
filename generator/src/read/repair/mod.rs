//! Repairs violations of the specification that have only one sensible interpretation, in documents of any version.
//!
//! Each repair is reported: as a warning, or as an error in strict mode.

mod parameter;
pub(super) mod reference;
mod schema;

use super::SpecVersion;
use super::rewrite::Rewrite;
use super::visit::{ObjectKind, Visitor, visit_objects};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use reference::{Inlined, SchemaNames};
use serde_json::{Value, json};

/// Repairs the objects of a document.
pub(super) fn repair(document: &mut Value, version: SpecVersion, diagnostics: &mut Diagnostics) {
    let names = SchemaNames::of(document);
    let mut repair = Repair { version, names, inlined: Inlined::default(), diagnostics };
    // The replacements of references may contain further references.
    loop {
        visit_objects(document, &mut repair);
        if !repair.inlined.insert_into(document, repair.diagnostics) {
            return;
        }
    }
}

struct Repair<'a> {
    version: SpecVersion,
    names: SchemaNames,
    inlined: Inlined,
    diagnostics: &'a mut Diagnostics,
}

impl Visitor for Repair<'_> {
    fn enter(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        if kind == ObjectKind::Response && value.is_null() {
            self.diagnostics.violation(
                at,
                "the response is null; it is read as one without a description",
                "add a `description` to the response",
            );
            *value = json!({ "description": "" });
        }
        let Value::Object(properties) = value else { return };
        self.inlined.find(kind, properties, at);
        let mut object = Rewrite { properties, at, diagnostics: self.diagnostics };
        match kind {
            ObjectKind::Schema => schema::repair(&mut object, self.version),
            ObjectKind::Parameter | ObjectKind::Header => parameter::repair(&mut object),
            _ => {}
        }
    }

    fn reference(&mut self, kind: ObjectKind, reference: &mut String, at: &Pointer) {
        if kind == ObjectKind::Schema {
            self.names.repair(reference, at, self.diagnostics);
        }
    }

    fn object(&mut self, _: ObjectKind, _: &mut Value, _: &Pointer) {}
}

/// Replaces strings that contain a number or a boolean by that value.
fn unquote(object: &mut Rewrite<'_>, names: &[&str], is_expected: fn(&Value) -> bool) {
    for name in names {
        let Some(Value::String(text)) = object.properties.get(*name) else { continue };
        let Ok(value) = serde_json::from_str(text) else { continue };
        if is_expected(&value) {
            object.violation(
                name,
                format_args!("`{name}` is the string \"{value}\"; it is read as {value}"),
                "remove the quotes",
            );
            object.properties.insert((*name).to_owned(), value);
        }
    }
}
