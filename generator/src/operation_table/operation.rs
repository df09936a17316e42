//! An operation -> its entry.

use super::schema::Schemas;
use super::{
    insert, insert_flag, insert_list, kebab, page_style, parameter, request_body, response,
};
use crate::document;
use crate::ir::{
    Action, ArgumentKind, Endless, Operation, PageItems, Paging, Parameter, Scope, Security,
};
use serde_json::{Map, Value, json};

/// The entry of an operation.
pub(super) fn entry(
    scope: &Scope,
    operation: &Operation,
    documented: &document::Operation,
    schemas: &mut Schemas<'_>,
) -> Value {
    let mut entry = Map::new();
    entry.insert("id".to_owned(), operation.id.clone().into());
    entry.insert("scope".to_owned(), kebab(&scope.module).into());
    entry.insert("name".to_owned(), kebab(&operation.function).into());
    entry.insert("method".to_owned(), operation.method.into());
    entry.insert("path".to_owned(), operation.path.clone().into());
    // Programs show the method and the path without the marks of documentation.
    let summary = match operation.summary == operation.http_docs {
        true => format!("{} {}", operation.method, operation.path),
        false => operation.summary.clone(),
    };
    entry.insert("summary".to_owned(), summary.into());
    insert(&mut entry, "description", documented.description.clone());
    insert_flag(&mut entry, "deprecated", operation.deprecated);
    let parameters = parameters(operation).filter_map(|sent| {
        let documented = documented.parameters.iter().find(|parameter| {
            parameter.name == sent.wire_name && parameter::location(parameter) == sent.location
        })?;
        Some(parameter::entry(sent, documented, schemas))
    });
    let parameters = parameters.collect();
    insert_list(&mut entry, "parameters", parameters);
    for argument in &operation.arguments {
        if let (ArgumentKind::Body(body), Some(documented)) = (&argument.kind, &documented.body) {
            entry.insert("body".to_owned(), request_body::entry(body, documented, schemas));
        }
    }
    entry.insert("output".to_owned(), response::output(operation));
    insert_list(&mut entry, "responses", response::entries(&documented.responses, schemas));
    entry.extend(operation.paging.as_ref().map(|one| ("paging".to_owned(), paging(one))));
    if let Some(Action { resource, operation }) = &operation.action {
        entry.insert("action".to_owned(), json!({"resource": resource, "operation": operation}));
    }
    match &operation.security {
        Security::Usual => {}
        Security::Nothing => drop(entry.insert("security".to_owned(), json!([]))),
        Security::OneOf(any) => drop(entry.insert("security".to_owned(), json!(any))),
    }
    insert(&mut entry, "server", operation.server.clone());
    entry.into()
}

/// The parameters: the required ones in the order of the arguments, then the others.
fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let required = operation.arguments.iter().filter_map(|argument| match &argument.kind {
        ArgumentKind::Parameter(parameter) => Some(parameter),
        ArgumentKind::Body(_) => None,
    });
    required.chain(operation.setters.iter().map(|setter| &setter.parameter))
}

fn paging(paging: &Paging) -> Value {
    let Paging { items, style, backwards, endless } = paging;
    let mut entry = Map::new();
    match items {
        PageItems::List => {}
        PageItems::Member(page) | PageItems::Schema(_, page) => {
            entry.insert("items".to_owned(), page.property.clone().into());
        }
    }
    entry.extend(style.as_ref().map(|style| ("style".to_owned(), page_style(style))));
    insert_flag(&mut entry, "backwards", *backwards);
    if let Some(Endless { after, seconds, before, earliest }) = endless {
        let bounds =
            json!({"after": after, "seconds": seconds, "before": before, "earliest": earliest});
        entry.insert("timeBounds".to_owned(), bounds);
    }
    entry.into()
}
