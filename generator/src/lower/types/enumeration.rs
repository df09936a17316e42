//! Schemas with `enum` -> string enums, and enums of integers and other scalars if these have names.

use super::integer::integer_type;
use super::lowering::Lowering;
use super::module::Shape;
use super::polymorphism::constant;
use super::scalar::single_type;
use super::type_name::TypeName;
use crate::diagnostic::{Recovery, Untyped, UntypedAs};
use crate::document::{Schema, Type as JsonType};
use crate::ir::{Definition, Docs, IntegerEnum, Kind, ScalarEnum, StringEnum, Type, Variant};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use serde_json::Value;

/// The type of a schema with `enum`.
pub(crate) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    type_name: &TypeName,
) -> Type {
    let values = schema.values.as_deref().unwrap_or_default();
    let texts: Option<Vec<String>> =
        values.iter().map(|value| value.as_str().map(str::to_owned)).collect();
    let integers: Option<Vec<i64>> = values.iter().map(Value::as_i64).collect();
    match (texts, integers) {
        (Some(texts), _) if texts.is_empty() => Type::Value,
        (Some(texts), _) => define(lowering, schema, texts, type_name),
        (None, Some(integers)) if has_names(schema) => {
            define(lowering, schema, integers, type_name)
        }
        (None, None) if has_names(schema) && values.iter().all(is_scalar) => {
            define(lowering, schema, values.to_vec(), type_name)
        }
        (None, _) if values.iter().all(is_integer) => {
            unnamed(lowering, schema, integer_type(schema))
        }
        (None, _) if values.iter().all(Value::is_number) => unnamed(lowering, schema, Type::F64),
        (None, _) if values.iter().all(Value::is_boolean) => unnamed(lowering, schema, Type::Bool),
        (None, _) if single_type(schema) == Some(JsonType::String) => {
            lowering.context.diagnostics.untyped(
                &schema.at,
                Untyped { ty: UntypedAs::String, recovery: Recovery::Overlay },
                "the `enum` of a string has values that are not strings: the type is `String`",
                "quote the values, for example with an overlay",
            );
            Type::String
        }
        (None, _) if values.iter().any(|value| value.is_object() || value.is_array()) => {
            lowering.untyped(&schema.at, "a value of this `enum` or `const` is an object or a list")
        }
        (None, _) => lowering.untyped(&schema.at, "the values of this `enum` have several types"),
    }
}

/// The type of values that are not variants of an enum. Their descriptions have no place in it.
fn unnamed(lowering: &mut Lowering<'_, '_>, schema: &Schema, ty: Type) -> Type {
    if !schema.value_annotations.is_empty() {
        report_unnamed(lowering, schema);
    }
    ty
}

/// Warns that the type of a schema does not describe its values.
pub(crate) fn report_unnamed(lowering: &mut Lowering<'_, '_>, schema: &Schema) {
    lowering.context.diagnostics.warning(
        &schema.at,
        "the names and descriptions of these values are ignored: numbers and booleans become an enum only if they have names",
        "name each value, by `title` or `x-enum-varnames`",
    );
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

fn is_scalar(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

/// Whether the document names the values.
fn has_names(schema: &Schema) -> bool {
    schema.value_annotations.iter().any(|one| one.name.is_some())
}

/// A value of an enum.
trait EnumValue: Clone + PartialEq {
    /// The value as JSON.
    fn json(&self) -> Value;

    /// The value as text, which names it.
    fn text(&self) -> String;

    /// The documentation of a value, unless its name shows it.
    fn docs(&self) -> Docs;

    fn kind(variants: Vec<Variant<Self>>) -> Kind;

    fn shape(variants: &[Variant<Self>]) -> Shape;
}

impl EnumValue for String {
    fn json(&self) -> Value {
        Value::String(self.clone())
    }

    fn text(&self) -> String {
        self.clone()
    }

    fn docs(&self) -> Docs {
        docs::unless_plain(self)
    }

    fn kind(variants: Vec<Variant>) -> Kind {
        Kind::StringEnum(StringEnum { variants })
    }

    fn shape(variants: &[Variant]) -> Shape {
        Shape::StringEnum(
            variants.iter().map(|one| (one.name.clone(), one.value.clone())).collect(),
        )
    }
}

impl EnumValue for i64 {
    fn json(&self) -> Value {
        Value::from(*self)
    }

    fn text(&self) -> String {
        self.to_string()
    }

    fn docs(&self) -> Docs {
        Docs::default()
    }

    fn kind(variants: Vec<Variant<Self>>) -> Kind {
        Kind::IntegerEnum(IntegerEnum { variants })
    }

    fn shape(variants: &[Variant<Self>]) -> Shape {
        Shape::IntegerEnum(variants.iter().map(|one| (one.name.clone(), one.value)).collect())
    }
}

impl EnumValue for Value {
    fn json(&self) -> Value {
        self.clone()
    }

    fn text(&self) -> String {
        constant::text(self)
    }

    fn docs(&self) -> Docs {
        Docs::default()
    }

    fn kind(variants: Vec<Variant<Self>>) -> Kind {
        Kind::ScalarEnum(ScalarEnum { variants })
    }

    fn shape(variants: &[Variant<Self>]) -> Shape {
        Shape::ScalarEnum(
            variants.iter().map(|one| (one.name.clone(), one.value.clone())).collect(),
        )
    }
}

fn define<V: EnumValue>(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    values: Vec<V>,
    type_name: &TypeName,
) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let mut names = UniqueNames::new(reserved::VARIANTS);
    let mut variants: Vec<Variant<V>> = Vec::with_capacity(values.len());
    for value in values {
        if variants.iter().any(|variant| variant.value == value) {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!("the value {} is repeated", value.json()),
                "remove one of the two, for example with an overlay",
            );
            continue;
        }
        let text = value.text();
        let annotations =
            schema.value_annotations.iter().find(|annotated| annotated.value == value.json());
        let documented = annotations.and_then(|annotated| annotated.name.as_deref());
        let chosen = lowering.context.overrides.of_variant(&schema.at, &text).or(documented);
        let (variant, numbered) = names.take(&names::upper_camel(chosen.unwrap_or(&text)));
        if numbered {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!(
                    "another value has the same name as {} in Rust: this one is named `{variant}`",
                    value.json()
                ),
                format_args!(
                    "to give it a stable name, add `\"{}\" = \"...\"` to `[names]` in the profile",
                    schema.at.child("enum").child(&text)
                ),
            );
        }
        let description = annotations.and_then(|annotated| annotated.description.as_deref());
        let docs = match description {
            Some(description) => {
                let mut docs = docs::from_common_mark(description);
                docs.paragraph(format!("Sent as {}.", docs::code(&text)));
                docs
            }
            None => value.docs(),
        };
        variants.push(Variant { name: variant, value, docs });
    }
    let shape = V::shape(&variants);
    let definition = Definition {
        name: name.clone(),
        docs: type_name.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: V::kind(variants),
    };
    lowering.module.define(index, shape, definition, type_name.fixed);
    Type::Local(name)
}
