//! Two versions of an operation -> the changes between them.

use super::change::{Changes, Kind};
use super::context::Context;
use super::definition;
use super::location::{self, Locations};
use super::object::deprecation;
use super::types::{TypePair, argument};
use super::{client, docs, request};
use crate::ir::{
    Action, ArgumentKind, Definition, Docs, Example, ExamplePart, Format, Header, MediaType,
    Operation, Output, Paging, Response, Type,
};
use std::collections::BTreeMap;

/// Compares two versions of an operation. `method` is the method of its scope's handle.
pub(super) fn compare(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    method: &str,
    old: &Operation,
    new: &Operation,
) {
    documentation(changes, method, old, new);
    request::compare(changes, types, method, old, new);
    sending(changes, old, new);
    output(changes, types, old, new);
    responses(changes, types, old, new);
    constants(changes, types, old, new);
    paging(changes, old, new);
    let context = Context { types, locations: &Locations::of_operation(old) };
    context.compare(changes, &old.definitions, &new.definitions);
    other_types(changes, old, new);
}

/// Compares the documentation of the operation.
fn documentation(changes: &mut Changes<'_>, method: &str, old: &Operation, new: &Operation) {
    if old.deprecated != new.deprecated {
        let (kind, now) = deprecation(Kind::TypeMethodMarkedDeprecated, new.deprecated);
        changes.push(kind, method, format!("the operation {now}"));
    }
    let count = changes.list.len();
    docs::compare(changes, method, "operation", &old.docs, &new.docs);
    // Without texts, the summary is the method and the path.
    let has_text = [old, new].iter().any(|operation| operation.summary != operation.http_docs);
    if changes.list.len() == count && has_text && old.summary != new.summary {
        changes.push(Kind::DocumentationChanged, "", "the summary changed");
    }
    for (part, name) in [(ExamplePart::Request, "body"), (ExamplePart::Response, "response")] {
        let examples = |operation: &'_ Operation| -> Vec<Example> {
            operation.examples.iter().filter(|one| one.part == part).cloned().collect()
        };
        if examples(old) != examples(new) {
            let what = format!("the {name} examples changed");
            changes.push(Kind::DocumentationChanged, method, what);
        }
    }
}

