//! Reads the validation keywords of schemas, by the types of values that they apply to.

use crate::document::{
    Additional, ArrayRules, Discriminator, NumberRules, ObjectRules, Schema, StringRules, Type,
};
use crate::normalise::fixed_fields::ValueKind::{StringMap, Text};
use crate::normalise::fixed_fields::{FixedField, describe, may, must};
use crate::normalise::reference::schema_name;
use crate::normalise::{Node, Normaliser};
use crate::read::is_in_missing_file;
use crate::source::Pointer;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType,
    SchemaKind, StringType,
};

const DISCRIMINATOR: &[FixedField] = &[must("propertyName", Text), may("mapping", StringMap)];

/// Sets the validation keywords of a schema, except subschemas. Formats, enums and numbers are read from the
/// node, which contains them as in the document, with any type and size.
pub(super) fn set(node: &Node<'_>, kind: SchemaKind, schema: &mut Schema) {
    match kind {
        SchemaKind::Type(openapiv3::Type::String(StringType {
            format: _,
            enumeration: _,
            pattern,
            min_length,
            max_length,
        })) => {
            schema.types = vec![Type::String];
            schema.string = strings(pattern, min_length, max_length);
        }
        SchemaKind::Type(openapiv3::Type::Number(NumberType {
            format: _,
            enumeration: _,
            multiple_of: _,
            minimum: _,
            maximum: _,
            exclusive_minimum,
            exclusive_maximum,
        })) => {
            schema.types = vec![Type::Number];
            schema.number = numbers(node, exclusive_minimum, exclusive_maximum);
        }
        SchemaKind::Type(openapiv3::Type::Integer(IntegerType {
            format: _,
            enumeration: _,
            multiple_of: _,
            minimum: _,
            maximum: _,
            exclusive_minimum,
            exclusive_maximum,
        })) => {
            schema.types = vec![Type::Integer];
            schema.number = numbers(node, exclusive_minimum, exclusive_maximum);
        }
        SchemaKind::Type(openapiv3::Type::Boolean(BooleanType { enumeration: _ })) => {
            schema.types = vec![Type::Boolean];
        }
        SchemaKind::Type(openapiv3::Type::Object(object)) => {
            schema.types = vec![Type::Object];
            schema.object = objects(object);
        }
        SchemaKind::Type(openapiv3::Type::Array(array)) => {
            schema.types = vec![Type::Array];
            schema.array = arrays(array);
        }
        // The subschemas are read separately.
        SchemaKind::OneOf { one_of: _ }
        | SchemaKind::AllOf { all_of: _ }
        | SchemaKind::AnyOf { any_of: _ }
        | SchemaKind::Not { not: _ } => {}
        SchemaKind::Any(any) => set_any(node, any, schema),
    }
}

/// Sets the keywords of a schema that `openapiv3` cannot assign to one type.
fn set_any(node: &Node<'_>, any: AnySchema, schema: &mut Schema) {
    let AnySchema {
        typ,
        pattern,
        multiple_of: _,
        exclusive_minimum,
        exclusive_maximum,
        minimum: _,
        maximum: _,
        properties,
        required,
        additional_properties,
        min_properties,
        max_properties,
        items,
        min_items,
        max_items,
        unique_items,
        enumeration: _,
        format: _,
        min_length,
        max_length,
        one_of: _,
        all_of: _,
        any_of: _,
        not: _,
    } = any;
    schema.types = typ.and_then(|name| type_of(&name)).into_iter().collect();
    schema.string = strings(pattern, min_length, max_length);
    schema.number =
        numbers(node, exclusive_minimum.unwrap_or_default(), exclusive_maximum.unwrap_or_default());
    let unique_items = unique_items.unwrap_or_default();
    schema.array = arrays(ArrayType { items, min_items, max_items, unique_items });
    let object =
        ObjectType { properties, required, additional_properties, min_properties, max_properties };
    schema.object = objects(object);
}

fn arrays(array: ArrayType) -> ArrayRules {
    let ArrayType {
        items: _, // read separately
        min_items,
        max_items,
        unique_items,
    } = array;
    ArrayRules {
        min_items: count(min_items),
        max_items: count(max_items),
        unique_items,
        ..ArrayRules::default()
    }
}

