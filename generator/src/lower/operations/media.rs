//! Media types and their schemas -> the formats and types of their values.

use super::{multipart, style};
use crate::diagnostic::{Recovery, Untyped, UntypedAs};
use crate::document::{
    ArrayRules, Document, Encoding, Media, ObjectRules, Schema, SchemaUse, Type as JsonType,
};
use crate::ir::{Content, FormField, Format, Type};
use crate::lower::types::{
    Context, Direction, Lowering, Module, TypeName, is_nullable, same_shape, single_type,
};

/// The media types of streams of JSON: JSON lines by several names, and sequences (RFC 7464).
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

/// The format of a media type, if its name determines it. Ranges such as `*/*` do not.
fn format_by_name(media_type: &str) -> Option<Format> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (ty, subtype) = essence.split_once('/')?;
    Some(match (ty, subtype) {
        ("application" | "*", "*") => return None,
        ("application", "x-www-form-urlencoded") => Format::Form,
        ("multipart", _) => Format::Multipart,
        ("text", "event-stream") => Format::Events,
        _ if JSON_LINES.contains(&subtype) || subtype.ends_with("+json-seq") => Format::JsonLines,
        _ if subtype == "json" || subtype.ends_with("+json") => Format::Json,
        _ if subtype == "xml" || subtype.ends_with("+xml") => Format::Text,
        ("text", _) => Format::Text,
        _ => Format::Bytes,
    })
}

/// The format of a media type, regardless of its schema.
pub(crate) fn format(media_type: &str) -> Format {
    format_by_name(media_type).unwrap_or(Format::Json)
}

/// The format of a body, by its media type and its schema.
pub(crate) fn body_format(document: &Document, media: &Media) -> Format {
    match (format_by_name(&media.media_type), ValueKind::of(document, media.schema.as_ref())) {
        (None | Some(Format::Json | Format::Text), ValueKind::Binary)
        | (None, ValueKind::Unspecified) => Format::Bytes,
        (None, ValueKind::String) => Format::Text,
        (None, ValueKind::Structured | ValueKind::List | ValueKind::Scalar) => Format::Json,
        // The fields of a form are an object: anything else is written by the caller.
        (Some(Format::Form), ValueKind::String | ValueKind::Scalar) => Format::Text,
        (Some(Format::Form), ValueKind::Binary | ValueKind::List) => Format::Bytes,
        (Some(format), _) => format,
    }
}

/// The kind of the values of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Any bytes.
    Binary,
    /// Strings.
    String,
    /// Numbers and booleans.
    Scalar,
    /// Lists.
    List,
    /// Objects, and values of several types.
    Structured,
    /// Unknown.
    Unspecified,
}

impl ValueKind {
    pub(super) fn of(document: &Document, schema: Option<&SchemaUse>) -> Self {
        let schema = match schema {
            Some(SchemaUse::Inline(schema)) => &**schema,
            Some(SchemaUse::Named { name, .. }) => match document.schemas.get(name) {
                Some(schema) => schema,
                None => return Self::Structured,
            },
            None => return Self::Unspecified,
        };
        match single_type(schema) {
            Some(JsonType::String) if schema.format.as_deref() == Some("binary") => Self::Binary,
            Some(JsonType::String) => Self::String,
            Some(JsonType::Boolean | JsonType::Integer | JsonType::Number) => Self::Scalar,
            None if is_unspecified(schema) => Self::Unspecified,
            Some(JsonType::Array) => Self::List,
            Some(JsonType::Object) | None => Self::Structured,
        }
    }

    /// Whether the values contain others.
    pub(super) fn is_structured(self) -> bool {
        matches!(self, Self::List | Self::Structured)
    }
}

/// Whether a media type is a JSON Merge Patch (RFC 7396).
fn is_merge_patch(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/merge-patch+json")
}

fn is_unspecified(schema: &Schema) -> bool {
    schema.types.is_empty()
        && schema.values.is_none()
        && schema.object == ObjectRules::default()
        && schema.array == ArrayRules::default()
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|parts| parts.is_empty())
        && schema.not.is_none()
}

