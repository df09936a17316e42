//! The texts of an API's documents -> one OpenAPI 3.0 value, and the origin of each part.
//!
//! The documents are either documentation pages, one for each operation, or whole documents: OpenAPI 3.0, 3.1, 3.2 or Swagger
//! 2.0, which may refer to other files. An overlay corrects a document before it is converted.

mod credentials;
mod document;
mod documentation_page;
mod encoding_style;
mod files;
mod import;
mod join_documents;
mod json;
mod merge_pages;
mod overlay;
mod repair;
mod rewrite;
mod safe_method_body;
mod v2_0;
mod v3_1;
mod v3_2;
mod version;
mod visit;
mod yaml;

pub use files::load_references;
pub(crate) use files::{FILES, is_in_missing_file, split_file_pointer};
pub use import::{Imported, import};
pub(crate) use join_documents::ORIGINAL_PATH;
pub(crate) use merge_pages::{EXCERPT, OTHER_VERSIONS};
pub(crate) use v2_0::SEPARATOR;
pub(crate) use v3_1::EXTENSION as EXTENSION_3_1;

use crate::diagnostic::{Diagnostics, Location};
use crate::expansion_budget::ExpansionBudget;
use crate::source::{MAX_BYTES, Pointer, Source};
use documentation_page::Page;
use serde_json::{Map, Value};

/// Reads the documents of an API and merges them into one.
///
/// Invalid parts are reported and left out, so that other parts can be checked as well. `None` means that no document is
/// left.
pub fn read(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut pages = Vec::new();
    let mut documents = Vec::new();
    let mut overlays = Vec::new();
    let inputs = || sources.iter().enumerate().filter(|(_, source)| source.is_document());
    for (file, source) in inputs() {
        let form = parse(file, source, diagnostics)
            .and_then(|value| FileKind::detect(file, value, diagnostics));
        match form {
            Some(FileKind::Page(properties)) => {
                pages.extend(Page::parse(file, properties, diagnostics))
            }
            Some(FileKind::Document(version, properties)) => {
                documents.push((file, version, properties))
            }
            Some(FileKind::Overlay(properties)) => overlays.push((file, properties)),
            None => {}
        }
    }
    if overlays.len() == inputs().count() {
        diagnostics.error_in(
            Location { file: 0, pointer: Pointer::root() },
            "no API document found",
            "import one with `clientwright spec import FILE`",
        );
    }
    documents.sort_by_key(|(file, ..)| name(sources, *file));
    let Some((first, ..)) = documents.first() else {
        let file = pages.first()?.file;
        let mut document = merge_pages::merge(pages, sources, diagnostics)?;
        correct(&mut document, overlays, sources, diagnostics);
        convert(file, SpecVersion::V3_0, &mut document, sources, diagnostics);
        return Some(document);
    };
    for page in &pages {
        diagnostics.error_in(
            Location { file: page.file, pointer: Pointer::root() },
            format!(
                "a documentation page cannot be combined with the whole document `{}`",
                name(sources, *first)
            ),
            "remove either the documentation pages or the whole documents",
        );
    }
    let files: Vec<usize> = documents.iter().map(|(file, ..)| *file).collect();
    let mut joined: Option<Value> = None;
    for (file, version, properties) in documents {
        let mut found = diagnostics.fork();
        let mut document = document::check(file, properties, &mut found);
        let own = overlays.extract_if(.., |(overlay, properties)| {
            overlay::is_for(*overlay, properties, file, &files, sources)
        });
        correct(&mut document, own.collect(), sources, &mut found);
        convert(file, version, &mut document, sources, &mut found);
        let origins = std::mem::take(found.origins_mut());
        diagnostics.append(found);
        match &mut joined {
            Some(joined) => {
                join_documents::join(joined, file, document, origins, sources, diagnostics)
            }
            None => {
                diagnostics.set_origins(origins);
                joined = Some(document);
            }
        }
    }
    for (overlay, _) in overlays {
        diagnostics.error_in(
            Location { file: overlay, pointer: Pointer::root().child("extends") },
            "several documents are given, and the overlay does not name the one that it applies to",
            "set `extends` to the file of the document",
        );
    }
    joined
}

/// Applies the overlay of a document. There is at most one.
fn correct(
    document: &mut Value,
    overlays: Vec<(usize, Map<String, Value>)>,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let mut overlays = overlays.into_iter();
    let Some((first, overlay)) = overlays.next() else { return };
    overlay::apply(first, &overlay, document, diagnostics);
    for (other, _) in overlays {
        diagnostics.error_in(
            Location { file: other, pointer: Pointer::root() },
            format!(
                "a second overlay for the same document; the first is `{}`",
                name(sources, first)
            ),
            "move the actions of both into one file, in the order in which they apply",
        );
    }
}

/// Bundles a document with the files that it refers to, and converts it to OpenAPI 3.0.
fn convert(
    file: usize,
    version: SpecVersion,
    document: &mut Value,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    if let Some(properties) = document.as_object_mut() {
        properties.insert(VERSION.to_owned(), version.title().into());
    }
    if matches!(version, SpecVersion::V3_1 | SpecVersion::V3_2) {
        v3_1::resolve_ids(document, diagnostics);
    }
    repair::repair(document, version, diagnostics);
    if files::bundle(file, version, document, sources, diagnostics) {
        repair::repair(document, version, diagnostics);
    }
    match version {
        SpecVersion::V2_0 => {
            v2_0::convert(document, diagnostics);
            v3_1::convert_keywords(document, version.title(), diagnostics);
        }
        SpecVersion::V3_0 => {
            v3_1::convert_keywords(document, version.title(), diagnostics);
            safe_method_body::ignore(document, diagnostics);
        }
        SpecVersion::V3_1 => v3_1::convert(document, diagnostics),
        SpecVersion::V3_2 => {
            v3_2::convert(document, diagnostics);
            v3_1::convert(document, diagnostics);
        }
    }
    if !matches!(version, SpecVersion::V2_0) {
        encoding_style::ignore(version, document, diagnostics);
    }
}

