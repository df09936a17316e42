//! Schemas with a list of values -> enums of texts; integers stay integers.

use super::lowering::Lowering;
use super::module::Shape;
use super::scalar::single_type;
use super::type_name::TypeName;
use crate::document::{Schema, Type as JsonType};
use crate::ir::{Definition, Kind, StringEnum, Type, Variant};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use serde_json::Value;

/// The type of one of some values.
pub(crate) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    values: &[Value],
    type_name: &TypeName,
) -> Type {
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    match texts {
        Some(texts) if !texts.is_empty() => define(lowering, schema, &texts, type_name),
        Some(_) => Type::Value,
        None if values.iter().all(Value::is_i64) => match schema.format.as_deref() {
            Some("int32") => Type::I32,
            _ => Type::I64,
        },
        None if values.iter().all(Value::is_number) => Type::F64,
        None if values.iter().all(Value::is_boolean) => Type::Bool,
        None if single_type(schema) == Some(JsonType::String) => {
            lowering.context.diagnostics.warning(
                &schema.at,
                "the `enum` of a string has values that are not strings: the type is `String`",
                "quote the values, with an overlay where the document is not yours",
            );
            Type::String
        }
        None => lowering.untyped(&schema.at, "the values of this `enum` have several types"),
    }
}

fn define(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    texts: &[&str],
    type_name: &TypeName,
) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let mut names = UniqueNames::new(reserved::VARIANTS);
    let mut variants: Vec<Variant> = Vec::with_capacity(texts.len());
    for text in texts {
        if variants.iter().any(|variant| variant.value == *text) {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!("the value {text:?} is repeated"),
                "remove one of the two, with an overlay where the document is not yours",
            );
            continue;
        }
        let chosen = lowering.context.overrides.of_variant(&schema.at, text).unwrap_or(text);
        let (variant, numbered) = names.take(&names::upper_camel(chosen));
        if numbered {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!("another value has the same name as {text:?} in Rust: this one is named `{variant}`"),
                format_args!(
                    "to give it a stable name, add `\"{}\" = \"...\"` to `[names]` in the profile",
                    schema.at.child("enum").child(text)
                ),
            );
        }
        let docs = docs::unless_plain(text);
        variants.push(Variant { name: variant, value: (*text).to_owned(), docs });
    }
    let definition = Definition {
        name: name.clone(),
        docs: type_name.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::StringEnum(StringEnum { variants }),
    };
    let shape = Shape::StringEnum(texts.iter().map(|text| (*text).to_owned()).collect());
    lowering.module.define(index, shape, definition, type_name.fixed);
    Type::Local(name)
}
