//! Documentation -> doc comments.

use crate::ir::Docs;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The label and the first line of a list item share a line of at most this many characters.
const MAX_ITEM_LINE: usize = 120;

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

/// The attribute of a deprecated item.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// An item of a list: a label and its documentation.
pub(super) fn list_item(label: &str, docs: &Docs) -> Vec<String> {
    let Some((first, rest)) = docs.0.split_first() else { return vec![format!("* {label}")] };
    let is_long = label.chars().count() + first.chars().count() > MAX_ITEM_LINE;
    let (start, rest) = match (begins_block(first), is_long) {
        (false, false) => (vec![format!("* {label}: {first}")], rest),
        (false, true) => (vec![format!("* {label}:")], docs.0.as_slice()),
        // A block keeps its own lines.
        (true, _) => (vec![format!("* {label}:"), String::new()], docs.0.as_slice()),
    };
    let rest = rest.iter().map(|line| format!("  {line}").trim_end().to_owned());
    start.into_iter().chain(rest).collect()
}

/// Whether documentation begins with a block such as a list, a quote or code.
fn begins_block(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["```", "* ", "> ", "#"].iter().any(|start| line.starts_with(start))
        || (number.len() < line.len() && number.starts_with(". "))
}

fn spaced(line: &str) -> Literal {
    if line.is_empty() { Literal::string("") } else { Literal::string(&format!(" {line}")) }
}
