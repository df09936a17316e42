//! Texts of documents cannot become code in the generated files: they stay in string literals and in single-line comments.

use crate::hostile;
use clientwright::diagnostic::Severity;
use clientwright::profile::Profile;
use clientwright::source::Source;
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The attributes of generated files, by path.
const ATTRIBUTES: &[&str] = &[
    "doc",
    "cfg_attr",
    "derive",
    "object",
    "property",
    "string_enum",
    "value",
    "request",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "must_use",
    "non_exhaustive",
    "deprecated",
    "cfg",
    "rustfmt",
    "test",
    "forbid",
];
const MACROS: &[&str] = &["concat", "env", "include_str"];
/// The opening fences of code blocks in documentation.
const FENCES: &[&str] = &["```", "```text", "```json", "```no_run"];

/// The files generated from a document with these texts in all locations.
fn files(texts: &[String]) -> BTreeMap<String, String> {
    let sources = [Source::new("garden.json", hostile::document(texts).to_string())];
    match clientwright::generate(&sources, &Profile::default()) {
        Ok(generated) => generated.files,
        Err(found) => {
            let errors: Vec<_> =
                found.iter().filter(|found| found.severity == Severity::Error).collect();
            panic!("no text is an error: {errors:#?}");
        }
    }
}

/// Asserts that a file contains only code of the templates.
fn check(path: &str, text: &str) {
    assert!(!text.contains('\r'), "{path} holds a carriage return");
    if path.ends_with(".json") {
        return;
    }
    let seen = text.chars().find(|c| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(seen, None, "{path} holds what is not seen");
    if path.ends_with(".md") {
        return;
    }
    if path == "Cargo.toml" {
        text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    for item in &file.items {
        let expected = matches!(
            item,
            syn::Item::Use(_)
                | syn::Item::Mod(syn::ItemMod { content: None, .. })
                | syn::Item::Struct(_)
                | syn::Item::Enum(_)
                | syn::Item::Impl(_)
                | syn::Item::Type(_)
                | syn::Item::Static(_)
                | syn::Item::Const(_)
        );
        let is_test = matches!(item, syn::Item::Fn(_)) && path.starts_with("tests/");
        assert!(expected || is_test, "{path} holds an item that no template has:\n{text}");
    }
    tokens(path, text.parse().unwrap_or_else(|error| panic!("{path}: {error}")));
}

/// Asserts that tokens come from the templates: attributes, macros, names and literals.
fn tokens(path: &str, stream: TokenStream) {
    let mut docs = Vec::new();
    let mut before: Option<TokenTree> = None;
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match &tree {
            TokenTree::Group(group) => {
                let is_attribute = group.delimiter() == Delimiter::Bracket
                    && matches!(&before, Some(TokenTree::Punct(punct)) if "#!".contains(punct.as_char()));
                if is_attribute {
                    docs.extend(attribute(path, group.stream()));
                } else {
                    tokens(path, group.stream());
                }
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                assert!(plain && name.len() <= 1000, "{path} names {name}");
                let is_macro =
                    matches!(trees.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!');
                assert!(!is_macro || MACROS.contains(&name.as_str()), "{path} calls {name}!");
            }
            TokenTree::Punct(_) => {}
            TokenTree::Literal(literal) => {
                let kind = literal.to_string();
                assert!(
                    kind.starts_with('"') || kind.parse::<f64>().is_ok(),
                    "{path} holds {kind}"
                );
            }
        }
        // The documentation of an item ends at the item.
        if !matches!(&tree, TokenTree::Punct(_) | TokenTree::Group(_)) {
            fences(path, &std::mem::take(&mut docs));
        }
        before = Some(tree);
    }
    fences(path, &docs);
}

/// Asserts that an attribute comes from the templates, and returns its line of documentation.
fn attribute(path: &str, stream: TokenStream) -> Option<String> {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let name = trees.first().map(ToString::to_string).unwrap_or_default();
    assert!(ATTRIBUTES.contains(&name.as_str()), "{path} has the attribute {name}");
    if name != "doc" {
        return None;
    }
    if trees.get(1).is_some_and(|tree| tree.to_string() == "(hidden)") {
        return None;
    }
    let [_, _, TokenTree::Literal(text)] = trees.as_slice() else {
        panic!("{path} has documentation that is no text: {trees:?}");
    };
    let line = text_of(text);
    assert!(!line.contains('\n'), "{path} has documentation of several lines: {line:?}");
    Some(line)
}

/// Asserts that code blocks in documentation are closed, and that only generated ones are doc tests.
fn fences(path: &str, docs: &[String]) {
    let mut open = false;
    for line in docs {
        let line = line.trim_start_matches([' ', '>', '*']);
        if line.starts_with("```") && !line.trim_start_matches('`').contains('`') {
            let expected = if open { line == "```" } else { FENCES.contains(&line) };
            assert!(expected, "{path} has the fence {line:?} in {docs:#?}");
            open = !open;
        }
    }
    assert!(!open, "{path} leaves a block of code open: {docs:#?}");
}

fn text_of(literal: &Literal) -> String {
    syn::parse_str::<syn::LitStr>(&literal.to_string()).map(|text| text.value()).unwrap_or_default()
}

/// A string of random pieces, some of which have a meaning in Rust, Markdown or a terminal.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(hostile::TEXTS).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[ -~\\n]{0,12}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

#[test]
fn hostile_texts_stay_in_literals_and_comments() {
    for text in hostile::texts() {
        for (path, file) in files(&[text]) {
            check(&path, &file);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_texts_stay_in_literals_and_comments(texts in proptest::collection::vec(any_text(), 1..3)) {
        for (path, file) in files(&texts) {
            check(&path, &file);
        }
    }
}
