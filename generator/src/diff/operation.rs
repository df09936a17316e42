//! In: an operation, before and after. Out: what became of it.

use super::change::{Found, Kind};
use super::definition::{self, Definitions};
use super::object::deprecation;
use super::place::{self, Places};
use super::types::{self, Both};
use super::{client, docs, request};
use crate::ir::{
    Action, ArgumentKind, Definition, Example, ExamplePart, Format, Header, Operation, Output,
    Paging, Response, Type,
};
use std::collections::BTreeMap;

/// Compares an operation that has that method of its scope's handle.
pub(super) fn compare(
    found: &mut Found<'_>,
    both: &Both<'_>,
    method: &str,
    old: &Operation,
    new: &Operation,
) {
    said(found, method, old, new);
    request::compare(found, both, method, old, new);
    sending(found, old, new);
    output(found, both, old, new);
    responses(found, both, old, new);
    paging(found, old, new);
    let definitions = Definitions { both, places: &Places::of_operation(old) };
    definitions.compare(found, &old.definitions, &new.definitions);
    alone(found, old, new);
}

/// What is said of the operation.
fn said(found: &mut Found<'_>, method: &str, old: &Operation, new: &Operation) {
    if old.deprecated != new.deprecated {
        let (kind, now) = deprecation(Kind::TypeMethodMarkedDeprecated, new.deprecated);
        found.push(kind, method, now);
    }
    let changes = found.changes.len();
    docs::compare(found, method, "it", &old.docs, &new.docs);
    if found.changes.len() == changes && old.summary != new.summary {
        found.push(Kind::DocumentationChanged, "", "its summary changed");
    }
    for (part, name) in [(ExamplePart::Request, "body"), (ExamplePart::Response, "response")] {
        let examples = |operation: &'_ Operation| -> Vec<Example> {
            operation.examples.iter().filter(|one| one.part == part).cloned().collect()
        };
        if examples(old) != examples(new) {
            let what = format!("the examples of its {name} changed");
            found.push(Kind::DocumentationChanged, method, what);
        }
    }
}

