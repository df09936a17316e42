//! Converts `$ref` with sibling keywords to a part of an `allOf`, and `$dynamicRef` and `$recursiveRef` to the schema that they
//! point to if no other schema extends it.

use crate::read::rewrite::Rewrite;
use crate::source::Pointer;

/// Keywords that may stay next to a reference: they annotate this use of the schema, and do not restrict it.
const ANNOTATIONS: [&str; 9] = [
    "$ref",
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    if !schema.properties.contains_key("$ref") {
        schema.rename("$dynamicRef", "$ref");
        if let (Some(_), Some(root)) = (schema.take("$recursiveRef"), root(schema.at)) {
            schema.insert_from("$ref", &["$recursiveRef"], root.to_reference());
        }
    }
    let narrows = |name: &String| !ANNOTATIONS.contains(&name.as_str()) && !name.starts_with("x-");
    if !schema.properties.keys().any(narrows) {
        return;
    }
    schema.move_reference_into_all_of();
}

/// The named schema that encloses a schema.
fn root(at: &Pointer) -> Option<Pointer> {
    let schemas = Pointer::from("/components/schemas");
    let name = Pointer::from(at.strip(&schemas)?).tokens().next()?;
    Some(schemas.child(name))
}
