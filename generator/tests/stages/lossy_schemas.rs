//! A schema whose type keeps or checks less than the schema says -> the warning, at its location.

use clientwright::profile::Profile;
use clientwright::source::Source;

/// The schema `S`, as YAML; the location of the warning below `/components/schemas`; and a part of its text.
const LOSSES: &[(&str, &str, &str)] = &[
    ("{ type: object, not: { required: [a] } }", "/S", "`not` is not checked"),
    (
        "{ type: object, if: { required: [a] }, then: { properties: { b: { type: string } } } }",
        "/S/if",
        "the condition of `if` is not checked",
    ),
    (
        "{ type: object, if: { required: [a] }, else: { $ref: '#/components/schemas/A' } }",
        "/S/else",
        "`$ref` is ignored here: properties that it describes are lost",
    ),
    (
        "{ type: object, dependentSchemas: { a: { properties: { b: { type: string } } } } }",
        "/S/dependentSchemas",
        "the condition of `dependentSchemas` is not checked",
    ),
    (
        "{ type: object, dependentSchemas: { a: { allOf: [ { $ref: '#/components/schemas/A' } ] } } }",
        "/S/dependentSchemas",
        "`allOf` is ignored here: properties that it describes are lost",
    ),
    ("{ type: object, dependentRequired: { a: [b] } }", "/S/dependentRequired", "is not checked"),
    (
        "{ type: object, patternProperties: { '^x-': { type: string } } }",
        "/S/patternProperties",
        "patterns are not checked",
    ),
    ("{ type: object, propertyNames: { maxLength: 3 } }", "/S/propertyNames", "is not checked"),
    (
        "{ allOf: [ { $ref: '#/components/schemas/A' } ], unevaluatedProperties: false }",
        "/S/unevaluatedProperties",
        "is not checked",
    ),
    ("{ type: array, unevaluatedItems: false }", "/S/unevaluatedItems", "is not checked"),
    ("{ type: array, contains: { type: string } }", "/S/contains", "is not checked"),
    (
        "{ type: array, prefixItems: [ { type: string }, { type: integer } ] }",
        "/S/prefixItems",
        "this tuple becomes a list",
    ),
    ("{ type: string, contentEncoding: quoted-printable }", "/S/contentEncoding", "is not checked"),
    (
        "{ type: string, contentMediaType: application/json, contentSchema: { type: object } }",
        "/S/contentSchema",
        "the content of this string is not typed",
    ),
    (
        "{ type: object, properties: { a: {}, b: {} }, anyOf: [ { required: [a] }, { required: [b] } ] }",
        "/S/anyOf",
        "`anyOf` is not checked: its alternatives only list required properties",
    ),
    (
        "{ type: object, properties: { a: {}, b: {} }, oneOf: [ { required: [a] }, { required: [b] } ] }",
        "/S/oneOf",
        "`oneOf` is not checked",
    ),
    (
        "{ type: integer, enum: [1, 2], x-enum-descriptions: [One, Two] }",
        "/S",
        "names and descriptions of these values are ignored",
    ),
    (
        "{ oneOf: [ { const: 0.5, title: Half }, { const: 1.5 } ] }",
        "/S",
        "names and descriptions of these values are ignored",
    ),
    ("{ enum: [1, a] }", "/S", "the values of this `enum` have several types"),
    ("{ const: { a: 1 } }", "/S", "a value of this `enum` or `const` is an object or a list"),
    ("{ type: string, enum: [a, 1] }", "/S", "has values that are not strings"),
    (
        "{ allOf: [ { type: string }, { type: integer } ] }",
        "/S/allOf/1",
        "has another type than those it is merged with",
    ),
    (
        "{ allOf: [ { type: string, enum: [a] }, { type: string, enum: [b] } ] }",
        "/S/allOf/1",
        "has other values than those it is merged with",
    ),
    (
        "{ allOf: [ { type: string, format: date-time }, { type: string, format: uuid } ] }",
        "/S/allOf/1",
        "has another format than those it is merged with",
    ),
    (
        "{ allOf: [ { type: integer, maximum: 1 }, { type: integer, minimum: 2 } ] }",
        "/S/allOf/1",
        "has other limits than those it is merged with",
    ),
    (
        "{ allOf: [ { oneOf: [ { type: string }, { type: array, items: {} } ] }, { oneOf: [ { type: integer }, { type: boolean } ] } ] }",
        "/S/allOf/1",
        "has other alternatives than those it is merged with",
    ),
    (
        "{ allOf: [ { oneOf: [ { type: object, required: [p], properties: { p: { type: string } } }, { type: object, required: [q], properties: { q: { type: string } } }, { type: object, required: [r], properties: { r: { type: string } } }, { type: object, required: [s], properties: { s: { type: string } } }, { type: object, required: [t], properties: { t: { type: string } } } ] }, { oneOf: [ { type: object, required: [u], properties: { u: { type: string } } }, { type: object, required: [v], properties: { v: { type: string } } }, { type: object, required: [w], properties: { w: { type: string } } }, { type: object, required: [x], properties: { x: { type: string } } } ] } ] }",
        "/S/allOf/1",
        "all of their properties are optional",
    ),
    (
        "{ allOf: [ { not: { type: string } }, { not: { type: integer } } ] }",
        "/S/allOf/1",
        "has another `not` than those it is merged with",
    ),
    (
        "{ allOf: [ { $ref: '#/components/schemas/S' }, { type: object } ] }",
        "/S/allOf/0",
        "includes itself by `allOf`",
    ),
    (
        "{ anyOf: [ { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' } ] }",
        "/S/anyOf",
        "the alternatives describe `a` differently",
    ),
    (
        "{ oneOf: [ { $ref: '#/components/schemas/A' }, { type: object, properties: { c: { type: string } } } ], discriminator: { propertyName: c } }",
        "/S/oneOf/1",
        "the discriminator `c` has no value for this alternative",
    ),
    (
        "{ oneOf: [ { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/K' } ], discriminator: { propertyName: a } }",
        "/S/oneOf/1",
        "selects this alternative by another value than `a` has in it: \"k\", \"l\"",
    ),
    (
        "{ type: object, properties: { a: { type: string } }, discriminator: { propertyName: a, mapping: { k: K } } }",
        "/S/discriminator/mapping",
        "the mapping is ignored, and values lose the properties of `K`",
    ),
    (
        "{ type: object, oneOf: [ { $ref: '#/components/schemas/C' } ], anyOf: [ { $ref: '#/components/schemas/B' } ] }",
        "/S/anyOf",
        "beside the `oneOf` of a base is ignored",
    ),
];

