//! The responses of an operation -> their documentation, and the constants of their headers and media types.

use super::operation::fenced;
use super::ty::{self, Module};
use super::{docs, ident};
use crate::ir::{Content, Docs, Format, Header, MediaType, Operation, Response, Status, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::HashSet;

/// The sections on responses in the documentation of an operation.
pub(super) fn docs(operation: &Operation) -> Docs {
    let mut docs = Docs::default();
    let (successes, mut errors): (Vec<&Response>, Vec<&Response>) =
        operation.responses.iter().partition(|response| response.is_success);
    errors.sort_by_key(|error| error.status);
    let headers = successes.iter().flat_map(|response| headers(response));
    let constants: Vec<String> = media_types(operation).chain(headers).collect();
    let discards =
        operation.output.ty == Type::Unit && successes.iter().any(|one| may_have_body(one));
    if !constants.is_empty() || !operation.example_response.is_empty() || discards {
        docs.paragraph("# Response");
    }
    if discards {
        docs.paragraph(
            "The API document describes no body: `send` discards it, and [`receive_bytes`](crate::Request::receive_bytes) returns it.",
        );
    }
    docs.append(Docs(constants));
    if !operation.example_response.is_empty() {
        docs.append(fenced("json", operation.example_response.clone()));
    }
    if !errors.is_empty() {
        docs.paragraph("# Errors");
        let is_typed = |error: &&Response| {
            error.content.as_ref().is_some_and(|content| link(&content.ty).is_some())
        };
        if let Some(name) = &operation.error_body {
            docs.paragraph(format!(
                "Decode the body of an error (4XX or 5XX) as [`{name}`] with [`Error::json`](crate::Error::json)."
            ));
        } else if errors.iter().any(is_typed) {
            docs.paragraph("Decode the body of an error with [`Error::json`](crate::Error::json).");
        }
        docs.append(Docs(errors.into_iter().flat_map(error).collect()));
    }
    docs
}

/// Whether a response may have a body by its status (RFC 9110): not one of 204 or 205.
fn may_have_body(response: &Response) -> bool {
    matches!(response.status, Status::Code(200..=203))
}

/// The headers of all responses, without duplicate constants.
pub(super) fn headers_once(operation: &Operation) -> impl Iterator<Item = &Header> {
    let mut known = HashSet::new();
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    headers.filter(move |header| known.insert(header.constant.as_str()))
}

/// The constants of the response headers and media types.
pub(super) fn constants(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    let media_types = operation.output.media_types.iter().map(media_type);
    let headers = headers_once(operation).map(|header| {
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
    });
    media_types.chain(headers)
}

/// The constant of a media type.
fn media_type(media_type: &MediaType) -> TokenStream {
    let MediaType { name_docs, constant, content: Content { media_type, format, ty, .. } } =
        media_type;
    let docs = docs::lines([&format!(
        "The media type {name_docs} of the response, for [`Request::accept`](crate::Request::accept)."
    )]);
    let name = ident(constant);
    let ty = output(ty, *format);
    let new = ident(match format {
        Format::Json | Format::Form | Format::Multipart => "json",
        Format::Text => "text",
        Format::Bytes | Format::Events | Format::JsonLines => "streamed",
    });
    quote! {
        #docs
        pub const #name: runtime::MediaType<#ty> = runtime::MediaType::#new(#media_type);
    }
}

/// The type of the values that are read from a response.
pub(super) fn output(ty: &Type, format: Format) -> TokenStream {
    let ty = ty::render(ty, Module::Operation);
    match format {
        Format::Json | Format::Form | Format::Multipart | Format::Text => ty,
        Format::Bytes => quote!(runtime::ByteStream),
        Format::Events => quote!(runtime::Events<#ty>),
        Format::JsonLines => quote!(runtime::JsonLines<#ty>),
    }
}

/// The media types that callers can choose, as list items.
fn media_types(operation: &Operation) -> impl Iterator<Item = String> {
    operation.output.media_types.iter().flat_map(|one| {
        let name = format!("Media type {}: [`{}`]", one.name_docs, one.constant);
        docs::list_item(&name, &Docs::default())
    })
}

/// The headers of a response as list items.
fn headers(response: &Response) -> impl Iterator<Item = String> {
    response.headers.iter().flat_map(|header| {
        let name = format!("Header {}: [`{}`]", header.name_docs, header.constant);
        docs::list_item(&name, &header.docs)
    })
}

/// An error response as a list item, with the type of its body.
fn error(response: &Response) -> Vec<String> {
    let ty = response.content.as_ref().and_then(|content| link(&content.ty));
    let ty = ty.map(|ty| format!(", {ty}")).unwrap_or_default();
    docs::list_item(&format!("{}{ty}", response.status), &response.docs)
}

/// A link to a named type.
fn link(ty: &Type) -> Option<String> {
    match ty {
        Type::Local(name) => Some(format!("[`{name}`]")),
        Type::Schema(name) => Some(format!("[`{name}`](crate::schemas::{name})")),
        _ => None,
    }
}
