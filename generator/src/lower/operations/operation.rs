//! An operation -> its module: the request builder with its arguments, setters, types and examples.

use super::components::Components;
use super::{
    body, callback, example, extensions, oauth_scopes, paging, parameter, response, security,
    server, snippet,
};
use crate::document::{self, Method, ParameterLocation};
use crate::ir::{Argument, ArgumentKind, Docs, Operation, Setter};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::{Context, Module, box_large};
use std::collections::BTreeMap;

/// The `operationId`, or else the method and the path.
pub(crate) fn id(operation: &document::Operation) -> String {
    operation.id.clone().unwrap_or_else(|| {
        names::lower_camel(&format!(
            "{} {}",
            operation.method.as_str().to_ascii_lowercase(),
            operation.path
        ))
    })
}

/// The names of an operation.
pub(crate) struct OperationNames {
    /// Its ID in the document.
    pub(crate) id: String,
    /// Its function.
    pub(crate) function: String,
    /// The suggested name of its request.
    pub(crate) request: String,
}

/// Lowers an operation.
pub(crate) fn lower(
    context: &mut Context<'_>,
    operation: &document::Operation,
    names: OperationNames,
    handle: &str,
    components: Components<'_>,
) -> Operation {
    let document::Operation {
        at: _,
        id: _,
        method,
        path,
        tags: _,
        summary,
        description,
        external_docs,
        deprecated,
        parameters,
        body,
        responses,
        security: _,
        servers: _,
        callbacks,
        extensions: _,
    } = operation;
    let OperationNames { id, function, request } = names;
    let mut names = UniqueNames::new(reserved::OPERATION_TYPES);
    names.take(handle);
    let request = names.take(&request).0;
    let (server, servers) = server::of_operation(context, operation, &mut names);
    let mut module = Module::new(names);

    let mut argument_names = UniqueNames::new(reserved::ARGUMENTS);
    let mut setter_names = UniqueNames::new(reserved::REQUEST);
    let mut arguments = Vec::new();
    let mut setters = Vec::new();
    for parameter in in_order_of_arguments(parameters, path) {
        if parameter::is_managed(parameter) {
            continue;
        }
        if parameter.required {
            let name = parameter_name(context, parameter, &mut argument_names);
            let item = format!("the parameter {}", docs::code(&parameter.name));
            let (lowered, docs) = parameter::lower(context, &mut module, parameter, item);
            let is_name = docs.0 == [docs::code(&parameter.name)];
            let docs = if is_name { Docs::default() } else { docs };
            arguments.push(Argument { name, docs, kind: ArgumentKind::Parameter(lowered) });
        } else {
            let name = parameter_name(context, parameter, &mut setter_names);
            let item = format!("[`{request}::{name}`]");
            let (lowered, mut docs) = parameter::lower(context, &mut module, parameter, item);
            if name.strip_suffix('_').is_some_and(|plain| reserved::REQUEST.contains(&plain)) {
                docs.paragraph("Without the underscore, it is another method of requests.");
            }
            setters.push(Setter {
                name,
                docs,
                deprecated: parameter.deprecated,
                parameter: lowered,
            });
        }
    }
    let mut examples = Vec::new();
    if let Some(body) = body {
        let (lowered, docs) = body::lower(context, &mut module, body, &request);
        examples.extend(example::of_body(context, body, &lowered));
        arguments.push(Argument {
            name: "body".to_owned(),
            docs,
            kind: ArgumentKind::Body(lowered),
        });
    }
    let without_bodies: Vec<document::Response>;
    let responses = if *method == Method::Head {
        // A response to HEAD never has a body (RFC 9110, section 9.3.2).
        let without_body = |response: &document::Response| document::Response {
            media: Vec::new(),
            ..response.clone()
        };
        without_bodies = responses.iter().map(without_body).collect();
        &without_bodies
    } else {
        responses
    };
    let response::Responses { output, all: mut all_responses, error_body, media } =
        response::lower(context, &mut module, responses, &request);
    examples.extend(example::of_responses(context, &media));
    let security = security::security(context, operation, components.schemes);
    callback::lower(context, &mut module, callbacks, &request);

    let mut definitions = module.into_definitions();
    box_large(&mut definitions, Some(components.schemas));
    let paging = paging::lower(context, operation, &output.ty, &definitions, components);
    if paging.is_some() {
        response::hide_links(&mut all_responses);
    }
    let mut docs = operation_docs(
        summary.as_deref(),
        description.as_deref(),
        external_docs.as_deref(),
        context.document.info.other_versions.get(&id).map(String::as_str),
    );
    docs.append(paging.as_ref().map(paging::docs).unwrap_or_default());
    docs.append(server::docs(&servers));
    docs.append(security::docs(&security, components.schemes));
    docs.append(oauth_scopes::docs(context.document, operation));
    docs.append(extensions::docs(&context.profile.extensions, operation));
    let snippet_arguments = snippet::of_arguments(&arguments, &definitions, components.schemas);
    let http_docs = docs::code(&format!("{} {path}", method.as_str()));
    Operation {
        id_docs: docs::code(&id),
        summary: summary_line(operation, &http_docs),
        http_docs,
        docs,
        id,
        function,
        request,
        method: method.as_str(),
        path: path.clone(),
        deprecated: *deprecated,
        arguments,
        setters,
        security,
        server,
        servers,
        output,
        responses: all_responses,
        error_body,
        paging,
        action: components.actions.of_operation(operation),
        definitions,
        shared_types: BTreeMap::new(),
        example_response: example::first_response(&examples),
        examples,
        snippet_arguments,
    }
}

