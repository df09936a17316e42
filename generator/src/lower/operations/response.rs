//! The responses of an operation -> the output of a successful request, and all documented responses.

use super::error_body;
use super::media::{ValueKind, body_format, choose, content, hold_the_same, is_json, json_type};
use super::media_types::{is_specific, media_types};
use super::response_headers::{Constants, headers};
use super::schema_from_example::described;
use crate::diagnostic::{Recovery, Untyped, UntypedAs};
use crate::document::{self, Document, Media, Response, SchemaUse, Type as JsonType};
use crate::ir::{
    self, Alternative, Content, Definition, Docs, Format, Kind, Output, Status, Type, Union,
};
use crate::lower::docs;
use crate::lower::names::{UniqueNames, reserved};
use crate::lower::types::{Context, Direction, Module, Shape, TypeName, single_type};
use serde_json::Value;

/// The responses of an operation.
pub(crate) struct Responses<'d> {
    /// The output of a successful request.
    pub(crate) output: Output,
    /// All documented responses.
    pub(crate) all: Vec<ir::Response>,
    /// The type of the bodies of all errors, if they differ by status.
    pub(crate) error_body: Option<String>,
    /// The media types of the output, if it is JSON.
    pub(crate) media: Vec<&'d Media>,
}

/// Lowers the responses.
pub(crate) fn lower<'d>(
    context: &mut Context<'_>,
    module: &mut Module,
    responses: &'d [Response],
    request: &str,
) -> Responses<'d> {
    let successes = successes(responses);
    if let (true, Some((at, _))) =
        (successes.is_empty(), responses.first().and_then(|first| first.at.split()))
    {
        context.diagnostics.untyped_note(
            &at,
            Untyped { ty: UntypedAs::Unit, recovery: Recovery::Overlay },
            "no successful response is documented, so its body is not read (`()`)",
            "document the successful response, for example with an overlay",
        );
    }
    let mut bodies: Vec<(&Response, &Media)> = Vec::new();
    for response in &successes {
        if let Some(media) = choose(context.document, &response.media) {
            warn_of_others(context, response, media);
            if !bodies.iter().any(|(_, earlier)| are_read_alike(context.document, earlier, media)) {
                bodies.push((response, media));
            }
        }
    }
    let document = context.document;
    if bodies.iter().any(|(_, media)| is_json(document, media)) {
        for (_, media) in bodies.extract_if(.., |(_, media)| !is_json(document, media)) {
            context.diagnostics.warning(
                &media.at,
                "another success response is JSON: this one is an error that quotes its body",
                "read it with `Request::receive_bytes`, if it is the one you expect",
            );
        }
    } else {
        keep_bytes(document, &mut bodies);
        for (_, media) in bodies.drain(1.min(bodies.len())..) {
            context.diagnostics.warning(
                &media.at,
                "another success response has other content: this one is read as if it were that one",
                "read it with `Request::receive_bytes` or `Request::streamed`, if it is the one you expect",
            );
        }
    }
    let mut output = output(context, module, &bodies, &successes, &format!("[`{request}`]"));
    let may_be_empty = successes.iter().any(|response| response.media.is_empty());
    if may_be_empty
        && output.format == Format::Json
        && !bodies.is_empty()
        && !is_list(&bodies)
        && !matches!(output.ty, Type::Optional(_))
    {
        output.ty = Type::Optional(Box::new(output.ty));
    }
    let mut constants = Constants::beside(request);
    let all: Vec<ir::Response> = responses
        .iter()
        .map(|response| {
            let is_success = successes.iter().any(|success| success.at == response.at);
            let output = is_success.then_some(&output);
            let headers = headers(context, response, &mut constants);
            ir::Response { headers, ..documented(context, module, response, output, request) }
        })
        .collect();
    let error_body = match responses.first().and_then(|first| first.at.split()) {
        Some((at, _)) => error_body::of_all(context, module, &at, &all, request),
        None => None,
    };
    output.media_types = media_types(context, module, &successes, request, &mut constants);
    let is_json = output.format == Format::Json;
    let media = bodies.into_iter().map(|(_, media)| media).filter(|_| is_json).collect();
    Responses { output, all, error_body, media }
}

