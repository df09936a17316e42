//! In: what an operation answers. Out: what its documentation says of that.

use super::operation::fenced;
use crate::ir::{Answer, Docs, Operation, Type};

/// The sections of an operation's documentation on its answers.
pub(super) fn docs(operation: &Operation) -> Docs {
    let mut docs = Docs::default();
    let (successes, errors): (Vec<&Answer>, Vec<&Answer>) =
        operation.answers.iter().partition(|answer| answer.is_success);
    let headers: Vec<String> = successes.iter().flat_map(|answer| headers(answer)).collect();
    if !headers.is_empty() {
        docs.paragraph("# Answer");
    }
    docs.append(Docs(headers));
    if !operation.example_answer.is_empty() {
        docs.append(fenced("json", operation.example_answer.clone()));
    }
    if !errors.is_empty() {
        docs.paragraph("# Errors");
        if errors
            .iter()
            .any(|error| error.content.as_ref().is_some_and(|one| link(&one.ty).is_some()))
        {
            docs.paragraph("[`Error::json`](crate::Error::json) reads their bodies.");
        }
        docs.append(Docs(errors.into_iter().flat_map(error).collect()));
    }
    docs
}

/// The headers of an answer, as items of a list.
fn headers(answer: &Answer) -> impl Iterator<Item = String> {
    answer
        .headers
        .iter()
        .flat_map(|header| item(&format!("The header {}", header.name_docs), &header.docs))
}

/// An error as an item of a list, with the type of its body.
fn error(answer: &Answer) -> Vec<String> {
    let ty = answer.content.as_ref().and_then(|content| link(&content.ty));
    let ty = ty.map(|ty| format!(", {ty}")).unwrap_or_default();
    item(&format!("{}{ty}", answer.status), &answer.docs)
}

/// An item of a list: what it is of, and what is said of that.
fn item(of: &str, docs: &Docs) -> Vec<String> {
    let Some((first, rest)) = docs.0.split_first() else { return vec![format!("* {of}")] };
    let rest = rest.iter().map(|line| format!("  {line}").trim_end().to_owned());
    std::iter::once(format!("* {of}: {first}")).chain(rest).collect()
}

/// A link to a type that has a name.
fn link(ty: &Type) -> Option<String> {
    match ty {
        Type::Local(name) => Some(format!("[`{name}`]")),
        Type::Schema(name) => Some(format!("[`{name}`](crate::schemas::{name})")),
        _ => None,
    }
}