/// How it is sent.
fn sending(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let request = new.request.as_str();
    if (old.method, &old.path) != (new.method, &new.path) {
        let what =
            format!("was `{} {}` and is `{} {}`", old.method, old.path, new.method, new.path);
        found.push(Kind::SentOtherwise, request, what);
    }
    if old.security != new.security {
        found.push(Kind::SentOtherwise, request, "is authorised otherwise");
    }
    if old.server != new.server {
        found.push(Kind::SentOtherwise, request, "is served elsewhere");
    }
    client::servers(found, &old.servers, &new.servers);
    let item = format!("{request}::action");
    match (&old.action, &new.action) {
        (Some(_), None) => {
            found.push(Kind::InherentMethodMissing, &item, "is no action of batches any more");
        }
        (None, Some(_)) => {
            found.push(Kind::InherentMethodAdded, &item, "is now an action of batches");
        }
        (Some(was), Some(is)) if was != is => {
            let Action { resource, operation } = is;
            let what = format!("is the action `{operation}` of `{resource}` now");
            found.push(Kind::SentOtherwise, &item, what);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// What callers get when it succeeds.
fn output(found: &mut Found<'_>, both: &Both<'_>, old: &Operation, new: &Operation) {
    let Output { ty, format } = &old.output;
    let item = format!("{}::send", new.request);
    if form(*format) != form(new.output.format) {
        let what = format!("response was {} and is {}", form(*format), form(new.output.format));
        found.push(Kind::MethodReturnTypeChanged, &item, what);
    } else if !both.same(ty, &new.output.ty) {
        let what = format!("response {}", both.became(ty, &new.output.ty));
        found.push(Kind::MethodReturnTypeChanged, &item, what);
    }
}

/// How callers get it.
const fn form(format: Format) -> &'static str {
    match format {
        Format::Json | Format::Form | Format::Multipart => "a value",
        Format::Text => "a text",
        Format::Bytes => "a stream of bytes",
        Format::Events => "a stream of events",
        Format::JsonLines => "a stream of values",
    }
}

/// What it may response, which its documentation lists, and the headers of that, which are constants.
fn responses(found: &mut Found<'_>, both: &Both<'_>, old: &Operation, new: &Operation) {
    let [before, after] = [old, new].map(|one| by_status(&one.responses));
    for (status, was) in &before {
        let place = format!("response {status}");
        match after.get(status) {
            Some(is) => docs::compare(found, "", &place, &was.docs, &is.docs),
            None => {
                let what = format!("{place} is not documented any more");
                found.push(Kind::DocumentationChanged, "", what);
            }
        }
    }
    for status in after.keys().filter(|status| !before.contains_key(*status)) {
        found.push(Kind::DocumentationChanged, "", format!("response {status} is new"));
    }
    let [before, after] = [old, new].map(|one| headers(&one.responses));
    for (constant, was) in &before {
        let place = format!("response header {}", was.name_docs);
        match after.get(constant) {
            Some(is) if both.same(&was.ty, &is.ty) => {
                docs::compare(found, constant, &place, &was.docs, &is.docs);
            }
            Some(is) => {
                let what = format!("{place} {}", both.became(&was.ty, &is.ty));
                found.push(Kind::ConstTypeChanged, constant, what);
            }
            None => {
                let what = format!("{place} is not documented any more");
                found.push(Kind::PubModuleLevelConstMissing, constant, what);
            }
        }
    }
    for (constant, is) in after.iter().filter(|(constant, _)| !before.contains_key(*constant)) {
        let what = format!("response header {} is new", is.name_docs);
        found.push(Kind::ConstAdded, constant, what);
    }
}

fn by_status(responses: &[Response]) -> BTreeMap<String, &Response> {
    responses.iter().map(|response| (response.status.to_string(), response)).collect()
}

/// The headers of responses by their constants.
fn headers(responses: &[Response]) -> BTreeMap<&str, &Header> {
    let headers = responses.iter().flat_map(|response| &response.headers);
    headers.map(|header| (header.constant.as_str(), header)).collect()
}

fn paging(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let item = format!("{}::stream", new.request);
    let (was, is) = match (&old.paging, &new.paging) {
        (Some(was), Some(is)) => (was, is),
        (Some(_), None) => {
            let what = "is not read page by page any more";
            return found.push(Kind::InherentMethodMissing, &item, what);
        }
        (None, Some(_)) => {
            let what = "can now be read page by page";
            return found.push(Kind::InherentMethodAdded, &item, what);
        }
        (None, None) => return,
    };
    // Where the items are follows from the response.
    let Paging { items: _, backwards, endless } = was;
    if endless.is_some() && is.endless.is_none() {
        let item = format!("{}::until", new.request);
        found.push(Kind::InherentMethodMissing, &item, "is no listing without an end any more");
    } else if *endless != is.endless || *backwards != is.backwards {
        found.push(Kind::SentOtherwise, &item, "its pages are read otherwise");
    }
}

/// Types that no change of anything else tells of: those of errors and callbacks.
fn alone(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let is_in =
        |one: &Definition, others: &[Definition]| others.iter().any(|other| other.name == one.name);
    for gone in place::unmentioned(&old.definitions, used(old)) {
        if !is_in(gone, &new.definitions) {
            let what = format!("type `{}` is gone", gone.name);
            found.push(definition::missing(gone), &gone.name, what);
        }
    }
    for come in place::unmentioned(&new.definitions, used(new)) {
        if !is_in(come, &old.definitions) {
            found.push(Kind::TypeAdded, &come.name, format!("type `{}` is new", come.name));
        }
    }
}

/// The types of what callers pass and get.
fn used(operation: &Operation) -> impl Iterator<Item = &Type> {
    let arguments = operation.arguments.iter().map(|argument| match &argument.kind {
        ArgumentKind::Parameter(parameter) => types::argument(&parameter.shape).0,
        ArgumentKind::Body(body) => &body.ty,
    });
    let setters = operation.setters.iter().map(|one| types::argument(&one.parameter.shape).0);
    arguments.chain(setters).chain([&operation.output.ty])
}