/// The successful responses, or the default response if no success is documented.
fn successes(responses: &[Response]) -> Vec<&Response> {
    let is_success = |status: document::Status| match status {
        document::Status::Code(code) => (200..300).contains(&code),
        document::Status::Range(hundred) => hundred == 2,
        document::Status::Default => false,
    };
    let documented: Vec<&Response> =
        responses.iter().filter(|response| is_success(response.status)).collect();
    if !documented.is_empty() {
        return documented;
    }
    responses.iter().filter(|response| response.status == document::Status::Default).collect()
}

/// Whether the bodies of two successes are read alike. A string of JSON and a text are.
fn are_read_alike(document: &Document, one: &Media, other: &Media) -> bool {
    let [format, other_format] = [one, other].map(|media| body_format(document, media));
    let is_string = ValueKind::of(document, one.schema.as_ref()) == ValueKind::String;
    hold_the_same(one, other) && (format == other_format || is_string)
}

/// Puts bytes before text: they keep any content.
fn keep_bytes(document: &Document, bodies: &mut [(&Response, &Media)]) {
    let is = |format, (_, media): &(&Response, &Media)| body_format(document, media) == format;
    if bodies.first().is_some_and(|first| is(Format::Text, first))
        && let Some(index) = bodies.iter().position(|body| is(Format::Bytes, body))
    {
        bodies.swap(0, index);
    }
}

/// The type of successful responses with different content.
fn output(
    context: &mut Context<'_>,
    module: &mut Module,
    bodies: &[(&Response, &Media)],
    successes: &[&Response],
    of: &str,
) -> Output {
    let type_name = TypeName::fixed("Response", "The response", of.to_owned());
    match bodies {
        [] => {
            Output { ty: Type::Unit, format: Format::Json, accept: None, media_types: Vec::new() }
        }
        [(_, media)] => {
            let media = described(context, media);
            let Content { format, ty, .. } =
                content(context, module, &media, Direction::Response, &type_name);
            let accept = accept(context.document, successes, format);
            Output { ty, format, accept, media_types: Vec::new() }
        }
        several => {
            let index = module.reserve();
            let mut names = UniqueNames::new(reserved::VARIANTS);
            let mut alternatives = Vec::with_capacity(several.len());
            for (response, media) in several {
                let variant = names.take(&variant(response.status)).0;
                let suggested = format!("Response{variant}");
                let name =
                    module.name(&suggested, &media.at, &mut context.overrides, context.diagnostics);
                let type_name = TypeName::fixed(&name, "The response", of.to_owned());
                let tags = statuses(context.document, successes, media);
                let media = described(context, media);
                let ty = json_type(context, module, &media, Direction::Response, &type_name);
                let mut docs = response_docs(response);
                if docs.0.is_empty() {
                    docs = Docs(vec![format!("The response with status {}.", tags.join(", "))]);
                }
                let tags = tags.into_iter().map(Value::from).collect();
                alternatives.push(Alternative {
                    name: variant,
                    docs,
                    ty,
                    tags,
                    optional_tag: false,
                    other: false,
                    combined: false,
                    converts: false,
                    takes_literals: false,
                });
            }
            let shape = alternatives
                .iter()
                .map(|one| (one.name.clone(), module.canonical(&one.ty), one.tags.clone()))
                .collect();
            let definition = Definition {
                name: type_name.name.clone(),
                docs: Docs(vec![format!("The response of {of}, by its status.")]),
                deprecated: false,
                derives: Vec::new(),
                kind: Kind::Union(Union { tag: None, alternatives }),
            };
            module.define(index, Shape::Union(None, shape), definition, true);
            Output {
                ty: Type::Local(type_name.name),
                format: Format::Json,
                accept: accept(context.document, successes, Format::Json),
                media_types: Vec::new(),
            }
        }
    }
}

