//! In: schemas with a list of values. Out: enums of texts; integers stay integers.

use super::docs;
use super::module::Shape;
use super::name::{self, Names};
use super::reserved;
use super::schema::{Lowering, single_type};
use super::wanted::Wanted;
use crate::document::{Schema, Type as JsonType};
use crate::ir::{Definition, Kind, StringEnum, Type, Variant};
use serde_json::Value;

/// The type of one of some values.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    values: &[Value],
    wanted: &Wanted,
) -> Type {
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    match texts {
        Some(texts) if !texts.is_empty() => define(lowering, schema, &texts, wanted),
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
                "the list of a string's values holds values that are no strings: it is taken as any string",
                "quote the values, with an overlay where the document is not yours",
            );
            Type::String
        }
        None => lowering.untyped(&schema.at, "the values listed here are of several types"),
    }
}

fn define(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    texts: &[&str],
    wanted: &Wanted,
) -> Type {
    let slot = lowering.module.slot();
    let type_name = lowering.name(schema, wanted);
    let mut names = Names::new(reserved::VARIANTS);
    let mut variants: Vec<Variant> = Vec::with_capacity(texts.len());
    for text in texts {
        if variants.iter().any(|variant| variant.value == *text) {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!("the value {text:?} is listed twice"),
                "remove one of the two, with an overlay where the document is not yours",
            );
            continue;
        }
        let given = lowering.context.given.of_variant(&schema.at, text).unwrap_or(text);
        let (name, numbered) = names.take(&name::upper_camel(given));
        if numbered {
            lowering.context.diagnostics.warning(
                &schema.at,
                format_args!("another value is called like {text:?} in Rust: this one is called `{name}`"),
                format_args!(
                    "to give it a name that stays, add `\"{}\" = \"...\"` to `[names]` in the profile",
                    schema.at.child("enum").child(text)
                ),
            );
        }
        let docs = docs::unless_plain(text);
        variants.push(Variant { name, value: (*text).to_owned(), docs });
    }
    let definition = Definition {
        name: type_name.clone(),
        docs: wanted.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::StringEnum(StringEnum { variants }),
    };
    let shape = Shape::StringEnum(texts.iter().map(|text| (*text).to_owned()).collect());
    lowering.module.define(slot, shape, definition, wanted.own);
    Type::Local(type_name)
}
