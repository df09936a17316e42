//! Documentation -> doc comments.

use crate::ir::Docs;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The maximum width of a line, without indentation and `///`.
const WIDTH: usize = 100;

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
    let lines = docs.0.as_slice();
    let length = match lines.first() {
        Some(first) if !begins_block(first) => {
            lines.iter().take_while(|one| !one.is_empty()).count()
        }
        _ => 0,
    };
    let (paragraph, rest) = lines.split_at_checked(length).unwrap_or((lines, &[]));
    let colon = if lines.is_empty() { "" } else { ":" };
    let mut item = wrap_item(&format!("* {label}{colon}"), paragraph);
    if paragraph.is_empty() && !rest.is_empty() {
        item.push(String::new());
    }
    item.extend(rest.iter().map(|line| format!("  {line}").trim_end().to_owned()));
    item
}

/// Wraps the first paragraph of a list item again, after its label.
fn wrap_item(label: &str, paragraph: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = label.to_owned();
    for word in paragraph.iter().flat_map(|line| line.split(' ')) {
        let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if is_full && !begins_block(&format!("{word} ")) {
            lines.push(std::mem::replace(&mut line, "  ".to_owned()));
        } else {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// Whether documentation begins with a block such as a list, a quote or code.
fn begins_block(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["```", "~~~", "* ", "- ", "+ ", ">", "#", "=", "--"]
        .iter()
        .any(|start| line.starts_with(start))
        || (number.len() < line.len() && [". ", ") "].iter().any(|end| number.starts_with(end)))
}

fn spaced(line: &str) -> Literal {
    if line.is_empty() { Literal::string("") } else { Literal::string(&format!(" {line}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(label: &str, lines: &[&str]) -> Vec<String> {
        list_item(label, &Docs(lines.iter().map(|line| (*line).to_owned()).collect()))
    }

    #[test]
    fn the_first_paragraph_of_an_item_is_wrapped_after_its_label() {
        let long = "word ".repeat(18);
        assert_eq!(
            item("`a`", &[&format!("{long}1."), "end", "", "next"]),
            [&*format!("* `a`: {long}1."), "  end", "", "  next"]
        );
        assert_eq!(item("404", &[]), ["* 404"]);
    }

    #[test]
    fn a_block_in_an_item_has_lines_of_its_own() {
        assert_eq!(item("`a`", &["* one", "* two"]), ["* `a`:", "", "  * one", "  * two"]);
        assert_eq!(item("`a`", &["1.5 s"]), ["* `a`: 1.5 s"]);
    }
}
