//! The members that OpenAPI 3.0 gives a schema.

use crate::normalise::keywords::Holds::{
    Any, Child, ChildOrFlag, Children, Choice, Count, Flag, List, Named, Number, Object, Text,
    Texts,
};
use crate::normalise::keywords::{Keyword, may};

/// The names of types.
const TYPES: &[&str] = &["boolean", "integer", "number", "string", "array", "object"];

/// The members of a schema, the frequent ones first.
pub(super) const SCHEMA: &[Keyword] = &[
    may("type", Choice(TYPES)),
    may("properties", Named),
    may("required", Texts),
    may("items", Child),
    may("description", Text),
    may("enum", List),
    may("format", Text),
    may("nullable", Flag),
    may("example", Any),
    may("default", Any),
    may("title", Text),
    may("allOf", Children),
    may("oneOf", Children),
    may("anyOf", Children),
    may("not", Child),
    may("discriminator", Object),
    may("additionalProperties", ChildOrFlag),
    may("minimum", Number),
    may("maximum", Number),
    may("exclusiveMinimum", Flag),
    may("exclusiveMaximum", Flag),
    may("multipleOf", Number),
    may("minLength", Count),
    may("maxLength", Count),
    may("pattern", Text),
    may("minItems", Count),
    may("maxItems", Count),
    may("uniqueItems", Flag),
    may("minProperties", Count),
    may("maxProperties", Count),
    may("readOnly", Flag),
    may("writeOnly", Flag),
    may("deprecated", Flag),
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
    may("deprecated", Flag),
    may("readOnly", Flag),
    may("writeOnly", Flag),
    may("externalDocs", Object),
];
