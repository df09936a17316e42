//! Checks for schemas without constraints, and for examples, defaults and enum values that contradict their schemas.

use super::Linter;
use super::contradiction::{self, Direction};
use crate::document::{
    Additional, ArrayRules, NumberRules, ObjectRules, Schema, SchemaUse, StringRules, Type,
};
use crate::source::Pointer;
use serde_json::Value;

/// The remedy for a value that contradicts its schema.
const HELP: &str = "correct the value or the schema, for example with an overlay";

impl<'d> Linter<'d, '_> {
    /// Checks the named schemas.
    pub(super) fn named_schemas(&mut self) {
        let document = self.document;
        document.schemas.values().for_each(|schema| self.schema(schema, Direction::Either));
    }

    /// Checks a use of a schema. For a reference, checks only the annotations of the use.
    pub(super) fn schema_use(&mut self, schema: &'d SchemaUse, direction: Direction) {
        match schema {
            SchemaUse::Inline(inline) => self.schema(inline, direction),
            SchemaUse::Named { at, annotations, .. } => {
                for (name, value) in of_use(annotations) {
                    self.check(&format!("the {name}"), schema, value, &at.child(name), direction);
                }
            }
        }
    }

    fn schema(&mut self, schema: &'d Schema, direction: Direction) {
        if let Some(what) = untyped_reason(schema) {
            self.warn(
                &schema.at,
                format_args!("{what}; the value is untyped"),
                "describe the value; for a free-form object, set `additionalProperties: true`",
            );
        }
        for (name, value) in of_use(&schema.annotations) {
            let found = contradiction::of_schema(
                self.document,
                schema,
                value,
                &schema.at.child(name),
                direction,
            );
            self.report(&format!("the {name}"), found);
        }
        for (index, value) in schema.values.iter().flatten().enumerate() {
            // `null` is not in the list of values, so an index may be lower than in the document.
            let at = schema.at.child("enum");
            if let Some((_, why)) =
                contradiction::of_rules(self.document, schema, value, &at.child(index), direction)
                    .first()
            {
                self.warn(
                    &at,
                    format_args!("`enum` lists {value}, which the schema does not allow: {why}"),
                    HELP,
                );
            }
        }
        self.schema_parts(schema, direction);
    }

    fn schema_parts(&mut self, schema: &'d Schema, direction: Direction) {
        let Schema { object, array, all_of, one_of, any_of, .. } = schema;
        let parts = object.properties.values().chain(&array.items);
        let alternatives = all_of.iter().chain(one_of).chain(any_of);
        for part in parts.chain(alternatives) {
            self.schema_use(part, direction);
        }
        match &object.additional {
            // An empty schema at this location intentionally allows any value.
            Additional::Schema(SchemaUse::Inline(schema)) if untyped_reason(schema).is_some() => {}
            Additional::Schema(schema) => self.schema_use(schema, direction),
            Additional::Unspecified | Additional::Any | Additional::Forbidden => {}
        }
    }

    /// Reports contradictions between a value and its schema.
    pub(super) fn check(
        &mut self,
        noun: &str,
        schema: &SchemaUse,
        value: &Value,
        at: &Pointer,
        direction: Direction,
    ) {
        let found = contradiction::of_use(self.document, schema, value, at, direction);
        self.report(noun, found);
    }

    fn report(&mut self, noun: &str, found: Vec<(Pointer, String)>) {
        for (at, why) in found {
            self.warn(&at, format_args!("{noun} contradicts its schema: {why}"), HELP);
        }
    }
}

/// The values in the annotations, by the keywords that contain them.
fn of_use(
    annotations: &crate::document::Annotations,
) -> impl Iterator<Item = (&'static str, &Value)> {
    let examples = annotations.examples.iter().map(|example| ("example", example));
    examples.chain(annotations.default.iter().map(|default| ("default", default)))
}

/// Returns the reason why a schema is too unspecific for a type.
fn untyped_reason(schema: &Schema) -> Option<&'static str> {
    let Schema {
        types,
        values,
        format,
        number,
        string,
        array,
        object,
        all_of,
        one_of,
        any_of,
        not,
        discriminator,
        // These keywords do not restrict the type.
        at: _,
        annotations: _,
        nullable: _,
        value_annotations: _,
        extensions: _,
    } = schema;
    let narrows = values.is_some()
        || format.is_some()
        || *number != NumberRules::default()
        || *string != StringRules::default()
        || *array != ArrayRules::default()
        || *object != ObjectRules::default()
        || !(all_of.is_empty() && one_of.is_empty() && any_of.is_empty())
        || not.is_some()
        || discriminator.is_some();
    match types.as_slice() {
        _ if narrows => None,
        [] => Some("the schema is empty"),
        [Type::Object] => Some("the schema describes an object without properties"),
        [Type::Array] => Some("the schema describes a list without items"),
        _ => None,
    }
}
