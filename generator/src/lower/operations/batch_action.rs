//! The batch actions that the document lists and the profile sets -> the action of each operation.

use crate::diagnostic::Diagnostics;
use crate::document::{Document, Method, Operation};
use crate::ir::{self, Action};
use crate::lower::names;
use crate::lower::types::Context;
use crate::profile::{self, Batch};
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// The actions of operations, by the location of the operation.
#[derive(Debug, Default)]
pub(crate) struct Actions(HashMap<Pointer, Action>);

impl Actions {
    /// Finds the actions of all operations. Those of the profile take precedence.
    pub(crate) fn of(
        document: &Document,
        profile: Option<&Batch>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let Some(batch) = profile else { return Self::default() };
        let mut matching = Matching { document, batch, diagnostics, actions: Self::default() };
        matching.named();
        let list = document.extensions.get(&batch.extension);
        let at = Pointer::root().child(&batch.extension);
        for (index, listed) in list.and_then(Value::as_array).into_iter().flatten().enumerate() {
            matching.listed(&at.child(index), listed);
        }
        matching.actions
    }

    /// The action of an operation, if it has one.
    pub(crate) fn of_operation(&self, operation: &Operation) -> Option<Action> {
        self.0.get(&operation.at).cloned()
    }
}

/// The description of batches.
pub(crate) fn batch(context: &mut Context<'_>) -> Option<ir::Batch> {
    let facts = context.profile.batch.clone()?;
    let names: Vec<&str> = parameters(&facts.path).collect();
    let [name] = names.as_slice() else {
        context.diagnostics.profile_error(
            &Pointer::root().child("batch").child("path"),
            format_args!("`{}` does not have exactly one parameter", facts.path),
            "write the path of the operation that creates batches, with the parameter of the tenant",
        );
        return None;
    };
    Some(ir::Batch { argument: names::snake(name), facts })
}

/// Matches actions with operations.
struct Matching<'a> {
    document: &'a Document,
    batch: &'a Batch,
    diagnostics: &'a mut Diagnostics,
    actions: Actions,
}

impl<'a> Matching<'a> {
    /// Adds the actions of the profile. It may also name operations of other documents of the API.
    fn named(&mut self) {
        for operation in self.document.operations.iter() {
            let id = operation.id.as_deref().unwrap_or_default();
            if let Some(profile::Action { resource, operation: does }) = self.batch.actions.get(id)
            {
                let action = Action { resource: resource.clone(), operation: does.clone() };
                self.keep(&operation.at, operation, action);
            }
        }
    }

    /// Finds the operation of a listed action.
    fn listed(&mut self, at: &Pointer, listed: &Value) {
        let text = |name: &str| listed.get(name).and_then(Value::as_str).unwrap_or_default();
        let (resource, operation) = (text("resource"), text("operation"));
        let is_named =
            |action: &profile::Action| action.resource == resource && action.operation == operation;
        if self.batch.actions.values().any(is_named) {
            return;
        }
        let Some(found) = self.find(resource, operation, text("summary")) else {
            self.diagnostics.warning(
                at,
                format_args!("no operation matches the action `{operation}` of `{resource}`: it is omitted"),
                "name it under `[batch.actions]` in the profile: `operationId = { resource = \"...\", operation = \"...\" }`",
            );
            return;
        };
        let action = Action { resource: resource.to_owned(), operation: operation.to_owned() };
        self.keep(at, found, action);
    }

    /// Finds the operation of an action: by its description, on the same path if several have it, or else by the method that
    /// the profile sets for the action, or else `POST` on a path below the resource, or else by its summary, or else as the
    /// only write on the resource, or else below the resource, by a summary that is the first sentence of the action's. A write
    /// of another method than that of the action does something else.
    fn find(&self, resource: &str, operation: &str, summary: &str) -> Option<&'a Operation> {
        let on = |method: &str, path: &str| {
            let is_it = |found: &&Operation| found.method.as_str() == method && found.path == path;
            self.document.operations.iter().find(is_it)
        };
        let method = self.batch.methods.get(operation);
        let summary = sentence(summary);
        let is_summary = |text: &Option<String>| {
            let text = text.as_deref().map(sentence).filter(|text| !text.is_empty());
            text == Some(summary)
        };
        let is_described =
            |found: &Operation| is_summary(&found.description) || is_summary(&found.summary);
        let begins_summary = |text: &Option<String>| {
            let text = text.as_deref().map(sentence).filter(|text| !text.is_empty());
            text.and_then(|text| summary.strip_prefix(text))
                .is_some_and(|rest| rest.starts_with(". "))
        };
        self.only_write(|found| is_summary(&found.description))
            .or_else(|| self.only_write(|found| is_described(found) && found.path == resource))
            .or_else(|| method.and_then(|method| on(method, resource)))
            .or_else(|| on("POST", &format!("{resource}/{operation}")))
            .or_else(|| self.only_write(|found| is_summary(&found.summary)))
            .or_else(|| self.only_write(|found| found.path == resource && method.is_none()))
            .or_else(|| {
                let is_below = |found: &Operation| {
                    found.path.strip_prefix(resource).is_some_and(|rest| rest.starts_with('/'))
                };
                self.only_write(|found| is_below(found) && begins_summary(&found.summary))
            })
    }

    /// The only write operation that is as wanted.
    fn only_write(&self, is_wanted: impl Fn(&Operation) -> bool) -> Option<&'a Operation> {
        let operations = self.document.operations.iter();
        let mut found = operations.filter(|found| found.method != Method::Get && is_wanted(found));
        found.next().filter(|_| found.next().is_none())
    }

    /// Adds an action, if the operation has all parameters of the action's resource, and no other action.
    fn keep(&mut self, at: &Pointer, operation: &Operation, action: Action) {
        let id = operation.id.as_deref().unwrap_or(&operation.path);
        let strange = parameters(&action.resource)
            .find(|name| !parameters(&operation.path).any(|known| known == *name));
        if let Some(name) = strange {
            self.diagnostics.warning(
                at,
                format_args!("the resource of the action needs `{name}`, which `{id}` does not have: the action is omitted"),
                "write the resource with the parameters of the operation's path, under `[batch.actions]` in the profile",
            );
            return;
        }
        if let Some(first) = self.actions.0.get(&operation.at) {
            self.diagnostics.warning(
                at,
                format_args!(
                    "`{id}` already has the action `{}` of `{}`, which is used",
                    first.operation, first.resource
                ),
                "choose one under `[batch.actions]` in the profile",
            );
            return;
        }
        self.actions.0.insert(operation.at.clone(), action);
    }
}

/// A text without its last period: lists write the same sentence with or without it.
fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// The names of the parameters of a path template.
fn parameters(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0))
}
