//! In: the answers of an operation. Out: the type of the one that means success.

use super::body::{choose, is_json, root_type};
use super::module::Module;
use super::role::Role;
use super::schema::Wanted;
use super::{Context, infer};
use crate::document::{Media, Response, Status};
use crate::ir::{Output, OutputFormat, Type};
use std::borrow::Cow;

/// Lowers the answers.
pub(super) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    responses: &[Response],
    request: &str,
) -> Output {
    let chosen = success(responses);
    warn_of_others(context, responses, chosen);
    let Some(media) = chosen.and_then(|response| choose(&response.media)) else {
        return Output { ty: Type::Unit, format: OutputFormat::Json };
    };
    if !is_json(&media.media_type) {
        return Output { ty: Type::Bytes, format: OutputFormat::Bytes };
    }
    let wanted = Wanted::own("Response", "The answer", format!("[`{request}`]"));
    let media = described(context, media);
    let ty = root_type(context, module, &media, Role::Response, &wanted);
    Output { ty, format: OutputFormat::Json }
}

/// The answer's media type, described by its example where the document does not.
fn described<'m>(context: &mut Context<'_>, media: &'m Media) -> Cow<'m, Media> {
    let (Some(schema), Some(example)) = (&media.schema, media.examples.first()) else {
        return Cow::Borrowed(media);
    };
    let filled = infer::fill(schema, &example.value, &example.at);
    if filled == *schema {
        return Cow::Borrowed(media);
    }
    if context.profile.responses.infer_from_examples {
        return Cow::Owned(Media { schema: Some(filled), ..media.clone() });
    }
    context.diagnostics.warning(
        &media.at,
        "the answer is described as an object and no more, but an example shows what it holds: it is untyped",
        "set `infer-from-examples = true` under `[responses]` in the profile",
    );
    Cow::Borrowed(media)
}

/// The answer that the client expects: of those that mean success the first with a body, or the first.
pub(super) fn success(responses: &[Response]) -> Option<&Response> {
    let documented: Vec<&Response> =
        responses.iter().filter(|response| is_success(response.status)).collect();
    let default = || responses.iter().find(|response| response.status == Status::Default);
    documented
        .iter()
        .copied()
        .find(|response| !response.media.is_empty())
        .or_else(|| documented.first().copied())
        .or_else(default)
}

fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(hundred) => hundred == 2,
        Status::Default => false,
    }
}

/// Warns of answers whose bodies the client does not type.
fn warn_of_others(context: &mut Context<'_>, responses: &[Response], chosen: Option<&Response>) {
    let used = chosen.and_then(|response| choose(&response.media));
    for response in responses {
        for media in &response.media {
            if used.is_some_and(|used| used.at == media.at || used.schema == media.schema) {
                continue;
            }
            warn_of(context, response, media);
        }
    }
}

fn warn_of(context: &mut Context<'_>, response: &Response, media: &Media) {
    let (what, help) = if is_success(response.status) {
        (
            "this answer's body is not typed: the client expects that of another success",
            "an answer that differs is an error that quotes its body",
        )
    } else {
        ("the body of this error is not typed", "read it from the error")
    };
    context.diagnostics.warning(&media.at, what, help);
}
