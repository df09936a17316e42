//! The body of a request -> the argument for it, and its encoding.

use super::media::{ValueKind, body_format, choose, content, hold_the_same};
use super::multipart;
use crate::document::{Document, Media, RequestBody};
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
    let contents = match distinct(context.document, &body.media).as_slice() {
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
            let mut content = content(context, module, only, Direction::Request, &type_name);
            // An optional body is omitted if it is `None`.
            if let (false, Type::Optional(inner)) = (body.required, &content.ty) {
                content.ty = (**inner).clone();
            }
            vec![(variant(context.document, only), content)]
        }
        several => return choice(context, module, body, several, of),
    };
    let ty = contents.first().map_or(Type::Bytes, |(_, content)| content.ty.clone());
    let docs = match (&body.description, contents.first()) {
        (Some(description), _) => docs::from_common_mark(description),
        (None, Some((_, Content { format: Format::Text | Format::Bytes, media_type, .. }))) => {
            Docs(vec![docs::code(media_type)])
        }
        (None, _) => Docs::default(),
    };
    (Body { ty, contents, optional: !body.required, converts: false }, docs)
}

/// The media types with different content, JSON first.
fn distinct<'m>(document: &Document, media: &'m [Media]) -> Vec<&'m Media> {
    let mut distinct: Vec<&Media> = Vec::new();
    for media in choose(document, media).into_iter().chain(media) {
        let format = body_format(document, media);
        let kind = ValueKind::of(document, media.schema.as_ref());
        let is_known = |earlier: &&Media| match format {
            // Bytes and files differ only by their media type.
            Format::Bytes | Format::Events | Format::JsonLines => earlier.at == media.at,
            Format::Multipart if multipart::holds_file(document, media) => earlier.at == media.at,
            // A string differs in JSON, which adds quotes.
            Format::Text if !kind.is_structured() => {
                body_format(document, earlier) == Format::Text && hold_the_same(earlier, media)
            }
            Format::Json | Format::Form | Format::Multipart | Format::Text => {
                hold_the_same(earlier, media)
            }
        };
        if !distinct.iter().any(is_known) {
            distinct.push(media);
        }
    }
    distinct
}

/// A body in one of several media types with different content: an enum.
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
        let variant = names.take(&variant(context.document, media)).0;
        let suggested = format!("Body{variant}");
        let name = module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics);
        let type_name = TypeName::fixed(&name, "The body", of.clone());
        let content = content(context, module, media, Direction::Request, &type_name);
        alternatives.push(Alternative {
            name: variant.clone(),
            docs: Docs(vec![docs::code(&media.media_type)]),
            ty: content.ty.clone(),
            tags: Vec::new(),
            optional_tag: false,
            other: false,
            combined: false,
            converts: false,
            takes_literals: false,
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
    let docs = body.description.as_deref().map(docs::from_common_mark).unwrap_or_default();
    (
        Body {
            ty: Type::Local("Body".to_owned()),
            contents,
            optional: !body.required,
            converts: false,
        },
        docs,
    )
}

/// The name of the variant for a media type.
fn variant(document: &Document, media: &Media) -> String {
    let mut parts = media.media_type.split(['/', ';']).map(str::trim);
    let (ty, subtype) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (body_format(document, media), subtype) {
        (Format::Json, _) => "Json".to_owned(),
        (Format::Form, _) => "Form".to_owned(),
        (Format::Multipart, _) => "Multipart".to_owned(),
        (Format::Text, "plain" | "*") => "Text".to_owned(),
        (Format::Bytes, "*") if !matches!(ty, "*" | "application") => names::upper_camel(ty),
        (Format::Bytes, "octet-stream" | "*" | "") => "Bytes".to_owned(),
        (Format::Text | Format::Bytes | Format::Events | Format::JsonLines, subtype) => {
            names::upper_camel(subtype)
        }
    }
}
