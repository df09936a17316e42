//! Removes keywords that do not affect types: silently if they only identify the schema, else with a warning.

use crate::read::rewrite::Rewrite;

/// Keywords that identify a schema.
const IDENTIFIERS: [&str; 7] =
    ["$schema", "$id", "$comment", "$vocabulary", "$anchor", "$dynamicAnchor", "$recursiveAnchor"];

/// Keywords that types cannot express.
const UNCHECKED: [&str; 11] = [
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
];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    for name in IDENTIFIERS {
        schema.take(name);
    }
    if schema.take("contentSchema").is_some() {
        schema.warning(
            "contentSchema",
            "the content of this string is not typed",
            "decode it by hand, for example with `serde_json::from_str`",
        );
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
