//! A document as published -> the file that a project keeps of it, without credentials and site chrome.

use super::{FileKind, credentials, document, documentation_page};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::source::{Pointer, Source};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A file to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What to call it, by what it documents.
    pub file_name: String,
    /// What it holds: JSON, indented.
    pub text: String,
    /// Whether it is a whole document, rather than the page of one operation.
    pub is_whole: bool,
    /// The operations that it documents, each as its method and path: `GET /beds`.
    pub operations: BTreeSet<String>,
    /// What was left out though it is not known to be chrome.
    pub left_out: Vec<Diagnostic>,
}

/// Cuts a published document down to what code is generated from. To import the result again changes nothing.
///
/// # Errors
///
/// When the document is not one that could be read, or does not say what it documents.
pub fn import(source: &Source) -> Result<Imported, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let imported = super::parse(0, source, &mut diagnostics)
        .and_then(|value| FileKind::detect(0, value, &mut diagnostics))
        .and_then(|form| match form {
            FileKind::Page(members) => import_page(members, &mut diagnostics),
            FileKind::Document(_, members) => Some(import_document(members)),
            FileKind::Overlay(_) => {
                diagnostics.error_in(
                    Location { file: 0, pointer: Pointer::root() },
                    "an overlay is not an API document",
                    "save it as spec/overlay.yaml; `cargo xtask codegen` reads it there",
                );
                None
            }
        });
    let failed = diagnostics.has_errors();
    let left_out = diagnostics.into_vec();
    match imported {
        Some(imported) if !failed => Ok(Imported { left_out, ..imported }),
        _ => Err(left_out),
    }
}

/// A value as a file of a project: one member or element a line.
fn indented(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A page keeps what is known to be needed, and nothing else: what is not known could be anybody's key.
fn import_page(members: Map<String, Value>, diagnostics: &mut Diagnostics) -> Option<Imported> {
    let root = Pointer::root();
    let mut cut = keep(members, documentation_page::PAGE, &root, diagnostics);
    for (name, kept) in [("meta", documentation_page::META), ("spec", documentation_page::SPEC)] {
        if let Some(Value::Object(part)) = cut.get_mut(name) {
            *part = keep(std::mem::take(part), kept, &root.child(name), diagnostics);
        }
    }
    if let Some(Value::Object(info)) = cut.get_mut("meta").and_then(|meta| meta.get_mut("info")) {
        // Whom to contact and under which terms is the site's business, and never part of the generated code.
        *info = kept(info, &["title", "version", "description"]);
    }
    let opened = documentation_page::Page::parse(0, cut.clone(), diagnostics)?;
    Some(Imported {
        file_name: file_name(&opened.label()),
        text: indented(&Value::Object(cut)),
        is_whole: false,
        operations: BTreeSet::from([format!("{} {}", opened.method.as_str(), opened.path)]),
        left_out: Vec::new(),
    })
}

/// The members to keep, in the order in which they are listed; reports those that go though they are not known.
fn keep(
    mut members: Map<String, Value>,
    names: &[&str],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Map<String, Value> {
    let kept = kept(&mut members, names);
    let chrome = |name: &str| {
        documentation_page::CHROME.contains(&name) || credentials::KNOWN.contains(&name)
    };
    for name in members.keys().filter(|name| !chrome(name)) {
        diagnostics.warning_in(
            Location { file: 0, pointer: at.child(name) },
            format!("`{name}` is not a known property of a documentation page and was removed"),
            "no action needed, unless the generated code depends on it",
        );
    }
    kept
}

fn kept(members: &mut Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    names.iter().filter_map(|name| members.shift_remove_entry(*name)).collect()
}

/// A whole document keeps everything that OpenAPI knows, and its extensions, except those of documentation sites.
fn import_document(mut members: Map<String, Value>) -> Imported {
    remove_chrome(&mut members);
    let mut operations = BTreeSet::new();
    document::for_each_operation(&mut members, |path, method, operation| {
        remove_chrome(operation);
        operations.insert(format!("{} {path}", method.to_ascii_uppercase()));
    });
    let title = members.get("info").and_then(|info| info.get("title")).and_then(Value::as_str);
    Imported {
        file_name: file_name(title.unwrap_or_default()),
        text: indented(&Value::Object(members)),
        is_whole: true,
        operations,
        left_out: Vec::new(),
    }
}

/// Removes what documentation sites add: settings, and code samples, which may hold keys.
fn remove_chrome(members: &mut Map<String, Value>) {
    let samples = ["x-codeSamples", "x-code-samples", "x-readme", "__originalOperationId"];
    members.retain(|name, _| {
        !credentials::KNOWN.contains(&name.as_str()) && !samples.contains(&name.as_str())
    });
}

/// What to call the file of something of this name.
fn file_name(name: &str) -> String {
    format!("{}.json", kebab_case(name))
}

/// A name for a file: lower-case words joined by hyphens, of ASCII letters and digits alone.
fn kebab_case(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut name = String::new();
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let starts_word = character.is_ascii_uppercase()
            && (before.is_some_and(|before| !before.is_ascii_uppercase())
                || after.is_some_and(char::is_ascii_lowercase));
        if (starts_word || !character.is_ascii_alphanumeric())
            && !name.is_empty()
            && !name.ends_with('-')
        {
            name.push('-');
        }
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        }
    }
    match name.trim_end_matches('-') {
        "" => "api".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::kebab_case;

    #[test]
    fn file_names_are_words_joined_by_hyphens() {
        let names = [
            ("getBeds", "get-beds"),
            ("getHTTPRoute2", "get-http-route2"),
            ("GET /beds/{bedId}", "get-beds-bed-id"),
            ("../../etc/passwd", "etc-passwd"),
            ("Garden API", "garden-api"),
            ("庭", "api"),
        ];
        for (text, name) in names {
            assert_eq!(kebab_case(text), name);
        }
    }
}
