//! Prepares a published document for a project: removes credentials and additions of documentation sites.

use super::{FileKind, credentials, document, documentation_page};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::source::{Pointer, Source};
use crate::windows_device_names::is_device_name;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A file of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The suggested name of the file, derived from its content.
    pub file_name: String,
    /// The content: indented JSON.
    pub text: String,
    /// Whether the file is a whole document, not the page of one operation.
    pub is_whole: bool,
    /// The documented operations as methods and paths: `GET /beds`.
    pub operations: BTreeSet<String>,
    /// Warnings about removed properties that are not known to be site-specific.
    pub left_out: Vec<Diagnostic>,
}

/// Reduces a published document to its parts that code is generated from. The result does not change if it is imported again.
///
/// # Errors
///
/// Fails if the document is invalid, or lacks the properties that its name is derived from.
pub fn import(source: &Source) -> Result<Imported, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let imported = super::parse(0, source, &mut diagnostics)
        .and_then(|value| FileKind::detect(0, value, &mut diagnostics))
        .and_then(|form| match form {
            FileKind::Page(properties) => import_page(properties, &mut diagnostics),
            FileKind::Document(_, properties) => Some(import_document(properties)),
            FileKind::Overlay(_) => {
                diagnostics.error_in(
                    Location { file: 0, pointer: Pointer::root() },
                    "an overlay is not an API document",
                    "save it as spec/overlay.yaml; `clientwright codegen` reads it there",
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

/// Formats a value with one property or item per line.
fn indented(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A page keeps only properties on the list. Unknown ones may contain credentials.
fn import_page(properties: Map<String, Value>, diagnostics: &mut Diagnostics) -> Option<Imported> {
    let root = Pointer::root();
    let mut cut = keep(properties, documentation_page::PAGE, &root, diagnostics);
    for (name, kept) in [("meta", documentation_page::META), ("spec", documentation_page::SPEC)] {
        if let Some(Value::Object(part)) = cut.get_mut(name) {
            *part = keep(std::mem::take(part), kept, &root.child(name), diagnostics);
        }
    }
    if let Some(Value::Object(info)) = cut.get_mut("meta").and_then(|meta| meta.get_mut("info")) {
        // Contact and license describe the site, and are not part of the generated code.
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

/// Returns the properties to keep, in the order of the list, and warns about unknown ones that are removed.
fn keep(
    mut properties: Map<String, Value>,
    names: &[&str],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Map<String, Value> {
    let kept = kept(&mut properties, names);
    let chrome = |name: &str| {
        documentation_page::CHROME.contains(&name) || credentials::KNOWN.contains(&name)
    };
    for name in properties.keys().filter(|name| !chrome(name)) {
        diagnostics.warning_in(
            Location { file: 0, pointer: at.child(name) },
            format!("`{name}` is not a known property of a documentation page and was removed"),
            "no action needed, unless the generated code depends on it",
        );
    }
    kept
}

fn kept(properties: &mut Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    names.iter().filter_map(|name| properties.shift_remove_entry(*name)).collect()
}

/// A whole document keeps all properties of OpenAPI, and its extensions, except those of documentation sites.
fn import_document(mut properties: Map<String, Value>) -> Imported {
    remove_chrome(&mut properties);
    let mut operations = BTreeSet::new();
    document::for_each_operation(&mut properties, |path, method, operation| {
        remove_chrome(operation);
        operations.insert(format!("{} {path}", method.to_ascii_uppercase()));
    });
    let title = properties.get("info").and_then(|info| info.get("title")).and_then(Value::as_str);
    Imported {
        file_name: file_name(title.unwrap_or_default()),
        text: indented(&Value::Object(properties)),
        is_whole: true,
        operations,
        left_out: Vec::new(),
    }
}

/// Removes additions of documentation sites: settings, and code samples, which may contain credentials.
fn remove_chrome(properties: &mut Map<String, Value>) {
    let samples = ["x-codeSamples", "x-code-samples", "x-readme", "__originalOperationId"];
    properties.retain(|name, _| {
        !credentials::KNOWN.contains(&name.as_str()) && !samples.contains(&name.as_str())
    });
}

/// Returns the file name for a document or operation.
fn file_name(name: &str) -> String {
    let stem = kebab_case(name);
    let suffix = if is_device_name(&stem) { "-api" } else { "" };
    format!("{stem}{suffix}.json")
}

/// Converts a name to kebab case, with ASCII letters and digits only.
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
    use super::{file_name, kebab_case};

    #[test]
    fn files_do_not_have_the_names_of_devices() {
        assert_eq!(file_name("Con"), "con-api.json");
        assert_eq!(file_name("Contacts"), "contacts.json");
    }

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
