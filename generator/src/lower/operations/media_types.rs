//! The media types of successful responses -> those that callers can choose, each with a constant.

use super::media::{body_format, choose, content, hold_the_same};
use super::response_headers::Constants;
use super::schema_from_example::described;
use crate::document::{Document, Media, Response};
use crate::ir::{Content, Format, MediaType, Type};
use crate::lower::types::{Context, Direction, Module, TypeName};
use crate::lower::{docs, names};

/// The media types that callers can choose. Other names for the JSON that the client requests are not among them, because
/// its type reads them as well.
pub(super) fn media_types(
    context: &mut Context<'_>,
    module: &mut Module,
    successes: &[&Response],
    request: &str,
    constants: &mut Constants,
) -> Vec<MediaType> {
    let distinct = distinct(context.document, successes).into_iter();
    let media_types = distinct.map(|Choice { media, is_typed_elsewhere }| MediaType {
        name_docs: docs::code(&media.media_type),
        constant: constants.of_media_type(&media.media_type),
        content: content_of(context, module, media, is_typed_elsewhere, request),
    });
    media_types.collect()
}

/// A media type that callers can choose.
struct Choice<'m> {
    media: &'m Media,
    /// Whether the client requests the same values as JSON by default, so that nothing is lost if they have no type here.
    is_typed_elsewhere: bool,
}

/// The media types with different names, of all responses that have several.
fn distinct<'m>(document: &Document, successes: &[&'m Response]) -> Vec<Choice<'m>> {
    let mut distinct: Vec<Choice<'m>> = Vec::new();
    for response in successes.iter().filter(|response| response.media.len() > 1) {
        let Some(chosen) = choose(document, &response.media) else { continue };
        for media in &response.media {
            let name = &media.media_type;
            let is_same = |one: &Choice<'_>| one.media.media_type.eq_ignore_ascii_case(name);
            let is_known = distinct.iter().any(is_same);
            if is_specific(name) && !is_known && !is_read_alike(document, chosen, media) {
                let is_typed_elsewhere =
                    body_format(document, chosen) == Format::Json && hold_the_same(chosen, media);
                distinct.push(Choice { media, is_typed_elsewhere });
            }
        }
    }
    distinct
}

/// Whether a media type can be requested as it is, because it is no range.
pub(super) fn is_specific(media_type: &str) -> bool {
    media_type.contains('/')
        && !media_type.contains('*')
        && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether the type of the JSON that the client requests reads a media type as well. Documents list JSON as plain text, too.
fn is_read_alike(document: &Document, chosen: &Media, media: &Media) -> bool {
    let is_plain = || {
        let essence = media.media_type.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("text/plain")
    };
    body_format(document, chosen) == Format::Json
        && hold_the_same(chosen, media)
        && (body_format(document, media) == Format::Json || is_plain())
}

/// How a body in a media type is read.
fn content_of(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    is_typed_elsewhere: bool,
    request: &str,
) -> Content {
    let format = body_format(context.document, media);
    let has_type = matches!(format, Format::Json | Format::Events | Format::JsonLines);
    if is_typed_elsewhere && !has_type {
        let (format, ty) = match format {
            Format::Text => (Format::Text, Type::String),
            _ => (Format::Bytes, Type::Bytes),
        };
        return Content { media_type: media.media_type.clone(), format, ty, fields: Vec::new() };
    }
    let subtype = media.media_type.split(['/', ';']).nth(1).unwrap_or_default();
    let suggested = format!("Response{}", names::upper_camel(subtype));
    let name = match has_type {
        true => module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics),
        false => suggested,
    };
    let type_name = TypeName::fixed(&name, "The response", format!("[`{request}`]"));
    let media = described(context, media);
    content(context, module, &media, Direction::Response, &type_name)
}