/// The media type with which a body is sent. For a range, it is one of the format. For a range of files, the caller sets it.
fn sent_media_type(media_type: &str, format: Format) -> String {
    let media_type = if media_type.contains('/') { media_type } else { "*/*" };
    match format {
        Format::Json if media_type.contains('*') => "application/json".to_owned(),
        Format::Text if media_type.contains('*') => "text/plain".to_owned(),
        _ => media_type.to_owned(),
    }
}

/// Whether a body is JSON: `application/json`, or a media type with the suffix `+json` (RFC 6839).
pub(crate) fn is_json(document: &Document, media: &Media) -> bool {
    body_format(document, media) == Format::Json
}

/// Chooses one of several media types: `application/json`, or else the first JSON media type, or else the first.
pub(crate) fn choose<'m>(document: &Document, media: &'m [Media]) -> Option<&'m Media> {
    let json = || media.iter().filter(|media| is_json(document, media));
    json()
        .find(|media| media.media_type.eq_ignore_ascii_case("application/json"))
        .or_else(|| json().find(|media| !media.media_type.contains('*')))
        .or_else(|| json().next())
        .or_else(|| media.first())
}

/// Whether two media types have the same content.
pub(crate) fn hold_the_same(one: &Media, other: &Media) -> bool {
    match (&one.schema, &other.schema) {
        (Some(one), Some(other)) => same_shape(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// The content of a body in a media type. `type_name` is the name of its type, if it needs one.
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
    if !media.media_type.contains('/') {
        context.diagnostics.warning(
            &media.at,
            format_args!("`{}` is not a media type", media.media_type),
            "correct the document, for example with an overlay",
        );
    }
    let (format, ty) = match body_format(context.document, media) {
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
            warn_of_structure(context, media, UntypedAs::String);
            (Format::Text, Type::String)
        }
        Format::Bytes | Format::Events | Format::JsonLines => {
            warn_of_structure(context, media, UntypedAs::Bytes);
            (Format::Bytes, Type::Bytes)
        }
    };
    let fields = if format == Format::Form { form_fields(media) } else { Vec::new() };
    Content { media_type: sent_media_type(&media.media_type, format), format, ty, fields }
}

/// The form fields with an encoding that differs from the default.
fn form_fields(media: &Media) -> Vec<FormField> {
    let fields = media.encodings.iter().map(|(name, encoding)| {
        let Encoding { content_type, headers: _, style: _, explode: _, allow_reserved } = encoding;
        let style = style::encoding_style(encoding);
        FormField {
            name: name.clone(),
            style: style.map(|(style, explode)| style::object_style(style, explode)),
            json: style.is_none()
                && content_type
                    .as_deref()
                    .is_some_and(|media_type| format(media_type) == Format::Json),
            reserved: *allow_reserved,
        }
    });
    fields.filter(|field| field.style.is_some() || field.json || field.reserved).collect()
}

/// The type of a JSON body, which may be `null`.
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

/// The type of a body, which always has a name.
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
        // The type of the named schema cannot clear its properties.
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

/// The type of an item of a stream. If the schema is a list, it describes the whole stream.
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
    // A string describes the whole text, and not the items.
    let whole = || {
        let is_text = body_format(context.document, media) == Format::JsonLines
            && ValueKind::of(context.document, media.schema.as_ref()) == ValueKind::String;
        media.schema.clone().filter(|_| !is_text)
    };
    let item = Media { schema: element.or_else(whole), ..media.clone() };
    json_type(context, module, &item, Direction::Response, &type_name.streamed_item())
}

fn as_bytes(context: &mut Context<'_>, media: &Media) -> Type {
    context.diagnostics.untyped(
        &media.at,
        Untyped { ty: UntypedAs::Bytes, recovery: Recovery::Overlay },
        format_args!("a body of the type `{}` is handled as bytes", media.media_type),
        "describe its properties, for example with an overlay, or write the bytes that the server expects",
    );
    Type::Bytes
}

/// Warns about structured values that are untyped because of their media type.
fn warn_of_structure(context: &mut Context<'_>, media: &Media, handled_as: UntypedAs) {
    if ValueKind::of(context.document, media.schema.as_ref()).is_structured() {
        let noun = if handled_as == UntypedAs::String { "text" } else { "bytes" };
        context.diagnostics.untyped(
            &media.at,
            Untyped::unsupported(handled_as),
            format_args!("the media type `{}` is handled as {noun}", media.media_type),
            "write and read it with a library for that format",
        );
    }
}
