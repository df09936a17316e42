//! The media types of successful responses -> those that callers can choose, each with a constant.

use super::described::described;
use super::media::{body_format, choose, content, hold_the_same};
use super::response_headers::Constants;
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
    let media_types = distinct(context.document, successes).into_iter().map(|media| MediaType {
        name_docs: docs::code(&media.media_type),
        constant: constants.of_media_type(&media.media_type),
        content: content_of(context, module, media, request),
    });
    media_types.collect()
}

/// The media types with different names, of all responses that have several.
fn distinct<'m>(document: &Document, successes: &[&'m Response]) -> Vec<&'m Media> {
    let mut distinct: Vec<&Media> = Vec::new();
    for response in successes.iter().filter(|response| response.media.len() > 1) {
        let Some(chosen) = choose(document, &response.media) else { continue };
        for media in &response.media {
            let name = &media.media_type;
            let is_known = distinct.iter().any(|one| one.media_type.eq_ignore_ascii_case(name));
            if is_specific(name) && !is_known && !is_read_alike(document, chosen, media) {
                distinct.push(media);
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
    request: &str,
) -> Content {
    let untyped = |format, ty| Content {
        media_type: media.media_type.clone(),
        format,
        ty,
        fields: Vec::new(),
    };
    match body_format(context.document, media) {
        Format::Json | Format::Events | Format::JsonLines => {
            let subtype = media.media_type.split(['/', ';']).nth(1).unwrap_or_default();
            let suggested = format!("Response{}", names::upper_camel(subtype));
            let name =
                module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics);
            let type_name = TypeName::fixed(&name, "The response", format!("[`{request}`]"));
            let media = described(context, media);
            content(context, module, &media, Direction::Response, &type_name)
        }
        Format::Text => untyped(Format::Text, Type::String),
        Format::Form | Format::Multipart | Format::Bytes => untyped(Format::Bytes, Type::Bytes),
    }
}
