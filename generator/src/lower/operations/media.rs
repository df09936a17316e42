//! Media types and their schemas -> how their values are sent or read, and their types.

use super::{multipart, style};
use crate::document::{Encoding, Media, Schema, SchemaUse, Style};
use crate::ir::{Content, FormField, Format, Type};
use crate::lower::types::{
    Context, Direction, Lowering, Module, TypeName, is_nullable, same_shape,
};

/// Media types of one JSON text after the other: the names that lines of JSON go by, and sequences (RFC 7464).
const JSON_LINES: [&str; 8] = [
    "x-ndjson",
    "ndjson",
    "jsonl",
    "x-jsonl",
    "jsonlines",
    "x-jsonlines",
    "json-seq",
    "stream+json",
];

/// How the values of a media type are sent or read.
pub(crate) fn format(media_type: &str) -> Format {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    match essence.as_str() {
        "*/*" => Format::Json,
        "application/x-www-form-urlencoded" => Format::Form,
        "multipart/form-data" => Format::Multipart,
        "text/event-stream" => Format::Events,
        _ if JSON_LINES.contains(&subtype) || subtype.ends_with("+json-seq") => Format::JsonLines,
        _ if subtype == "json" || subtype.ends_with("+json") => Format::Json,
        _ if subtype == "xml" || subtype.ends_with("+xml") => Format::Text,
        _ if essence.starts_with("text/") => Format::Text,
        _ => Format::Bytes,
    }
}

/// Whether a media type is JSON: `application/json`, or one with the suffix `+json` (RFC 6839).
pub(crate) fn is_json(media: &Media) -> bool {
    is_json_type(&media.media_type)
}

fn is_json_type(media_type: &str) -> bool {
    format(media_type) == Format::Json
}

/// Whether a media type is a JSON Merge Patch (RFC 7396).
fn is_merge_patch(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/merge-patch+json")
}

/// The media type that is used, out of several: the first that is JSON, or the first.
pub(crate) fn choose(media: &[Media]) -> Option<&Media> {
    media.iter().find(|media| is_json(media)).or_else(|| media.first())
}

/// Whether two media types hold the same.
pub(crate) fn hold_the_same(one: &Media, other: &Media) -> bool {
    match (&one.schema, &other.schema) {
        (Some(one), Some(other)) => same_shape(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// The content of a body in a media type. A type of its own takes `type_name`.
pub(crate) fn content(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    direction: Direction,
    type_name: &TypeName,
) -> Content {
    let direction = match direction {
        Direction::Request if is_merge_patch(&media.media_type) => Direction::MergePatch,
        direction => direction,
    };
    let (format, ty) = match format(&media.media_type) {
        Format::Json => (Format::Json, json_type(context, module, media, direction, type_name)),
        Format::Form if direction == Direction::Request => {
            (Format::Form, root_type(context, module, media, direction, type_name))
        }
        Format::Multipart if direction == Direction::Request => {
            match multipart::lower(context, module, media, type_name) {
                Some(ty) => (Format::Multipart, ty),
                None => (Format::Bytes, as_bytes(context, media)),
            }
        }
        Format::Form | Format::Multipart => (Format::Bytes, as_bytes(context, media)),
        format @ (Format::Events | Format::JsonLines) if direction == Direction::Response => {
            (format, item_type(context, module, media, type_name))
        }
        Format::Text => {
            if media.schema.as_ref().is_some_and(is_structured) {
                context.diagnostics.warning(
                    &media.at,
                    format_args!("the media type `{}` is handled as text", media.media_type),
                    "write and read it with a library for that format",
                );
            }
            (Format::Text, Type::String)
        }
        Format::Bytes | Format::Events | Format::JsonLines => (Format::Bytes, Type::Bytes),
    };
    let fields = if format == Format::Form { form_fields(media) } else { Vec::new() };
    Content { media_type: media.media_type.clone(), format, ty, fields }
}

/// The fields of a form that are sent unlike the others.
fn form_fields(media: &Media) -> Vec<FormField> {
    let fields = media.encodings.iter().map(|(name, encoding)| {
        let Encoding { content_type, headers: _, style, explode, allow_reserved } = encoding;
        let is_styled = style.is_some() || explode.is_some();
        let style = style.unwrap_or(Style::Form);
        FormField {
            name: name.clone(),
            style: is_styled
                .then(|| style::object_style(style, explode.unwrap_or(style == Style::Form))),
            // A style goes before a media type.
            json: !is_styled && content_type.as_deref().is_some_and(is_json_type),
            reserved: *allow_reserved,
        }
    });
    fields.filter(|field| field.style.is_some() || field.json || field.reserved).collect()
}

/// The type of a whole body of JSON, which may be `null`.
pub(crate) fn json_type(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    direction: Direction,
    type_name: &TypeName,
) -> Type {
    let ty = root_type(context, module, media, direction, type_name);
    let is_nullable =
        media.schema.as_ref().is_some_and(|schema| is_nullable(context.document, schema));
    match module.canonical(&ty) {
        Type::Value => ty,
        _ if is_nullable => Type::Optional(Box::new(ty)),
        _ => ty,
    }
}

/// The type of a whole body, which always has the name of its own.
pub(crate) fn root_type(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    direction: Direction,
    type_name: &TypeName,
) -> Type {
    let index = module.reserve();
    let written_out = match &media.schema {
        Some(SchemaUse::Inline(schema)) => Some(&**schema),
        // The named schema's own type cannot clear its properties.
        Some(SchemaUse::Named { name, .. }) if direction == Direction::MergePatch => {
            context.document.schemas.get(name)
        }
        Some(SchemaUse::Named { .. }) | None => None,
    };
    let mut lowering = Lowering { context, module, direction };
    if let Some(schema) = written_out {
        lowering.root(schema, type_name);
        return Type::Local(type_name.name.clone());
    }
    let ty = media.schema.as_ref().map_or(Type::Value, |named| lowering.ty(named, type_name));
    let docs = type_name.docs(&Schema::default());
    module.alias(index, type_name.name.clone(), docs, false, ty);
    Type::Local(type_name.name.clone())
}

/// The type of what comes one by one. Where all of it together is described as a list, that is an item.
fn item_type(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    type_name: &TypeName,
) -> Type {
    let list = match &media.schema {
        Some(SchemaUse::Inline(schema)) => Some(&**schema),
        Some(SchemaUse::Named { name, .. }) => context.document.schemas.get(name),
        None => None,
    };
    let element = list.and_then(|list| list.array.items.clone());
    let item = Media { schema: element.or_else(|| media.schema.clone()), ..media.clone() };
    json_type(context, module, &item, Direction::Response, &type_name.streamed_item())
}

fn as_bytes(context: &mut Context<'_>, media: &Media) -> Type {
    context.diagnostics.warning(
        &media.at,
        format_args!("a body of the type `{}` is handled as bytes", media.media_type),
        "describe its properties, with an overlay where the document is not yours, or write the bytes that the server expects",
    );
    Type::Bytes
}

/// Whether a schema describes more than a text.
fn is_structured(schema: &SchemaUse) -> bool {
    match schema {
        SchemaUse::Inline(schema) => {
            !schema.object.properties.is_empty()
                || schema.array.items.is_some()
                || [&schema.all_of, &schema.one_of, &schema.any_of]
                    .iter()
                    .any(|parts| !parts.is_empty())
        }
        SchemaUse::Named { .. } => true,
    }
}