fn objects(object: ObjectType) -> ObjectRules {
    let ObjectType {
        properties: _, // read separately
        required,
        additional_properties,
        min_properties,
        max_properties,
    } = object;
    ObjectRules {
        required: required.into_iter().collect(),
        additional: match additional_properties {
            Some(AdditionalProperties::Any(true)) => Additional::Any,
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            // The schema is read separately.
            Some(AdditionalProperties::Schema(_)) | None => Additional::Unspecified,
        },
        min_properties: count(min_properties),
        max_properties: count(max_properties),
        ..ObjectRules::default()
    }
}

impl<'a> Normaliser<'a, '_> {
    /// Reads the types of a schema that OpenAPI 3.0 cannot express.
    pub(super) fn several_types(&mut self, node: &Node<'a>, schema: &mut Schema) {
        let extension = node.extension_3_1();
        for name in extension.iter().flat_map(|extension| extension.items_of("types")) {
            match name.value.as_str().and_then(type_of) {
                Some(ty) => schema.types.push(ty),
                None => {
                    let message = format!("{} is not a type", describe(name.value));
                    self.error(&name.at, message, "use one of the types of JSON Schema");
                }
            }
        }
    }

    /// Reads the index of the schema of each position of a tuple.
    pub(super) fn tuple(&self, node: &Node<'a>) -> Vec<usize> {
        let indexes =
            node.extension_3_1().into_iter().flat_map(|extension| extension.items_of("tuple"));
        let indexes = indexes.filter_map(|index| usize::try_from(index.value.as_u64()?).ok());
        indexes.collect()
    }

    /// Reads the discriminator of a schema.
    pub(super) fn discriminator(&mut self, schema: &Node<'a>) -> Option<Discriminator> {
        let node = schema.object("discriminator")?;
        let openapiv3::Discriminator {
            property_name: property,
            mapping,
            extensions: _, // unused
        } = self.read(&node, "a discriminator", DISCRIMINATOR)?;
        let mapping = mapping.into_iter().filter_map(|(value, target)| {
            let at = node.at.child("mapping").child(&value);
            Some((value, self.mapped_schema(&at, &target)?))
        });
        Some(Discriminator { property, mapping: mapping.collect() })
    }

    /// Returns the name of the schema that a discriminator value is mapped to, by name or by reference.
    fn mapped_schema(&mut self, at: &Pointer, target: &str) -> Option<String> {
        let name = if target.starts_with('#') {
            let pointer = self.parse_reference(at, target)?;
            if is_in_missing_file(self.root, &pointer) {
                return None;
            }
            schema_name(&pointer)
        } else {
            Some(target.to_owned())
        };
        let known = name.filter(|name| self.has_schema(name));
        if known.is_none() {
            self.violation(
                at,
                format!(
                    "`{target}` is not a schema under `components/schemas`; the value is left out of the mapping"
                ),
                "use the name of a schema, or a reference such as \"#/components/schemas/Name\"",
            );
        }
        known
    }
}

fn type_of(name: &str) -> Option<Type> {
    match name {
        "boolean" => Some(Type::Boolean),
        "integer" => Some(Type::Integer),
        "number" => Some(Type::Number),
        "string" => Some(Type::String),
        "array" => Some(Type::Array),
        "object" => Some(Type::Object),
        _ => None,
    }
}

fn strings(pattern: Option<String>, min: Option<usize>, max: Option<usize>) -> StringRules {
    StringRules { min_length: count(min), max_length: count(max), pattern }
}

fn numbers(node: &Node<'_>, exclusive_minimum: bool, exclusive_maximum: bool) -> NumberRules {
    let number = |name| node.get(name).and_then(|node| node.value.as_number().cloned());
    NumberRules {
        minimum: number("minimum"),
        exclusive_minimum,
        maximum: number("maximum"),
        exclusive_maximum,
        multiple_of: number("multipleOf"),
    }
}

/// Converts a count to the type of the document model.
fn count(count: Option<usize>) -> Option<u64> {
    count.and_then(|count| u64::try_from(count).ok())
}