/// Whether a file is a whole document, or a file that cannot be read.
#[must_use]
pub fn is_document(source: &Source) -> bool {
    let names = ["openapi", "swagger"];
    let mut diagnostics = Diagnostics::default();
    match parse(0, source, &mut diagnostics) {
        Some(value) => {
            let is_document = names.iter().any(|name| value.get(name).is_some());
            // Problems are reported when the file is read.
            if diagnostics.into_vec().is_empty() {
                source.keep_parsed(value);
            }
            is_document
        }
        None => names.iter().any(|name| source.text().contains(name)),
    }
}

/// Parses a JSON or YAML file. A value that reference loading parsed is not parsed again.
fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    if let Some(value) = source.take_parsed() {
        return Some(value);
    }
    if source.text().len() > MAX_BYTES {
        diagnostics.error_in(
            Location { file, pointer: Pointer::root() },
            format!("the file exceeds {} MiB", MAX_BYTES / 1024 / 1024),
            "split it into several files that reference each other",
        );
        return None;
    }
    let value = match source.is_yaml() {
        true => yaml::parse(file, source, diagnostics),
        false => json::parse(file, source, diagnostics),
    }?;
    // The stages keep the pointers of many values.
    if !ExpansionBudget::for_pointers_in(source.text()).spend_pointers(&value, 0) {
        diagnostics.error_in(
            Location { file, pointer: Pointer::root() },
            "the JSON pointers of the values take more memory than is allowed for a document of this size",
            "shorten the names of the properties that contain many values",
        );
        return None;
    }
    Some(value)
}

/// The name of a source.
fn name(sources: &[Source], file: usize) -> &str {
    sources.get(file).map_or("", |source| source.name())
}

/// The specification version of a whole document.
#[derive(Clone, Copy, Debug)]
enum SpecVersion {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// The extension of a document that contains the specification of the document as it was given.
pub(crate) const VERSION: &str = "x-specification";

/// The value of [`VERSION`] for Swagger 2.0.
pub(crate) const SWAGGER_2_0: &str = "Swagger 2.0";

impl SpecVersion {
    /// The name of the specification.
    const fn title(self) -> &'static str {
        match self {
            Self::V2_0 => SWAGGER_2_0,
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }

    /// Parses the version that a property of the document states.
    fn of(name: &str, version: &str) -> Option<Self> {
        let known = [
            ("openapi", "3.0", Self::V3_0),
            ("openapi", "3.1", Self::V3_1),
            ("openapi", "3.2", Self::V3_2),
            ("swagger", "2.0", Self::V2_0),
        ];
        let found = known
            .into_iter()
            .find(|(known, release, _)| *known == name && version::is_release_of(version, release));
        found.map(|(_, _, known)| known)
    }
}

/// The kind of a file, by its properties.
enum FileKind {
    /// A documentation page: one operation, and metadata of the API.
    Page(Map<String, Value>),
    /// A whole document.
    Document(SpecVersion, Map<String, Value>),
    /// An overlay, which corrects a document.
    Overlay(Map<String, Value>),
}

/// The supported formats, for messages.
const ACCEPTED: &str = "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 in JSON or YAML and documentation pages ({\"type\": \"api\", \"meta\": …, \"spec\": …}) are supported";

impl FileKind {
    /// Detects the kind of a file, or reports that it is not supported.
    fn detect(file: usize, value: Value, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut report = |name: &str, message: String, help: String| {
            let root = Pointer::root();
            let pointer = if name.is_empty() { root } else { root.child(name) };
            diagnostics.error_in(Location { file, pointer }, message, help);
            None
        };
        let Value::Object(mut properties) = value else {
            return report(
                "",
                "expected an API document, found a value that is not an object".to_owned(),
                ACCEPTED.to_owned(),
            );
        };
        for name in ["openapi", "swagger"] {
            let Some(written) = properties.get(name) else { continue };
            let version = version::as_text(written);
            let Some(known) = SpecVersion::of(name, &version) else {
                let title = if name == "openapi" { "OpenAPI" } else { "Swagger" };
                let message = format!("{title} {version} is not supported");
                let help = format!("convert the document: {ACCEPTED}");
                return report(name, message, help);
            };
            // `swagger: 2.0` without quotes is common and harmless.
            let is_expected = written.is_string() || name == "swagger" && written.is_f64();
            if !is_expected {
                diagnostics.violation_in(
                    Location { file, pointer: Pointer::root().child(name) },
                    format_args!("`{name}` is the number {written}; it is read as \"{version}\""),
                    format_args!("write it as \"{version}\""),
                );
                properties.insert(name.to_owned(), version.into());
            }
            return Some(Self::Document(known, properties));
        }
        if properties.contains_key("overlay") {
            return Some(Self::Overlay(properties));
        }
        match properties.get("type") {
            Some(Value::String(form)) if form == "api" => Some(Self::Page(properties)),
            Some(form) if properties.contains_key("meta") || properties.contains_key("spec") => {
                let message =
                    format!("a documentation page of type {form} does not document an operation");
                report("type", message, format!("remove the file: {ACCEPTED}"))
            }
            _ => report(
                "",
                "the file is neither an OpenAPI document nor a documentation page".to_owned(),
                format!("remove the file, or add the `openapi` property: {ACCEPTED}"),
            ),
        }
    }
}

/// Formats a value for a message, without quotes.
fn unquoted(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