/// Compares how the request is sent.
fn sending(changes: &mut Changes<'_>, old: &Operation, new: &Operation) {
    let request = new.request.as_str();
    if (old.method, &old.path) != (new.method, &new.path) {
        let what =
            format!("changed from `{} {}` to `{} {}`", old.method, old.path, new.method, new.path);
        changes.push(Kind::BehaviorChanged, request, what);
    }
    if old.security != new.security {
        changes.push(Kind::BehaviorChanged, request, "the security requirements changed");
    }
    if old.server != new.server {
        changes.push(Kind::BehaviorChanged, request, "the server changed");
    }
    client::servers(changes, &old.servers, &new.servers);
    let item = format!("{request}::action");
    match (&old.action, &new.action) {
        (Some(_), None) => {
            changes.push(
                Kind::InherentMethodMissing,
                &item,
                "the operation is no longer a batch action",
            );
        }
        (None, Some(_)) => {
            changes.push(Kind::InherentMethodAdded, &item, "the operation is now a batch action");
        }
        (Some(was), Some(is)) if was != is => {
            let Action { resource, operation } = is;
            let what =
                format!("the operation is now the batch action `{operation}` of `{resource}`");
            changes.push(Kind::BehaviorChanged, &item, what);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// Compares the result of a successful request.
fn output(changes: &mut Changes<'_>, types: &TypePair<'_>, old: &Operation, new: &Operation) {
    let Output { ty, format, accept: _, media_types: _ } = &old.output;
    let item = format!("{}::send", new.request);
    if form(*format) != form(new.output.format) {
        let what =
            format!("response changed from {} to {}", form(*format), form(new.output.format));
        changes.push(Kind::MethodReturnTypeChanged, &item, what);
    } else if !types.same(ty, &new.output.ty) {
        let what = format!("response {}", types.became(ty, &new.output.ty));
        changes.push(Kind::MethodReturnTypeChanged, &item, what);
    }
}

/// The form in which callers receive a response.
const fn form(format: Format) -> &'static str {
    match format {
        Format::Json | Format::Form | Format::Multipart => "a value",
        Format::Text => "a string",
        Format::Bytes => "a stream of bytes",
        Format::Events => "a stream of events",
        Format::JsonLines => "a stream of values",
    }
}

/// Compares the documented responses.
fn responses(changes: &mut Changes<'_>, types: &TypePair<'_>, old: &Operation, new: &Operation) {
    let [before, after] = [old, new].map(|one| by_status(&one.responses));
    // The variants of the enum of all bodies show their changes.
    let is_in_enum = old.error_body.is_some() && new.error_body.is_some();
    for (status, was) in &before {
        let location = format!("response {status}");
        match after.get(status) {
            Some(is) => {
                docs::compare(changes, "", &location, &was.docs, &is.docs);
                let is_error = !was.is_success && !is.is_success;
                if let Some(what) = body(types, was, is).filter(|_| is_error && !is_in_enum) {
                    changes.push(Kind::BehaviorChanged, "", format!("{location} {what}"));
                }
            }
            None => {
                let what = format!("{location} was removed");
                changes.push(Kind::DocumentationChanged, "", what);
            }
        }
    }
    for status in after.keys().filter(|status| !before.contains_key(*status)) {
        changes.push(Kind::DocumentationChanged, "", format!("response {status} was added"));
    }
}

/// The change of the body that a response has. `Error::json` decodes the bodies of errors as any type, so callers still compile.
fn body(types: &TypePair<'_>, old: &Response, new: &Response) -> Option<String> {
    match (&old.content, &new.content) {
        (Some(was), Some(is)) if form(was.format) != form(is.format) => {
            Some(format!("changed from {} to {}", form(was.format), form(is.format)))
        }
        // A type of the operation shows its changes.
        (Some(was), Some(is)) if was.ty != is.ty && !types.same(&was.ty, &is.ty) => {
            Some(types.became(&was.ty, &is.ty))
        }
        (Some(_), None) => Some("no longer has a body".to_owned()),
        (None, Some(_)) => Some("now has a body".to_owned()),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// Compares the constants of the headers and of the media types of the responses.
fn constants(changes: &mut Changes<'_>, types: &TypePair<'_>, old: &Operation, new: &Operation) {
    let [before, after] = [old, new].map(by_name);
    for (name, was) in &before {
        let location = &was.location;
        match after.get(name) {
            Some(is) if was.form != is.form => {
                let what = format!("{location} changed from {} to {}", was.form, is.form);
                changes.push(Kind::ConstTypeChanged, name, what);
            }
            Some(is) if !types.same(was.ty, is.ty) => {
                let what = format!("{location} {}", types.became(was.ty, is.ty));
                changes.push(Kind::ConstTypeChanged, name, what);
            }
            Some(is) => docs::compare(changes, name, location, &was.docs, &is.docs),
            None => {
                let what = format!("{location} was removed");
                changes.push(Kind::PubModuleLevelConstMissing, name, what);
            }
        }
    }
    for (name, is) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        changes.push(Kind::ConstAdded, name, format!("{} was added", is.location));
    }
}

/// A constant of an operation.
struct Constant<'a> {
    location: String,
    ty: &'a Type,
    form: &'static str,
    docs: Docs,
}

/// The constants of an operation, by name.
fn by_name(operation: &Operation) -> BTreeMap<&str, Constant<'_>> {
    let headers = operation.responses.iter().flat_map(|response| &response.headers).map(|header| {
        let Header { wire_name: _, name_docs, constant, ty, docs } = header;
        let location = format!("response header {name_docs}");
        (constant.as_str(), Constant { location, ty, form: "a header", docs: docs.clone() })
    });
    let media_types = operation.output.media_types.iter().map(|media_type| {
        let MediaType { name_docs, constant, content } = media_type;
        let location = format!("response media type {name_docs}");
        let form = form(content.format);
        (constant.as_str(), Constant { location, ty: &content.ty, form, docs: Docs::default() })
    });
    headers.chain(media_types).collect()
}

fn by_status(responses: &[Response]) -> BTreeMap<String, &Response> {
    responses.iter().map(|response| (response.status.to_string(), response)).collect()
}

fn paging(changes: &mut Changes<'_>, old: &Operation, new: &Operation) {
    let item = format!("{}::stream", new.request);
    let (was, is) = match (&old.paging, &new.paging) {
        (Some(was), Some(is)) => (was, is),
        (Some(_), None) => {
            let what = "the operation is no longer paginated";
            return changes.push(Kind::InherentMethodMissing, &item, what);
        }
        (None, Some(_)) => {
            let what = "the operation is now paginated";
            return changes.push(Kind::InherentMethodAdded, &item, what);
        }
        (None, None) => return,
    };
    // Changes of the items are reported with the response.
    let Paging { items: _, style, backwards, endless } = was;
    if endless.is_some() && is.endless.is_none() {
        let item = format!("{}::until", new.request);
        changes.push(Kind::InherentMethodMissing, &item, "its pages now have an end");
    } else if *endless != is.endless || *backwards != is.backwards || *style != is.style {
        changes.push(Kind::BehaviorChanged, &item, "the pagination changed");
    }
}

/// Compares the types that no other change reports: those of errors and callbacks.
fn other_types(changes: &mut Changes<'_>, old: &Operation, new: &Operation) {
    let is_in =
        |one: &Definition, others: &[Definition]| others.iter().any(|other| other.name == one.name);
    for removed in location::unmentioned(&old.definitions, used(old)) {
        if !is_in(removed, &new.definitions) {
            let what = format!("type `{}` was removed", removed.name);
            changes.push(definition::missing(removed), &removed.name, what);
        }
    }
    for added in location::unmentioned(&new.definitions, used(new)) {
        if !is_in(added, &old.definitions) {
            changes.push(Kind::TypeAdded, &added.name, format!("type `{}` was added", added.name));
        }
    }
}

/// The types of the arguments, the setters and the result.
fn used(operation: &Operation) -> impl Iterator<Item = &Type> {
    let arguments = operation.arguments.iter().map(|one| match &one.kind {
        ArgumentKind::Parameter(parameter) => argument(&parameter.shape).0,
        ArgumentKind::Body(body) => &body.ty,
    });
    let setters = operation.setters.iter().map(|one| argument(&one.parameter.shape).0);
    let media_types = operation.output.media_types.iter().map(|one| &one.content.ty);
    arguments.chain(setters).chain([&operation.output.ty]).chain(media_types)
}
