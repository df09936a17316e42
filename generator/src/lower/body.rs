//! In: the body of a request. Out: its type, and how it is sent.

use super::module::Module;
use super::role::Role;
use super::schema::{Lowering, Wanted};
use super::{Context, docs};
use crate::document::{Media, RequestBody, Schema, SchemaUse};
use crate::ir::{Body, BodyFormat, Docs, Type};

/// Lowers a body.
pub(super) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    body: &RequestBody,
    request: &str,
) -> (Body, Docs) {
    let chosen = choose(&body.media);
    for other in
        body.media.iter().filter(|media| chosen.is_some_and(|chosen| chosen.at != media.at))
    {
        context.diagnostics.warning(
            &other.at,
            format_args!(
                "the body can also be sent as `{}`, which the client does not do",
                other.media_type
            ),
            "nothing needs to be done: the client sends what is documented beside it",
        );
    }
    let format = match chosen {
        Some(media) if is_json(&media.media_type) => {
            let wanted = Wanted::own("Body", "The body", format!("[`{request}`]"));
            let ty = root_type(context, module, media, Role::Request, &wanted);
            BodyFormat::Json(ty, media.media_type.clone())
        }
        Some(media) => {
            context.diagnostics.warning(
                &media.at,
                format_args!("a body of the type `{}` is taken as bytes", media.media_type),
                "pass it the bytes that the server expects",
            );
            BodyFormat::Bytes(media.media_type.clone())
        }
        None => BodyFormat::Bytes("application/octet-stream".to_owned()),
    };
    let docs = match (&body.description, &format) {
        (Some(description), _) => docs::from_common_mark(description),
        (None, BodyFormat::Json(..)) => Docs(vec!["[`Body`]".to_owned()]),
        (None, BodyFormat::Bytes(media_type)) => Docs(vec![docs::code(media_type)]),
    };
    (Body { format, optional: !body.required }, docs)
}

/// The media type that is used, out of several: the first that is JSON, or the first.
pub(super) fn choose(media: &[Media]) -> Option<&Media> {
    media.iter().find(|media| is_json(&media.media_type)).or_else(|| media.first())
}

/// Whether a media type is JSON: `application/json`, or one with the suffix `+json` (RFC 6839).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json") || essence == "*/*"
}

/// The type of a whole body, which always has the name `Body` or `Response`.
pub(super) fn root_type(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    role: Role,
    wanted: &Wanted,
) -> Type {
    let slot = module.slot();
    let mut lowering = Lowering { context, module, role };
    let ty = match &media.schema {
        Some(SchemaUse::Inline(schema)) => {
            lowering.root(schema, wanted);
            return Type::Local(wanted.name.clone());
        }
        Some(named @ SchemaUse::Named { .. }) => lowering.ty(named, wanted),
        None => Type::Value,
    };
    let docs = wanted.docs(&Schema::default());
    module.alias(slot, wanted.name.clone(), docs, false, ty);
    Type::Local(wanted.name.clone())
}
