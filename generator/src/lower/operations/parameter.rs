//! A parameter -> its serialization and its documentation.

use super::{media, style};
use crate::diagnostic::{Untyped, UntypedAs};
use crate::document::{
    self, ParameterContent, ParameterLocation, Schema, SchemaUse, Style, Type as JsonType,
};
use crate::ir::{self, Docs, Format, Kind, ParameterShape, Type};
use crate::lower::docs::{self, code};
use crate::lower::names;
use crate::lower::types::{Context, Direction, Lowering, Module, TypeName, single_type};
use crate::profile::QueryArrays;
use std::borrow::Cow;

/// Whether a parameter is one of the three headers that OpenAPI reserves for the client.
pub(crate) fn is_managed(parameter: &document::Parameter) -> bool {
    parameter.location == ParameterLocation::Header
        && ["accept", "content-type", "authorization"]
            .contains(&parameter.name.to_ascii_lowercase().as_str())
}

/// Lowers a parameter. `item` is the argument or setter, as text for documentation.
pub(crate) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    parameter: &document::Parameter,
    item: String,
) -> (ir::Parameter, Docs) {
    let shape = match &parameter.content {
        ParameterContent::Styled { style, explode, allow_reserved: _, schema } => {
            let type_name = TypeName::value(names::upper_camel(&parameter.name), item);
            let schema = in_place(context.document, schema);
            let ty =
                Lowering { context, module, direction: Direction::Request }.ty(&schema, &type_name);
            shape(context, module, parameter, ty, *style, *explode)
        }
        ParameterContent::Media { media_type, schema: Some(schema) }
            if media::format(media_type) == Format::Json =>
        {
            let type_name = TypeName::value(names::upper_camel(&parameter.name), item);
            ParameterShape::Json(
                Lowering { context, module, direction: Direction::Request }.ty(schema, &type_name),
            )
        }
        ParameterContent::Media { media_type, schema: _ } => {
            if media::format(media_type) != Format::Text {
                context.diagnostics.untyped(
                    &parameter.at,
                    Untyped::unsupported(UntypedAs::String),
                    format_args!(
                        "the parameter `{}` has the media type `{media_type}`: it is a `String`",
                        parameter.name
                    ),
                    "pass the string that the server expects",
                );
            }
            ParameterShape::Scalar(Type::String)
        }
    };
    let location = match parameter.location {
        ParameterLocation::Path => ir::ParameterLocation::Path,
        ParameterLocation::Query => ir::ParameterLocation::Query,
        ParameterLocation::Header => ir::ParameterLocation::Header,
        ParameterLocation::Cookie => ir::ParameterLocation::Cookie,
    };
    let reserved = match &parameter.content {
        ParameterContent::Styled { allow_reserved, .. } => *allow_reserved,
        ParameterContent::Media { .. } => false,
    };
    if reserved
        && location == ir::ParameterLocation::Path
        && !matches!(shape, ParameterShape::Scalar(_))
    {
        context.diagnostics.warning(
            &parameter.at,
            format_args!("`allowReserved` of the path parameter `{}` is ignored", parameter.name),
            "it is supported for strings, numbers and booleans; use one of these types",
        );
    }
    let lowered = ir::Parameter {
        wire_name: parameter.name.clone(),
        location,
        shape,
        reserved,
        converts: false,
    };
    (lowered, parameter_docs(parameter))
}

/// Replaces a reference to a scalar or a list of scalars by the schema, because these need no type of their own.
fn in_place<'s>(document: &document::Document, schema: &'s SchemaUse) -> Cow<'s, SchemaUse> {
    let written = match schema {
        SchemaUse::Named { name, .. } => document.schemas.get(name),
        SchemaUse::Inline(schema) => Some(&**schema),
    };
    match written.and_then(|schema| Some((schema, plain_type(schema)?))) {
        None | Some((_, JsonType::Object)) => Cow::Borrowed(schema),
        Some((list, JsonType::Array)) => {
            let mut list = list.clone();
            list.array.items = list.array.items.map(|items| element_in_place(document, items));
            Cow::Owned(SchemaUse::Inline(Box::new(list)))
        }
        Some((value, _)) => Cow::Owned(SchemaUse::Inline(Box::new(value.clone()))),
    }
}

