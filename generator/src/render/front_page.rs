//! The crate -> the front page of its documentation.

use super::operation::fenced;
use super::{docs, snippet};
use crate::ir::{Api, Crate, Docs, Scheme, Scope};
use proc_macro2::TokenStream;
use quote::quote;

/// The documentation of a client.
pub(super) fn client(krate: &Crate) -> TokenStream {
    let mut docs = title("A client for", &krate.api);
    docs.append(quick_start(krate).unwrap_or_default());
    docs.append(guide(krate));
    docs.append(Docs(vec!["# Scopes".to_owned(), String::new()]));
    let docs = docs::inner(&docs.0);
    let scopes = krate.scopes.iter().map(scope);
    quote!(#docs #(#scopes)*)
}

/// The documentation of a crate without a client.
pub(super) fn types_only(krate: &Crate) -> TokenStream {
    docs::inner(&title("The types of", &krate.api).0)
}

/// The title and the description of the API.
fn title(contents: &str, api: &Api) -> Docs {
    let mut title = Docs(vec![format!("{contents} the {} {}.", api.title_docs, api.version_docs)]);
    title.append(api.docs.clone());
    title
}

/// The code that creates a client and sends a request. It is compiled if the scope of the request is enabled.
fn quick_start(krate: &Crate) -> Option<Docs> {
    let mut docs = Docs(vec!["# Quick start".to_owned()]);
    docs.append(fenced("no_run", snippet::quick_start(krate)?));
    Some(docs)
}

/// How to use the client.
fn guide(krate: &Crate) -> Docs {
    let api = &krate.api;
    let mut docs = authentication(api);
    section(
        &mut docs,
        "Requests",
        &[
            "Required parameters are arguments, and optional parameters are setters of the [`Request`]. `send`",
            "returns an [`ApiResponse`]. [`RequestOptions`] override settings of the client for one call.",
            "[`Client::request`] calls undocumented endpoints.",
            "",
            "The attribute of a request, such as `#[get]`, adds these methods, and that of a type, such as `#[object]`, its",
            "constructor and setters.",
        ],
    );
    section(
        &mut docs,
        "Errors",
        &[
            "An [`Error`] states on one line which operation failed, the status, and the reason.",
            "[`Error::kind`] classifies it, [`Error::status`] and [`Error::messages`] tell what the server answered, and",
            "[`Error::json`] decodes the body of the response.",
        ],
    );
    let mut operations = krate.scopes.iter().flat_map(|scope| &scope.operations);
    if operations.any(|operation| operation.error_body.is_some()) {
        lines(
            &mut docs,
            &[
                "If an operation documents errors of several types, the enum `ErrorBody` in its module has a",
                "variant for each of these statuses (4XX and 5XX): `error.json::<ErrorBody>()`.",
            ],
        );
    }
    if krate.has_paging() {
        section(
            &mut docs,
            "Pagination",
            &[
                "Read a paginated operation page by page with `pages`, item by item with `stream`, or as one list",
                "with `all`. A [`Cursor`] stores a position in the listing.",
            ],
        );
    }
    retries(&mut docs, api);
    section(
        &mut docs,
        "Features",
        &[
            "* `rustls` (default) or `native-tls`: the TLS backend; at least one is required.",
            "* `blocking`: requests for synchronous code.",
            "* `tracing`: a span for each call.",
            "* `chrono`, `jiff`, `time`: conversions of [`DateTime`].",
            "* One feature for each scope, on by default. Disable those that are not needed to compile faster.",
        ],
    );
    if krate.package.has_mock() {
        let text = "* `mock`: a typed test server, in the module `mock`. Structs are not `#[non_exhaustive]` with it.";
        docs.0.push(text.to_owned());
    }
    docs
}

fn authentication(api: &Api) -> Docs {
    let mut docs = Docs(vec!["# Authentication".to_owned()]);
    if let Some(variable) = &api.key_variable {
        docs.paragraph(format!(
            "[`Client::from_env`] reads the API key from the environment variable `{variable}`."
        ));
    }
    if api.schemes.is_empty() {
        lines(
            &mut docs,
            &[
                "The client sends no credentials: the API document declares no security scheme that it supports. If the",
                "API needs them, generate the client with `auth.scheme` in its profile, or add them with an",
                "[`Interceptor`].",
            ],
        );
        return docs;
    }
    lines(
        &mut docs,
        &[
            "[`ClientBuilder::api_key`] sets an API key or a token, and [`ClientBuilder::credentials`] a source of",
            "[`Credentials`] that change. It is sent as:",
        ],
    );
    let schemes = api.schemes.iter().filter_map(|Scheme { choice, .. }| {
        Some(format!("* {}: [`AuthHeader::{}`]", choice.docs.0.first()?, choice.variant))
    });
    docs.append(Docs(schemes.collect()));
    if api.schemes.len() > 1 {
        docs.paragraph(
            "The first is the default, and [`ClientBuilder::auth_header`] selects another one.",
        );
    }
    docs
}

fn retries(docs: &mut Docs, api: &Api) {
    let policy = match api.retry_idempotent {
        true => "and those of PUT and DELETE, are retried according to the [`RetryPolicy`].",
        false => "are retried according to the [`RetryPolicy`].",
    };
    section(
        docs,
        "Retries",
        &[
            "Transient failures of reads (408, 429, 5xx, a broken connection)",
            policy,
            "Any other request is retried only if the server cannot have applied it. If it may have applied a",
            "request that failed, [`Error::is_ambiguous`] is true.",
        ],
    );
    if api.limits.is_some() {
        docs.paragraph("The client throttles itself to the [`LIMITS`] of the API.");
    }
}

/// Adds a section.
fn section(docs: &mut Docs, heading: &str, text: &[&str]) {
    docs.paragraph(format!("# {heading}"));
    lines(docs, text);
}

/// Adds a paragraph of several lines.
fn lines(docs: &mut Docs, text: &[&str]) {
    docs.append(Docs(text.iter().map(|line| (*line).to_owned()).collect()));
}

/// The item of a scope in a list. A scope whose feature is disabled has no page.
fn scope(scope: &Scope) -> TokenStream {
    let count = scope.operations.len();
    let noun = if count == 1 { "operation" } else { "operations" };
    let item = format!(" * [`mod@{}`] ({count} {noun})", scope.module);
    let feature = &scope.feature;
    quote!(#![cfg_attr(feature = #feature, doc = #item)])
}
