//! An alternative -> the name and the documentation of its variant.

use super::constant;
use crate::document::{Schema, SchemaUse, Type as JsonType};
use crate::ir::{Docs, Type};
use crate::lower::docs::{self, code};
use crate::lower::names;
use crate::lower::types::context::Context;
use crate::lower::types::direction::Direction;
use crate::lower::types::scalar::single_type;
use serde_json::Value;

/// The name of the variant: that of the schema, of the tag, or of the type.
pub(super) fn name(context: &Context<'_>, used: &SchemaUse, tags: &[Value]) -> String {
    match used {
        SchemaUse::Named { name, .. } => match context.schema_names.get(name, Direction::Both) {
            Some(rust_name) => rust_name.to_owned(),
            None => names::upper_camel(name),
        },
        SchemaUse::Inline(schema) => match (title(schema), tags) {
            (Some(title), _) => names::upper_camel(title),
            (None, [tag, ..]) => names::upper_camel(&constant::text(tag)),
            (None, []) => type_name(context, schema),
        },
    }
}

/// The title of a schema, or of one of its parts.
fn title(schema: &Schema) -> Option<&str> {
    let inline = schema.all_of.iter().filter_map(|part| match part {
        SchemaUse::Inline(part) => Some(&**part),
        SchemaUse::Named { .. } => None,
    });
    [schema].into_iter().chain(inline).find_map(|schema| schema.annotations.title.as_deref())
}

/// The name of an unnamed schema, by its type.
fn type_name(context: &Context<'_>, schema: &Schema) -> String {
    let name = match (single_type(schema), schema.format.as_deref()) {
        (Some(JsonType::String), Some(format)) if context.profile.formats.contains_key(format) => {
            return names::upper_camel(format);
        }
        (Some(JsonType::Boolean), _) => "Bool",
        (Some(JsonType::Integer), _) => "Integer",
        (Some(JsonType::Number), _) => "Number",
        (Some(JsonType::String), Some("date-time")) => "DateTime",
        (Some(JsonType::String), _) => "Text",
        (Some(JsonType::Array), _) => "List",
        (Some(JsonType::Object), _) => "Object",
        (None, _) if schema.all_of.is_empty() => "Other",
        (None, _) => "Object",
    };
    name.to_owned()
}

/// The documentation of a variant.
pub(super) fn docs(used: &SchemaUse, ty: &Type, tag: Option<&str>, tags: &[Value]) -> Docs {
    let mut docs = match used {
        // The name of the variant is the title.
        SchemaUse::Inline(schema) if schema.annotations.description.is_none() => {
            docs::constraints(schema)
        }
        used => docs::of_use(used),
    };
    if docs.0.is_empty() {
        docs.paragraph(of_type(ty));
    }
    if let Some(tag) = tag
        && !tags.is_empty()
    {
        let tags: Vec<String> = tags.iter().map(|tag| code(&constant::text(tag))).collect();
        let tags = match tags.as_slice() {
            [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
            tags => tags.concat(),
        };
        docs.paragraph(format!("Its {} is {tags}.", code(tag)));
    }
    docs
}

/// The documentation of the variant for all other tags.
pub(super) fn docs_of_other(ty: &Type, tag: &str) -> Docs {
    let mut docs = Docs::default();
    docs.paragraph(of_type(ty));
    docs.paragraph(format!("Its {} is absent, or none of the others.", code(tag)));
    docs
}

/// The documentation of the variant for objects that match several alternatives.
pub(super) fn docs_of_combined() -> Docs {
    Docs(vec![
        "An object that fits several of the variants, with the properties of all. A response is decoded".to_owned(),
        "as this variant if each other variant would lose a property.".to_owned(),
    ])
}

/// The end of the documentation of a variant that no value is decoded as.
pub(super) fn docs_of_unreachable(decoded_as: &str) -> String {
    format!("Responses are decoded as {} instead, which has all its properties.", code(decoded_as))
}

/// A sentence that describes a type.
fn of_type(ty: &Type) -> String {
    match ty {
        Type::Local(name) => format!("[`{name}`]"),
        Type::Schema(name) => format!("[The schema `{name}`](crate::schemas::{name})."),
        Type::List(_) | Type::Tuple(_) => "A list.".to_owned(),
        Type::Map(..) => "A map.".to_owned(),
        Type::Bool => "A boolean.".to_owned(),
        Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64 => "An integer.".to_owned(),
        Type::F64 | Type::Number => "A number.".to_owned(),
        Type::DateTime => "A date and time.".to_owned(),
        Type::String => "A string.".to_owned(),
        Type::Unit
        | Type::Bytes
        | Type::Part
        | Type::Value
        | Type::Foreign(_)
        | Type::Optional(_)
        | Type::Boxed(_) => "A value.".to_owned(),
    }
}