fn element_in_place(document: &document::Document, items: SchemaUse) -> SchemaUse {
    let named = match &items {
        SchemaUse::Named { name, .. } => document.schemas.get(name),
        SchemaUse::Inline(_) => None,
    };
    let plain = named.and_then(|schema| Some((schema, plain_type(schema)?)));
    match plain {
        None | Some((_, JsonType::Object | JsonType::Array)) => items,
        Some((value, _)) => SchemaUse::Inline(Box::new(value.clone())),
    }
}

/// The type of a schema without `enum` and without other schemas in it.
fn plain_type(schema: &Schema) -> Option<JsonType> {
    let is_plain = schema.values.is_none()
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|parts| parts.is_empty());
    if is_plain { single_type(schema) } else { None }
}

fn shape(
    context: &Context<'_>,
    module: &Module,
    parameter: &document::Parameter,
    ty: Type,
    style: Style,
    explode: bool,
) -> ParameterShape {
    match ty {
        ty if matches!(style, Style::Matrix | Style::Label) => {
            ParameterShape::Object(ty, style::object_style(style, explode))
        }
        Type::List(element) if is_scalar(context, module, &element) => {
            let style = style::array_style(context, parameter.location, style, explode);
            ParameterShape::Array(*element, style)
        }
        ty if is_scalar(context, module, &ty) => ParameterShape::Scalar(ty),
        ty if parameter.location == ParameterLocation::Query
            && context.profile.query.arrays == QueryArrays::Brackets =>
        {
            ParameterShape::Object(ty, "Brackets")
        }
        ty => ParameterShape::Object(ty, style::object_style(style, explode)),
    }
}

/// Whether a value of the type is encoded as a single string.
fn is_scalar(context: &Context<'_>, module: &Module, ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::F64
        | Type::Number
        | Type::String
        | Type::DateTime => true,
        Type::Local(name) => module.definitions().any(|definition| {
            definition.name == *name
                && match &definition.kind {
                    Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => true,
                    Kind::Alias(target) => is_scalar(context, module, target),
                    Kind::Struct(_) | Kind::Union(_) | Kind::Choice(_) => false,
                }
        }),
        Type::Schema(name) => context.document.schemas.iter().any(|(schema_name, schema)| {
            context.schema_names.get(schema_name, Direction::Request) == Some(name)
                && is_enum(schema)
                && schema.all_of.is_empty()
                && schema.one_of.is_empty()
                && schema.any_of.is_empty()
        }),
        Type::Unit
        | Type::Bytes
        | Type::Part
        | Type::Value
        // Its implementation of `Serialize` determines its encoding.
        | Type::Foreign(_)
        | Type::List(_)
        | Type::Tuple(_)
        | Type::Map(..)
        | Type::Optional(_)
        | Type::Boxed(_) => false,
    }
}

/// Whether the type of a schema is an enum of scalars.
fn is_enum(schema: &Schema) -> bool {
    let has_names = schema.value_annotations.iter().any(|one| one.name.is_some());
    schema.values.as_ref().is_some_and(|values| {
        let is_scalar = |value: &serde_json::Value| !value.is_array() && !value.is_object();
        values.iter().all(|value| value.is_string() || (has_names && is_scalar(value)))
    })
}

fn parameter_docs(parameter: &document::Parameter) -> Docs {
    let description = parameter.description.as_deref();
    let description = description.filter(|text| !docs::repeats(text, &parameter.name));
    let mut docs = description.map(docs::from_common_mark).unwrap_or_default();
    let schema = match &parameter.content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    };
    if let Some(schema) = schema {
        if docs.0.is_empty() {
            docs = docs::of_use(schema);
        } else if let SchemaUse::Inline(schema) = schema {
            docs.append(docs::constraints(schema));
        }
    }
    if docs.0.is_empty() {
        docs.paragraph(code(&parameter.name));
    }
    docs
}
