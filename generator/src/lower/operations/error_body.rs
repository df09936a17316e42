//! The errors of an operation -> the type of each body, and the enum of all bodies by status.

use super::media::{is_json, root_type};
use crate::document::{self, Media, Response, SchemaUse};
use crate::ir::{self, Alternative, Definition, Docs, Format, Kind, Status, Type, Union};
use crate::lower::names::{UniqueNames, reserved};
use crate::lower::types::{Context, Direction, Lowering, Module, Shape, TypeName};
use crate::source::Pointer;
use serde_json::Value;

/// The type of the body of an error.
pub(super) fn of_status(
    context: &mut Context<'_>,
    module: &mut Module,
    response: &Response,
    media: &Media,
    request: &str,
) -> Type {
    if !is_json(context.document, media) {
        return Type::String;
    }
    if let Some(schema @ SchemaUse::Named { .. }) = &media.schema {
        let type_name = TypeName::fixed("Error", "The error body", String::new());
        return Lowering { context, module, direction: Direction::Response }.ty(schema, &type_name);
    }
    let suggested = match response.status {
        document::Status::Code(code) => format!("Error{code}"),
        document::Status::Range(hundred) => format!("Error{hundred}xx"),
        document::Status::Default => "ErrorDefault".to_owned(),
    };
    let name = module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics);
    let type_name = TypeName::fixed(&name, "The error body", format!("[`{request}`]"));
    root_type(context, module, media, Direction::Response, &type_name)
}

/// Defines an enum with a variant for each error that has a JSON body, if the bodies have several types. Returns its name.
pub(super) fn of_all(
    context: &mut Context<'_>,
    module: &mut Module,
    at: &Pointer,
    responses: &[ir::Response],
    request: &str,
) -> Option<String> {
    let mut errors: Vec<(&ir::Response, Type)> = responses
        .iter()
        .filter(|response| is_error(response))
        .filter_map(|error| Some((error, error.content.as_ref()?)))
        .filter(|(_, content)| content.format == Format::Json)
        .map(|(error, content)| (error, module.canonical(&content.ty)))
        .collect();
    errors.sort_by_key(|(error, _)| error.status);
    let (_, first) = errors.first()?;
    if errors.iter().all(|(_, ty)| ty == first) {
        return None;
    }
    let name = module.name("ErrorBody", at, &mut context.overrides, context.diagnostics);
    let mut names = UniqueNames::new(reserved::VARIANTS);
    let alternatives: Vec<Alternative> = errors
        .into_iter()
        .map(|(error, ty)| Alternative {
            name: names.take(&variant(error.status)).0,
            docs: docs(error),
            ty,
            tags: vec![Value::from(tag(error.status))],
            optional_tag: false,
            other: false,
            combined: false,
            converts: false,
            takes_literals: false,
        })
        .collect();
    let shape = alternatives
        .iter()
        .map(|one| (one.name.clone(), one.ty.clone(), one.tags.clone()))
        .collect();
    let definition = Definition {
        name: name.clone(),
        docs: Docs(vec![format!("The body of an error of [`{request}`], by its status.")]),
        deprecated: false,
        derives: Vec::new(),
        kind: Kind::Union(Union { tag: None, alternatives }),
    };
    let index = module.reserve();
    module.define(index, Shape::Union(None, shape), definition, true);
    Some(name)
}

/// Whether a response is an error, rather than a success or a redirect.
fn is_error(response: &ir::Response) -> bool {
    !response.is_success
        && match response.status {
            Status::Code(code) => code >= 400,
            Status::Range(hundred) => hundred >= 4,
            Status::Default => true,
        }
}

/// The tag that selects a variant by the status of the response.
fn tag(status: Status) -> String {
    match status {
        Status::Default => "default".to_owned(),
        Status::Code(_) | Status::Range(_) => status.to_string(),
    }
}

fn docs(error: &ir::Response) -> Docs {
    match error.docs.0.is_empty() {
        true => Docs(vec![format!("The body of the error with status {}.", error.status)]),
        false => error.docs.clone(),
    }
}

/// The name of the variant for a status: the reason phrase of RFC 9110 if it is common.
fn variant(status: Status) -> String {
    let name = match status {
        Status::Code(400) => "BadRequest",
        Status::Code(401) => "Unauthorized",
        Status::Code(402) => "PaymentRequired",
        Status::Code(403) => "Forbidden",
        Status::Code(404) => "NotFound",
        Status::Code(405) => "MethodNotAllowed",
        Status::Code(406) => "NotAcceptable",
        Status::Code(408) => "RequestTimeout",
        Status::Code(409) => "Conflict",
        Status::Code(410) => "Gone",
        Status::Code(412) => "PreconditionFailed",
        Status::Code(413) => "ContentTooLarge",
        Status::Code(415) => "UnsupportedMediaType",
        Status::Code(422) => "UnprocessableContent",
        Status::Code(423) => "Locked",
        Status::Code(424) => "FailedDependency",
        Status::Code(428) => "PreconditionRequired",
        Status::Code(429) => "TooManyRequests",
        Status::Code(500) => "InternalServerError",
        Status::Code(501) => "NotImplemented",
        Status::Code(502) => "BadGateway",
        Status::Code(503) => "ServiceUnavailable",
        Status::Code(504) => "GatewayTimeout",
        Status::Code(code) => return format!("Status{code}"),
        Status::Range(4) => "ClientError",
        Status::Range(5) => "ServerError",
        Status::Range(_) | Status::Default => "Other",
    };
    name.to_owned()
}
