//! Documentation -> doc comments.

use crate::ir::Docs;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The doc comment of an item.
pub(super) fn outer(docs: &Docs) -> TokenStream {
    lines(&docs.0)
}

/// The doc comment of an item, from lines.
pub(super) fn lines<'l>(lines: impl IntoIterator<Item = &'l String>) -> TokenStream {
    lines
        .into_iter()
        .map(|line| {
            let line = spaced(line);
            quote!(#[doc = #line])
        })
        .collect()
}

/// The doc comment of a module or a crate, from lines.
pub(super) fn inner<'l>(lines: impl IntoIterator<Item = &'l String>) -> TokenStream {
    lines
        .into_iter()
        .map(|line| {
            let line = spaced(line);
            quote!(#![doc = #line])
        })
        .collect()
}

/// The attribute of what should no longer be used.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

fn spaced(line: &str) -> Literal {
    if line.is_empty() { Literal::string("") } else { Literal::string(&format!(" {line}")) }
}
