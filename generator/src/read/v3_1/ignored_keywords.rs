//! Removes keywords that do not affect types: silently if they only identify the schema, else with a warning.

use crate::read::rewrite::Rewrite;

/// Keywords that identify a schema.
const IDENTIFIERS: [&str; 7] =
    ["$schema", "$id", "$comment", "$vocabulary", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/// Keywords that types cannot express.
const UNCHECKED: [&str; 12] = [
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "unevaluatedProperties",
    "additionalItems",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    for name in IDENTIFIERS {
        schema.take(name);
    }
    for name in UNCHECKED {
        if schema.take(name).is_some() {
            schema.warning(
                name,
                format_args!("`{name}` is not checked"),
                "no action is needed: the server rejects invalid values",
            );
        }
    }
}
