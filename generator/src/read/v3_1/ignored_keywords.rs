//! Keywords that say nothing of types: those that tell of the schema itself go without a word, others with a warning.

use crate::read::rewrite::Rewrite;

/// What a schema says of itself.
const OF_ITSELF: [&str; 7] =
    ["$schema", "$id", "$comment", "$vocabulary", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/// What no type can say.
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
    for name in OF_ITSELF {
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
