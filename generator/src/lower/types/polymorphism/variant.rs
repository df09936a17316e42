//! An alternative -> the name and the documentation of its variant.

use crate::document::{Schema, SchemaUse, Type as JsonType};
use crate::ir::{Docs, Type};
use crate::lower::docs::{self, code};
use crate::lower::names;
use crate::lower::types::context::Context;
use crate::lower::types::scalar::single_type;

/// The name of the variant for an alternative: its own, or its type's.
pub(super) fn name(context: &Context<'_>, schema: &SchemaUse) -> String {
    match schema {
        SchemaUse::Named { name, .. } => match context.schema_names.get(name) {
            Some(rust_name) => rust_name.to_owned(),
            None => names::upper_camel(name),
        },
        SchemaUse::Inline(schema) => match &schema.annotations.title {
            Some(title) => names::upper_camel(title),
            None => type_name(context, schema),
        },
    }
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

pub(super) fn docs(schema: &SchemaUse, ty: &Type, tag: Option<&str>, texts: &[String]) -> Docs {
    let mut docs = docs::of_use(schema);
    if docs.0.is_empty() {
        docs.paragraph(match ty {
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
            Type::F64 => "A number.".to_owned(),
            Type::DateTime => "A date and time.".to_owned(),
            Type::String => "A string.".to_owned(),
            Type::Unit
            | Type::Bytes
            | Type::Part
            | Type::Value
            | Type::Foreign(_)
            | Type::Optional(_)
            | Type::Boxed(_) => "A value.".to_owned(),
        });
    }
    if let Some(tag) = tag {
        let texts: Vec<String> = texts.iter().map(|text| code(text)).collect();
        docs.paragraph(format!("Its {} is {}.", code(tag), texts.join(" or ")));
    }
    docs
}