/// A schema that extends `S`.
const CHILD: &str = "    C: { allOf: [ { $ref: '#/components/schemas/S' }, { type: object, properties: { c: { type: string } } } ] }
";

#[test]
fn whatever_a_type_loses_is_a_warning() {
    for (schema, location, expected) in LOSSES {
        let child = if schema.contains("schemas/C'") { CHILD } else { "" };
        let text = format!(
            "openapi: 3.1.0
info: {{ title: T, version: 1.0.0 }}
paths:
  /s:
    put:
      operationId: putS
      requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/S' }} }} }} }}
      responses: {{ '204': {{ description: OK }} }}
components:
  schemas:
    S: {schema}
    A: {{ type: object, properties: {{ a: {{ type: string }} }} }}
    B: {{ type: object, properties: {{ a: {{ type: integer }} }} }}
    K: {{ type: object, properties: {{ a: {{ type: string, enum: [k, l] }} }} }}
{child}"
        );
        let source = Source::new("losses.yaml", text);
        let found = clientwright::generate(&[source], &Profile::default()).unwrap().warnings;
        let at = format!("/components/schemas{location}");
        let is_reported = found.iter().any(|warning| {
            warning.location.pointer.as_str() == at && warning.message.contains(expected)
        });
        assert!(is_reported, "{schema}\n  lacks {expected:?} at {at}: {found:#?}");
    }
}
