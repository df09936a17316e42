//! In: a parameter. Out: how it is sent, and what documentation says of it.

use super::docs::code;
use super::module::Module;
use super::role::Role;
use super::schema::{Lowering, single_type};
use super::wanted::Wanted;
use super::{Context, about, docs, media, name};
use crate::document::{
    self, ParameterContent, ParameterLocation, Schema, SchemaUse, Style, Type as JsonType,
};
use crate::ir::{self, Docs, Format, Kind, ParameterPlace, ParameterShape, Type};
use crate::profile::QueryArrays;
use std::borrow::Cow;

/// Whether a parameter is a header that the client itself sets, as OpenAPI says of these three.
pub(super) fn is_managed(parameter: &document::Parameter) -> bool {
    parameter.location == ParameterLocation::Header
        && ["accept", "content-type", "authorization"]
            .contains(&parameter.name.to_ascii_lowercase().as_str())
}

/// Lowers a parameter. `item` is what takes it, as documentation names it.
pub(super) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    parameter: &document::Parameter,
    item: String,
) -> (ir::Parameter, Docs) {
    let shape = match &parameter.content {
        ParameterContent::Styled { style, explode, allow_reserved: _, schema } => {
            let wanted = Wanted::value(name::upper_camel(&parameter.name), item);
            let schema = in_place(context.document, schema);
            let ty = Lowering { context, module, role: Role::Request }.ty(&schema, &wanted);
            shape(context, module, parameter, ty, *style, *explode)
        }
        ParameterContent::Media { media_type, schema: Some(schema) }
            if media::format(media_type) == Format::Json =>
        {
            let wanted = Wanted::value(name::upper_camel(&parameter.name), item);
            ParameterShape::Json(
                Lowering { context, module, role: Role::Request }.ty(schema, &wanted),
            )
        }
        ParameterContent::Media { media_type, schema: _ } => {
            if media::format(media_type) != Format::Text {
                context.diagnostics.warning(
                    &parameter.at,
                    format_args!(
                        "the parameter `{}` is a document of the type `{media_type}`: it is taken as text",
                        parameter.name
                    ),
                    "pass it the text that the server expects",
                );
            }
            ParameterShape::Scalar(Type::String)
        }
    };
    let place = match parameter.location {
        ParameterLocation::Path => ParameterPlace::Path,
        ParameterLocation::Query => ParameterPlace::Query,
        ParameterLocation::Header => ParameterPlace::Header,
        ParameterLocation::Cookie => ParameterPlace::Cookie,
    };
    let reserved = match &parameter.content {
        ParameterContent::Styled { allow_reserved, .. } => *allow_reserved,
        ParameterContent::Media { .. } => false,
    };
    let lowered = ir::Parameter { wire_name: parameter.name.clone(), place, shape, reserved };
    (lowered, parameter_docs(parameter))
}

/// A named schema that is a text, a number or a list of them, as if it were written out here: none of these is a type of
/// its own.
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

/// The type of a schema that is made of no others and lists no values.
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
            ParameterShape::Object(ty, object_style(style, explode))
        }
        Type::List(element) if is_scalar(context, module, &element) => {
            let style = array_style(context, parameter.location, style, explode);
            ParameterShape::Array(*element, style)
        }
        ty if is_scalar(context, module, &ty) => ParameterShape::Scalar(ty),
        ty if parameter.location == ParameterLocation::Query
            && context.profile.query.arrays == QueryArrays::Brackets =>
        {
            ParameterShape::Object(ty, "Brackets")
        }
        ty => ParameterShape::Object(ty, object_style(style, explode)),
    }
}

/// Whether a value of the type has a text of its own.
fn is_scalar(context: &Context<'_>, module: &Module, ty: &Type) -> bool {
    match ty {
        Type::Bool | Type::I32 | Type::I64 | Type::F64 | Type::String | Type::DateTime => true,
        Type::Local(name) => module.definitions().any(|definition| {
            definition.name == *name
                && match &definition.kind {
                    Kind::StringEnum(_) => true,
                    Kind::Alias(target) => is_scalar(context, module, target),
                    Kind::Struct(_) | Kind::Union(_) | Kind::Choice(_) => false,
                }
        }),
        Type::Schema(name) => context.document.schemas.iter().any(|(schema_name, schema)| {
            context.schema_names.get(schema_name) == Some(name)
                && schema
                    .values
                    .as_ref()
                    .is_some_and(|values| values.iter().all(serde_json::Value::is_string))
                && schema.all_of.is_empty()
                && schema.one_of.is_empty()
                && schema.any_of.is_empty()
        }),
        Type::Unit
        | Type::Bytes
        | Type::Part
        | Type::Value
        // It is written by its own rules, as serde has them.
        | Type::Foreign(_)
        | Type::List(_)
        | Type::Tuple(_)
        | Type::Map(..)
        | Type::Optional(_)
        | Type::Boxed(_) => false,
    }
}

/// The runtime's `ArrayStyle` for a list.
fn array_style(
    context: &Context<'_>,
    place: ParameterLocation,
    style: Style,
    explode: bool,
) -> &'static str {
    match (place, style) {
        (ParameterLocation::Query, _) if context.profile.query.arrays == QueryArrays::Brackets => {
            "Brackets"
        }
        (ParameterLocation::Query, Style::DeepObject) => "Brackets",
        (ParameterLocation::Query | ParameterLocation::Cookie, _) if explode => "Repeat",
        (_, Style::SpaceDelimited) => "Space",
        (_, Style::PipeDelimited) => "Pipe",
        (_, Style::Form | Style::Simple | Style::Matrix | Style::Label | Style::DeepObject) => {
            "Comma"
        }
    }
}

/// The runtime's `ObjectStyle` for an object, or for anything in a style of its own.
pub(super) const fn object_style(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::DeepObject, _) => "Brackets",
        (Style::Label, true) => "LabelMembers",
        (Style::Label, false) => "Label",
        (Style::Matrix, true) => "MatrixMembers",
        (Style::Matrix, false) => "Matrix",
        (Style::Form | Style::Simple | Style::SpaceDelimited | Style::PipeDelimited, true) => {
            "Members"
        }
        (Style::Form | Style::Simple, false) => "Comma",
        (Style::SpaceDelimited, false) => "Space",
        (Style::PipeDelimited, false) => "Pipe",
    }
}

fn parameter_docs(parameter: &document::Parameter) -> Docs {
    let mut docs = parameter.description.as_deref().map(docs::from_common_mark).unwrap_or_default();
    let schema = match &parameter.content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    };
    if let Some(schema) = schema {
        if docs.0.is_empty() {
            docs = about::of_use(schema);
        } else if let SchemaUse::Inline(schema) = schema {
            docs.append(about::limits(schema));
        }
    }
    if docs.0.is_empty() {
        docs.paragraph(code(&parameter.name));
    }
    docs
}
