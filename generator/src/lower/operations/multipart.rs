//! A multipart body, such as a form with files -> a struct with a field for each part.

use super::media::{ValueKind, format};
use super::style::{encoding_style, object_style};
use crate::diagnostic::{Untyped, UntypedAs};
use crate::document::{
    self, Additional, Document, Media, Schema, SchemaUse, Style, Type as JsonType,
};
use crate::ir::{Docs, Encoding, Field, Format, Kind, Presence, Type};
use crate::lower::docs;
use crate::lower::types::{
    Context, Direction, Lowering, Module, TypeName, all_of, is_null, properties,
};

/// The struct of a form, or `None` if the document does not describe the parts.
pub(crate) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    type_name: &TypeName,
) -> Option<Type> {
    let mut schema = written_out(context, media.schema.as_ref()?)?;
    if schema.object.properties.is_empty() {
        return None;
    }
    for name in media.encodings.keys() {
        let is_described = schema.object.properties.contains_key(name)
            || matches!(schema.object.additional, Additional::Schema(_));
        if !is_described {
            context.diagnostics.warning(
                &media.at.child("encoding").child(name),
                "the form has no property of this name: its encoding is ignored",
                "correct the name, for example with an overlay",
            );
        }
    }
    for (name, property) in &mut schema.object.properties {
        remove_structure(context, media, name, property);
    }
    let type_name = type_name.clone().of_parts();
    Lowering { context, module, direction: Direction::Request }.root(&schema, &type_name);
    let definition = module.definition_mut(&type_name.name)?;
    let Kind::Struct(form @ crate::ir::Struct { encoding: Encoding::Multipart, .. }) =
        &mut definition.kind
    else {
        return None;
    };
    let members = properties(context.document, &schema, Direction::Request);
    for (field, (wire_name, property)) in form.fields.iter_mut().zip(members) {
        let encoding = media.encodings.get(wire_name);
        let headers = headers(encoding);
        let listed = items(besides_null(context.document, property));
        let value = listed.unwrap_or_else(|| besides_null(context.document, property));
        let is_part = headers.is_some() || is_file(context.document, value, encoding);
        if is_part {
            field.ty = if listed.is_some() { Type::List(Box::new(Type::Part)) } else { Type::Part };
            // No part is `null`.
            if field.presence == Presence::Nullable {
                field.presence = Presence::Optional;
            }
        } else if let Some((kind, style, explode)) =
            style(context.document, encoding, besides_null(context.document, property))
        {
            // By default, a list is one part per item.
            let is_default = kind == ValueKind::List && explode && style != Style::DeepObject;
            field.style = (!is_default).then(|| object_style(style, explode));
            warn_of_undefined(context, media, wire_name, style, explode);
            continue;
        }
        field.docs.append(headers.unwrap_or_default());
        set_media_type(context.document, field, encoding, value, is_part);
    }
    Some(Type::Local(type_name.name))
}

/// Whether a form contains a file, which no other format of the same schema can contain.
pub(super) fn holds_file(document: &Document, media: &Media) -> bool {
    let resolved = |schema: &SchemaUse| match schema {
        SchemaUse::Inline(schema) => Some((**schema).clone()),
        SchemaUse::Named { name, .. } => document.schemas.get(name).cloned(),
    };
    let Some(schema) = media.schema.as_ref().and_then(resolved) else { return false };
    let parts: Vec<Schema> = schema.all_of.iter().filter_map(resolved).collect();
    parts.iter().chain([&schema]).flat_map(|schema| &schema.object.properties).any(
        |(name, property)| {
            let property = besides_null(document, property);
            let value = items(property).unwrap_or(property);
            is_file(document, value, media.encodings.get(name))
        },
    )
}

/// The only alternative to `null`, if a property has no others.
fn besides_null<'m>(document: &Document, property: &'m SchemaUse) -> &'m SchemaUse {
    let SchemaUse::Inline(schema) = property else { return property };
    let mut alternatives =
        schema.one_of.iter().chain(&schema.any_of).filter(|one| !is_null(document, one));
    match (alternatives.next(), alternatives.next()) {
        (Some(only), None) => only,
        _ => property,
    }
}

/// The schema of the items, if a property is a list. Each item is a separate part.
fn items(property: &SchemaUse) -> Option<&SchemaUse> {
    match property {
        SchemaUse::Inline(list) => list.array.items.as_ref(),
        SchemaUse::Named { .. } => None,
    }
}

/// Whether a part is a file or any other bytes.
fn is_file(document: &Document, schema: &SchemaUse, encoding: Option<&document::Encoding>) -> bool {
    let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let is_bytes =
        || content_type.is_some_and(|types| types.split(',').all(|ty| is_of_bytes(ty.trim())));
    match ValueKind::of(document, Some(schema)) {
        ValueKind::Binary => true,
        // Since OpenAPI 3.1, a part of any type is a file.
        ValueKind::Unspecified => content_type.is_none() || is_bytes(),
        ValueKind::String => {
            let is_base64 = matches!(schema, SchemaUse::Inline(schema) if schema.format.as_deref() == Some("byte"));
            !is_base64 && is_bytes()
        }
        ValueKind::Scalar | ValueKind::List | ValueKind::Structured => false,
    }
}

