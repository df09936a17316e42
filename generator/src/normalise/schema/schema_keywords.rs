//! The keywords of schemas in OpenAPI 3.0.

use crate::normalise::fixed_fields::ValueKind::{
    Any, Bool, Child, ChildOrBool, Children, Count, Enum, List, Named, Number, Object, Strings,
    Text,
};
use crate::normalise::fixed_fields::{FixedField, may};

/// The names of types.
const TYPES: &[&str] = &["boolean", "integer", "number", "string", "array", "object"];

/// The keywords of a schema, in order of frequency.
pub(super) const SCHEMA: &[FixedField] = &[
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
    // Describes XML, which the generator does not support.
    may("xml", Object),
];

/// The keywords that annotate a reference to a schema.
pub(super) const SIBLINGS_OF_REFERENCE: &[FixedField] = &[
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
