//! Documentation pages -> one OpenAPI document with all their operations, and the origins of its values.

use super::documentation_page::Page;
use super::{name, version::ApiVersion};
use crate::diagnostic::{Diagnostics, Location, Origins};
use crate::source::{Pointer, Source};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The extension of `info` that contains the versions of operations that differ from the newest.
pub(crate) const OTHER_VERSIONS: &str = "x-other-versions";

/// The extension of a document that was merged from documentation pages, which cover only some operations of the API.
pub(crate) const EXCERPT: &str = "x-excerpt";

/// Merges pages into one document. The result does not depend on their order.
pub(super) fn merge(
    mut pages: Vec<Page>,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    pages.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
    let mut merger = Merger { sources, diagnostics, origins: Origins::default() };
    let first = pages.first()?;
    merger.origins.record(Pointer::root(), Location { file: first.file, pointer: Pointer::root() });

    let mut document = Map::new();
    // Pages may use any patch release of 3.0; these do not differ in substance.
    document.insert("openapi".to_owned(), "3.0.3".into());
    document.insert(EXCERPT.to_owned(), true.into());
    document.insert("info".to_owned(), merger.info(&pages));
    for name in ["servers", "security"] {
        if let Some(value) = merger.agreed(name, &[name], &pages) {
            document.insert(name.to_owned(), value);
        }
    }
    document.insert("tags".to_owned(), merger.tags(&pages));
    if let Some(schemes) =
        merger.agreed("securitySchemes", &["components", "securitySchemes"], &pages)
    {
        document.insert("components".to_owned(), json!({ "securitySchemes": schemes }));
    }
    merger.reject_duplicate_ids(&mut pages);
    document.insert("paths".to_owned(), merger.paths(pages));

    let Merger { origins, diagnostics, .. } = merger;
    diagnostics.set_origins(origins);
    Some(Value::Object(document))
}

/// Collects the parts of the document.
struct Merger<'a> {
    sources: &'a [Source],
    diagnostics: &'a mut Diagnostics,
    origins: Origins,
}

/// The location of a property of a page's `meta`.
fn meta_at(file: usize, name: &str) -> Location {
    Location { file, pointer: Pointer::root().child("meta").child(name) }
}

/// The pointer with these tokens.
fn pointer(tokens: &[&str]) -> Pointer {
    tokens.iter().fold(Pointer::root(), |pointer, token| pointer.child(token))
}

impl Merger<'_> {
    /// Returns a value of the first page.
    fn shared(&mut self, name: &str, merged: &[&str], first: &Page) -> Value {
        self.origins.record(pointer(merged), meta_at(first.file, name));
        first.meta.get(name).cloned().unwrap_or_default()
    }

    /// Returns a value that all pages must share.
    fn agreed(&mut self, name: &str, merged: &[&str], pages: &[Page]) -> Option<Value> {
        let first = pages.first()?;
        for page in pages.iter().filter(|page| page.meta.get(name) != first.meta.get(name)) {
            self.diagnostics.error_in(
                meta_at(page.file, name),
                format!(
                    "`{name}` differs from the one in `{}`, at {}",
                    super::name(self.sources, first.file),
                    meta_at(first.file, name).pointer
                ),
                "import all pages from the same release of the API's documentation",
            );
        }
        first.meta.contains_key(name).then(|| self.shared(name, merged, first))
    }

    /// Returns the `info` of the newest page, and the versions of the other pages.
    fn info(&mut self, pages: &[Page]) -> Value {
        let mut newest: Option<&Page> = None;
        for page in pages {
            if newest.is_none_or(|newest| {
                ApiVersion::parse(newest.version()) < ApiVersion::parse(page.version())
            }) {
                newest = Some(page);
            }
        }
        let Some(newest) = newest else {
            return Value::Null;
        };
        let mut info = self.shared("info", &["info"], newest);
        let others: Map<String, Value> = pages
            .iter()
            .filter(|page| page.version() != newest.version())
            .map(|page| (page.label(), page.version().into()))
            .collect();
        if let (Value::Object(info), false) = (&mut info, others.is_empty()) {
            info.insert(OTHER_VERSIONS.to_owned(), Value::Object(others));
        }
        info
    }

    /// Returns the tags of all pages. A page may declare only some of them.
    fn tags(&mut self, pages: &[Page]) -> Value {
        let mut tags: Vec<Value> = Vec::new();
        for page in pages {
            for (index, tag) in
                page.meta.get("tags").and_then(Value::as_array).into_iter().flatten().enumerate()
            {
                if !tags.contains(tag) {
                    let mut from = meta_at(page.file, "tags");
                    from.pointer = from.pointer.child(index);
                    self.origins.record(pointer(&["tags"]).child(tags.len()), from);
                    tags.push(tag.clone());
                }
            }
        }
        Value::Array(tags)
    }

    /// Reports and removes every duplicate `operationId`.
    fn reject_duplicate_ids(&mut self, pages: &mut [Page]) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for page in pages {
            let Some(id) = page.operation_id().map(str::to_owned) else { continue };
            if let Some(first) = seen.get(&id) {
                self.reject_duplicate(
                    page.file,
                    "operationId",
                    &format!("operation `{id}`"),
                    *first,
                );
                page.operation.shift_remove("operationId");
            } else {
                seen.insert(id, page.file);
            }
        }
    }

    fn reject_duplicate(&mut self, file: usize, property: &str, what: &str, first: usize) {
        let at = |file| Location { file, pointer: pointer(&["spec", property]) };
        self.diagnostics.error_in(
            at(file),
            format!(
                "{what} is already documented in `{}`, at {}",
                name(self.sources, first),
                at(first).pointer
            ),
            "remove one of the two files",
        );
    }

    /// Returns the operations by path and method.
    fn paths(&mut self, pages: Vec<Page>) -> Value {
        let mut paths = Map::new();
        let mut files: HashMap<(String, &str), usize> = HashMap::new();
        for page in pages {
            let method = page.method.as_str();
            if let Some(first) = files.get(&(page.path.clone(), method)) {
                self.reject_duplicate(
                    page.file,
                    "path",
                    &format!("{method} {}", page.path),
                    *first,
                );
                continue;
            }
            let at = pointer(&["paths", &page.path]);
            let spec = pointer(&["spec"]);
            let item = paths.entry(page.path.clone()).or_insert_with(|| {
                self.origins
                    .record(at.clone(), Location { file: page.file, pointer: spec.child("path") });
                Value::Object(Map::new())
            });
            let property = method.to_ascii_lowercase();
            self.origins.record(at.child(&property), Location { file: page.file, pointer: spec });
            if let Value::Object(item) = item {
                item.insert(property, Value::Object(page.operation));
            }
            files.insert((page.path, method), page.file);
        }
        Value::Object(paths)
    }
}