fn is_of_bytes(media_type: &str) -> bool {
    matches!(media_type, "*/*" | "application/*") || format(media_type) == Format::Bytes
}

/// Replaces a structured property by a string or a file if its parts are neither JSON nor a form, because the generated code
/// cannot encode other formats.
fn remove_structure(
    context: &mut Context<'_>,
    media: &Media,
    name: &str,
    property: &mut SchemaUse,
) {
    let encoding = media.encodings.get(name).filter(|one| encoding_style(one).is_none());
    let content_type = encoding.and_then(|one| one.content_type.as_deref());
    let Some(content_type) = content_type.filter(|content_type| !content_type.contains(',')) else {
        return;
    };
    let (handled_as, format) = match format(content_type) {
        Format::Text => ("text", None),
        Format::Bytes => ("bytes", Some("binary".to_owned())),
        Format::Json | Format::Form | Format::Multipart | Format::Events | Format::JsonLines => {
            return;
        }
    };
    let value = match property {
        SchemaUse::Inline(list) if list.array.items.is_some() => match &mut list.array.items {
            Some(items) => items,
            None => return,
        },
        property => property,
    };
    if !ValueKind::of(context.document, Some(value)).is_structured() {
        return;
    }
    let ty = if format.is_some() { UntypedAs::Bytes } else { UntypedAs::String };
    context.diagnostics.untyped(
        value.at(),
        Untyped::unsupported(ty),
        format_args!("a part of the type `{content_type}` is handled as {handled_as}"),
        "write it with a library for that format",
    );
    *value = SchemaUse::Inline(Box::new(Schema {
        at: value.at().clone(),
        annotations: value.annotations().clone(),
        types: vec![JsonType::String],
        format,
        ..Schema::default()
    }));
}

/// The style of a list or an object, if the document sets one.
fn style(
    document: &Document,
    encoding: Option<&document::Encoding>,
    property: &SchemaUse,
) -> Option<(ValueKind, Style, bool)> {
    let kind = ValueKind::of(document, Some(property));
    let (style, explode) = encoding.filter(|_| kind.is_structured()).and_then(encoding_style)?;
    Some((kind, style, explode))
}

/// Warns about a style without a meaning.
fn warn_of_undefined(
    context: &mut Context<'_>,
    media: &Media,
    name: &str,
    style: Style,
    explode: bool,
) {
    let is_delimited =
        matches!(style, Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited);
    if is_delimited && explode {
        context.diagnostics.warning(
            &media.at.child("encoding").child(name).child("explode"),
            "OpenAPI does not define this style with `explode`: each item or property is a part",
            "remove `explode` if the server expects a single part, for example with an overlay",
        );
    }
}

/// The documentation of the headers of a part, if it has any. Only a `Part` can have headers, even if it contains a value.
fn headers(encoding: Option<&document::Encoding>) -> Option<Docs> {
    let headers = &encoding.filter(|encoding| !encoding.headers.is_empty())?.headers;
    let names: Vec<String> = headers.keys().map(|name| docs::code(name)).collect();
    let names = names.join(", ");
    Some(Docs(vec![format!("With headers of its own, by `Part::header`: {names}.")]))
}

/// The schema of the form, with references resolved. Its type differs from the type of the same schema in JSON.
fn written_out(context: &mut Context<'_>, schema: &SchemaUse) -> Option<Schema> {
    let mut used = schema.clone();
    // Schemas that only refer to each other have no content.
    for _ in 0..all_of::DEEPEST {
        let schema = match used {
            SchemaUse::Inline(schema) => *schema,
            SchemaUse::Named { name, .. } => context.document.schemas.get(&name)?.clone(),
        };
        if schema.all_of.is_empty() {
            return Some(schema);
        }
        match all_of::merge(&schema, context)? {
            all_of::Merged::Schema(schema, _) => return Some(*schema),
            all_of::Merged::Same(same) => used = same,
        }
    }
    None
}

/// Sets the documented media type of a part. If there are several, the caller sets it. The runtime sends files without a media
/// type as `application/octet-stream`.
fn set_media_type(
    document: &Document,
    field: &mut Field,
    encoding: Option<&document::Encoding>,
    value: &SchemaUse,
    is_part: bool,
) {
    let documented = encoding.and_then(|encoding| encoding.content_type.as_deref());
    if let Some(several) = documented.filter(|types| types.contains([',', '*']) && is_part) {
        let several = docs::code(several);
        field.docs.paragraph(format!("Its media type is one of {several}, by `Part::media_type`."));
    }
    let usual = || match ValueKind::of(document, Some(value)) {
        ValueKind::String | ValueKind::Scalar if is_part => Some("text/plain"),
        ValueKind::List | ValueKind::Structured if is_part => Some("application/json"),
        _ => None,
    };
    let media_type = documented.filter(|media_type| !media_type.contains([',', '*']));
    field.media_type =
        media_type.or_else(|| usual().filter(|_| documented.is_none())).map(ToOwned::to_owned);
}
