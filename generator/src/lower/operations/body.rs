//! The body of a request -> what a caller passes for it, and how that is sent.

use super::media::{choose, content, format, hold_the_same};
use crate::document::{Media, RequestBody};
use crate::ir::{Alternative, Body, Content, Definition, Docs, Format, Kind, Type};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::{Context, Direction, Module, TypeName};

/// Lowers a body.
pub(crate) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    body: &RequestBody,
    request: &str,
) -> (Body, Docs) {
    let of = format!("[`{request}`]");
    let contents = match distinct(&body.media).as_slice() {
        [] => vec![(
            "Bytes".to_owned(),
            Content {
                media_type: "application/octet-stream".to_owned(),
                format: Format::Bytes,
                ty: Type::Bytes,
                fields: Vec::new(),
            },
        )],
        [only] => {
            let type_name = TypeName::fixed("Body", "The body", of);
            let content = content(context, module, only, Direction::Request, &type_name);
            vec![(variant(only), content)]
        }
        several => return choice(context, module, body, several, of),
    };
    let ty = contents.first().map_or(Type::Bytes, |(_, content)| content.ty.clone());
    let docs = match (&body.description, contents.first()) {
        (Some(description), _) => docs::from_common_mark(description),
        (None, Some((_, Content { format: Format::Text | Format::Bytes, media_type, .. }))) => {
            Docs(vec![docs::code(media_type)])
        }
        (None, _) => Docs(vec!["[`Body`]".to_owned()]),
    };
    (Body { ty, contents, optional: !body.required }, docs)
}

/// The media types that hold different things: JSON first, where it is among them.
fn distinct(media: &[Media]) -> Vec<&Media> {
    let mut distinct: Vec<&Media> = Vec::new();
    for media in choose(media).into_iter().chain(media) {
        // Bytes differ by their media type alone.
        let is_bytes =
            matches!(format(&media.media_type), Format::Bytes | Format::Events | Format::JsonLines);
        let is_new = if is_bytes {
            !distinct.iter().any(|earlier| earlier.at == media.at)
        } else {
            !distinct.iter().any(|earlier| hold_the_same(earlier, media))
        };
        if is_new {
            distinct.push(media);
        }
    }
    distinct
}

/// A body of one of several media types, which hold different things: an enum by which the caller chooses.
fn choice(
    context: &mut Context<'_>,
    module: &mut Module,
    body: &RequestBody,
    media: &[&Media],
    of: String,
) -> (Body, Docs) {
    let index = module.reserve();
    let mut names = UniqueNames::new(reserved::NO_NAMES);
    let mut contents = Vec::with_capacity(media.len());
    let mut alternatives = Vec::with_capacity(media.len());
    for media in media {
        let variant = names.take(&variant(media)).0;
        let suggested = format!("Body{variant}");
        let name = module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics);
        let type_name = TypeName::fixed(&name, "The body", of.clone());
        let content = content(context, module, media, Direction::Request, &type_name);
        alternatives.push(Alternative {
            name: variant.clone(),
            docs: Docs(vec![docs::code(&media.media_type)]),
            ty: content.ty.clone(),
            tags: Vec::new(),
            converts: false,
        });
        contents.push((variant, content));
    }
    module.fill(
        index,
        Definition {
            name: "Body".to_owned(),
            docs: Docs(vec![format!("The body of {of}, in one of several media types.")]),
            deprecated: false,
            derives: Vec::new(),
            kind: Kind::Choice(alternatives),
        },
    );
    let docs = match &body.description {
        Some(description) => docs::from_common_mark(description),
        None => Docs(vec!["[`Body`]".to_owned()]),
    };
    (Body { ty: Type::Local("Body".to_owned()), contents, optional: !body.required }, docs)
}

/// The name of the variant for a media type.
fn variant(media: &Media) -> String {
    let subtype = media.media_type.split(['/', ';']).nth(1).unwrap_or_default().trim();
    match (format(&media.media_type), subtype) {
        (Format::Json, _) => "Json".to_owned(),
        (Format::Form, _) => "Form".to_owned(),
        (Format::Multipart, _) => "Multipart".to_owned(),
        (Format::Text, "plain" | "*") => "Text".to_owned(),
        (Format::Bytes, "octet-stream" | "*" | "") => "Bytes".to_owned(),
        (Format::Text | Format::Bytes | Format::Events | Format::JsonLines, subtype) => {
            names::upper_camel(subtype)
        }
    }
}
