//! The members that OpenAPI 3.0 gives a schema.

use crate::normalise::keywords::ValueKind::{
    Any, Bool, Child, ChildOrBool, Children, Count, Enum, List, Named, Number, Object, Strings,
    Text,
};
use crate::normalise::keywords::{Keyword, may};

/// The names of types.
const TYPES: &[&str] = &["boolean", "integer", "number", "string", "array", "object"];

/// The members of a schema, the frequent ones first.
pub(super) const SCHEMA: &[Keyword] = &[
    may("type", Enum(TYPES)),
    may("properties", Named),
    may("required", Strings),
    may("items", Child),
    may("description", Text),
    may("enum", List),
    may("format", Text),
    may("nullable", Bool),
    may("example", Any),
    may("default", Any),
    may("title", Text),
    may("allOf", Children),
    may("oneOf", Children),
    may("anyOf", Children),
    may("not", Child),
    may("discriminator", Object),
    may("additionalProperties", ChildOrBool),
    may("minimum", Number),
    may("maximum", Number),
    may("exclusiveMinimum", Bool),
    may("exclusiveMaximum", Bool),
    may("multipleOf", Number),
    may("minLength", Count),
    may("maxLength", Count),
    may("pattern", Text),
    may("minItems", Count),
    may("maxItems", Count),
    may("uniqueItems", Bool),
    may("minProperties", Count),
    may("maxProperties", Count),
    may("readOnly", Bool),
    may("writeOnly", Bool),
    may("deprecated", Bool),
    may("externalDocs", Object),
    // How XML would be written: only JSON, forms, text and bytes are.
    may("xml", Object),
];

/// What may stand beside a reference to a schema, and says something of this use of it.
pub(super) const BESIDE_REFERENCE: &[Keyword] = &[
    may("$ref", Any),
    may("title", Text),
    may("description", Text),
    may("default", Any),
    may("example", Any),
    may("deprecated", Bool),
    may("readOnly", Bool),
    may("writeOnly", Bool),
    may("externalDocs", Object),
];
