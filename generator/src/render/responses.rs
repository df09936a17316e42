//! What an operation answers -> what its documentation says of that.

use super::operation::fenced;
use super::ty::{self, Module};
use super::{docs, ident};
use crate::ir::{Answer, Docs, Header, Operation, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;

/// The sections of an operation's documentation on its answers.
pub(super) fn docs(operation: &Operation) -> Docs {
    let mut docs = Docs::default();
    let (successes, errors): (Vec<&Answer>, Vec<&Answer>) =
        operation.answers.iter().partition(|answer| answer.is_success);
    let headers: Vec<String> = successes.iter().flat_map(|answer| headers(answer)).collect();
    if !headers.is_empty() {
        docs.paragraph("# Response");
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
            docs.paragraph("Decode the body of an error with [`Error::json`](crate::Error::json).");
        }
        docs.append(Docs(errors.into_iter().flat_map(error).collect()));
    }
    docs
}

/// The headers of all answers, those of one constant once.
pub(super) fn headers_once(operation: &Operation) -> impl Iterator<Item = &Header> {
    let mut known = HashSet::new();
    let headers = operation.answers.iter().flat_map(|answer| &answer.headers);
    headers.filter(move |header| known.insert(header.constant.as_str()))
}

/// The constants by which headers of answers are read.
pub(super) fn constants(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    headers_once(operation).map(|header| {
        let docs = docs::lines([&format!("The response header {}.", header.name_docs)]);
        let name = ident(&header.constant);
        let ty = ty::render(&header.ty, Module::Operation);
        let wire_name = &header.wire_name;
        let element = header.ty.inner().first().unwrap_or(&header.ty);
        let new = ident(if matches!(element, Type::Foreign(_)) { "decoded" } else { "new" });
        quote! {
            #docs
            pub const #name: runtime::Header<#ty> = runtime::Header::#new(#wire_name);
        }
    })
}

/// The headers of an answer, as items of a list.
fn headers(answer: &Answer) -> impl Iterator<Item = String> {
    answer.headers.iter().flat_map(|header| {
        let name = format!("Header {}: [`{}`]", header.name_docs, header.constant);
        item(&name, &header.docs)
    })
}

/// An error as an item of a list, with the type of its body.
fn error(answer: &Answer) -> Vec<String> {
    let ty = answer.content.as_ref().and_then(|content| link(&content.ty));
    let ty = ty.map(|ty| format!(", {ty}")).unwrap_or_default();
    item(&format!("{}{ty}", answer.status), &answer.docs)
}

/// An item of a list: what it is of, and what is options of that.
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