/// The `Accept` header, if it is not the default of the format.
fn accept(document: &Document, successes: &[&Response], format: Format) -> Option<String> {
    let usual = match format {
        Format::Json => "application/json",
        Format::Bytes | Format::Text => "application/octet-stream",
        Format::Events | Format::JsonLines | Format::Form | Format::Multipart => return None,
    };
    let mut media_types: Vec<&str> = Vec::new();
    for response in successes {
        let chosen = choose(document, &response.media);
        let alike = response.media.iter().filter(|media| match format {
            // One of several JSON media types is enough.
            Format::Json => chosen.is_some_and(|chosen| chosen.at == media.at),
            _ => body_format(document, media) == format,
        });
        for media in alike {
            let media_type = media.media_type.as_str();
            if !media_types.contains(&media_type) {
                media_types.push(media_type);
            }
        }
    }
    let is_stated = |media_type: &&str| {
        *media_type != usual
            && !matches!(*media_type, "*/*" | "application/*")
            && media_type.contains('/')
            && media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'))
    };
    media_types.iter().all(is_stated).then(|| media_types.join(", "))
}

/// The statuses of all successes with the same content as a media type.
fn statuses(document: &Document, successes: &[&Response], media: &Media) -> Vec<String> {
    let alike = successes.iter().filter(|response| {
        choose(document, &response.media).is_some_and(|other| hold_the_same(media, other))
    });
    let text = |status| match status {
        document::Status::Code(code) => code.to_string(),
        document::Status::Range(hundred) => format!("{hundred}XX"),
        document::Status::Default => "default".to_owned(),
    };
    alike.map(|response| text(response.status)).collect()
}

/// The name of the variant for a success.
fn variant(status: document::Status) -> String {
    match status {
        document::Status::Code(200) => "Ok".to_owned(),
        document::Status::Code(201) => "Created".to_owned(),
        document::Status::Code(202) => "Accepted".to_owned(),
        document::Status::Code(203) => "NonAuthoritative".to_owned(),
        document::Status::Code(206) => "Partial".to_owned(),
        document::Status::Code(code) => format!("Status{code}"),
        document::Status::Range(_) | document::Status::Default => "Other".to_owned(),
    }
}

/// Whether the only body is a list. An absent body then means an empty list.
fn is_list(bodies: &[(&Response, &Media)]) -> bool {
    matches!(
        bodies,
        [(_, Media { schema: Some(SchemaUse::Inline(schema)), .. })]
            if single_type(schema) == Some(JsonType::Array)
    )
}

/// A documented response. A success has the type of the output.
fn documented(
    context: &mut Context<'_>,
    module: &mut Module,
    response: &Response,
    output: Option<&Output>,
    request: &str,
) -> ir::Response {
    let media = choose(context.document, &response.media);
    let content = match (media, output) {
        (None, _) => None,
        (Some(media), Some(output)) => Some(Content {
            media_type: media.media_type.clone(),
            format: output.format,
            ty: output.ty.clone(),
            fields: Vec::new(),
        }),
        (Some(media), None) => Some(Content {
            media_type: media.media_type.clone(),
            format: body_format(context.document, media),
            ty: error_body::of_status(context, module, response, media, request),
            fields: Vec::new(),
        }),
    };
    ir::Response {
        status: match response.status {
            document::Status::Code(code) => Status::Code(code),
            document::Status::Range(hundred) => Status::Range(hundred),
            document::Status::Default => Status::Default,
        },
        is_success: output.is_some(),
        docs: response_docs(response),
        headers: Vec::new(),
        content,
    }
}

fn response_docs(response: &Response) -> Docs {
    docs::from_common_mark(&response.description)
}

/// Warns about media ranges of a success with other content than the one that is read. Media types have constants.
fn warn_of_others(context: &mut Context<'_>, response: &Response, read: &Media) {
    let document = context.document;
    let read_as = body_format(document, read);
    let is_other = |media: &&Media| match read_as {
        Format::Json => !hold_the_same(read, media),
        // Bytes keep any content.
        Format::Bytes => false,
        format => body_format(document, media) != format,
    };
    let ranges = response.media.iter().filter(|media| !is_specific(&media.media_type));
    for media in ranges.filter(is_other) {
        context.diagnostics.warning(
            &media.at,
            format_args!("the client requests `{}` instead of this media type", read.media_type),
            "request it with `RequestOptions::accept` and `Request::receive_bytes`, if this is the one you need",
        );
    }
}

/// Removes the `Link` header, because the client follows it.
pub(crate) fn hide_links(responses: &mut [ir::Response]) {
    let link = docs::code("Link");
    for response in responses {
        response.headers.retain(|header| !header.name_docs.eq_ignore_ascii_case(&link));
    }
}