/// The name of the argument or setter of a parameter.
fn parameter_name(
    context: &mut Context<'_>,
    parameter: &document::Parameter,
    names: &mut UniqueNames,
) -> String {
    let suggested = context.overrides.of_function(&parameter.at).unwrap_or(&parameter.name);
    let (name, numbered) = names.take(&names::snake(suggested));
    if numbered {
        context.diagnostics.warning(
            &parameter.at,
            format_args!(
                "another parameter has the same name as `{}` in Rust: this one is named `{name}`",
                parameter.name
            ),
            format_args!(
                "to give it a stable name, add `\"{}\" = \"...\"` to `[names]` in the profile",
                parameter.at
            ),
        );
    }
    name
}

/// The parameters, with path parameters first, in the order of the path.
fn in_order_of_arguments<'p>(
    parameters: &'p [document::Parameter],
    path: &str,
) -> impl Iterator<Item = &'p document::Parameter> {
    let mut of_path: Vec<_> = parameters
        .iter()
        .filter(|parameter| parameter.location == ParameterLocation::Path)
        .collect();
    of_path.sort_by_key(|parameter| path.find(&format!("{{{}}}", parameter.name)));
    of_path
        .into_iter()
        .chain(parameters.iter().filter(|parameter| parameter.location != ParameterLocation::Path))
}

/// The length above which a summary is cut after its first sentence.
const MAX_SUMMARY: usize = 150;

fn summary_line(operation: &document::Operation, http_docs: &str) -> String {
    let texts = [operation.summary.as_deref(), operation.description.as_deref()];
    let text = texts.into_iter().flatten().map(str::trim).find(|text| !text.is_empty());
    let Some(text) = text else { return http_docs.to_owned() };
    let paragraph = text.split("\n\n").next().and_then(|text| text.split("</p>").next());
    let mut line = docs::from_line(paragraph.unwrap_or(text)).0.join(" ");
    if line.len() > MAX_SUMMARY
        && let Some(sentence) = first_sentence(&line)
    {
        line.truncate(sentence.len());
    }
    // The text may consist of invisible characters, which are removed.
    if line.trim().is_empty() { http_docs.to_owned() } else { line }
}

/// The first sentence of a line, if another follows it. An abbreviation or a part of code, a link or emphasis is no sentence.
fn first_sentence(line: &str) -> Option<&str> {
    let ends = line.match_indices(". ").map(|(at, _)| line.split_at(at + 1));
    let is_whole = |sentence: &str| {
        let count = |mark: char| sentence.matches(mark).count();
        ['`', '*'].iter().all(|mark| count(*mark) % 2 == 0)
            && [('[', ']'), ('(', ')')].iter().all(|(open, close)| count(*open) == count(*close))
    };
    let mut sentences = ends.filter(|(sentence, rest)| {
        !rest.trim_start().starts_with(char::is_lowercase) && is_whole(sentence)
    });
    Some(sentences.next()?.0)
}

fn operation_docs(
    summary: Option<&str>,
    description: Option<&str>,
    external: Option<&str>,
    other_version: Option<&str>,
) -> Docs {
    let mut docs = Docs::default();
    let is_repeated = |summary: &&str| {
        description.is_some_and(|description| {
            description.trim().starts_with(summary.trim().trim_end_matches('.'))
        })
    };
    if let Some(summary) = summary.filter(|summary| !is_repeated(summary)) {
        docs = docs::from_line(summary);
    }
    if let Some(description) = description {
        docs.append(docs::from_common_mark(description));
    }
    if let Some(url) = external {
        docs.append(docs::from_text(&format!("See {url}")));
    }
    if let Some(version) = other_version {
        docs.append(docs::from_text(&format!("Documented by version {version} of the API.")));
    }
    docs
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_summary_is_cut_between_sentences() {
        for (line, sentence) in [
            ("Lists beds. Shows all.", Some("Lists beds.")),
            ("Lists beds, e.g. raised ones. Shows all.", Some("Lists beds, e.g. raised ones.")),
            ("Runs `a. B`. Shows all.", Some("Runs `a. B`.")),
            (
                "See [Beds. All](https://garden.example). Shows all.",
                Some("See [Beds. All](https://garden.example)."),
            ),
            ("Lists beds.", None),
        ] {
            assert_eq!(first_sentence(line), sentence, "{line}");
        }
    }
}
