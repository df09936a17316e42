//! In: the body of a request. Out: what a caller passes for it, and how that is sent.

use super::media::{choose, content, format, hold_the_same};
use super::module::Module;
use super::name::{self, Names};
use super::role::Role;
use super::wanted::Wanted;
use super::{Context, docs, reserved};
use crate::document::{Media, RequestBody};
use crate::ir::{Alternative, Body, Content, Definition, Docs, Format, Kind, Type};

/// Lowers a body.
pub(super) fn lower(
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
            let wanted = Wanted::own("Body", "The body", of);
            let content = content(context, module, only, Role::Request, &wanted);
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
        // Of bytes, the media type alone tells what they are.
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
    let slot = module.slot();
    let mut names = Names::new(reserved::NO_NAMES);
    let mut contents = Vec::with_capacity(media.len());
    let mut alternatives = Vec::with_capacity(media.len());
    for media in media {
        let variant = names.take(&variant(media)).0;
        let wanted = format!("Body{variant}");
        let name = module.name(&wanted, &media.at, &mut context.given, context.diagnostics);
        let wanted = Wanted::own(&name, "The body", of.clone());
        let content = content(context, module, media, Role::Request, &wanted);
        alternatives.push(Alternative {
            name: variant.clone(),
            docs: Docs(vec![docs::code(&media.media_type)]),
            ty: content.ty.clone(),
            tags: Vec::new(),
        });
        contents.push((variant, content));
    }
    module.fill(
        slot,
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
            name::upper_camel(subtype)
        }
    }
}
