//! Joins several documents in the form of OpenAPI 3.0 into one.
//!
//! The first document, by file name, provides the title and the servers. Values of other documents that apply to all of their
//! operations, such as servers and security, are copied into each operation if they differ.

mod rename;

use super::document::{for_each_operation, is_method};
use super::files::object_at;
use super::{EXTENSION_3_1, FILES, name};
use crate::diagnostic::{Diagnostics, Origins};
use crate::source::{Pointer, Source};
use serde_json::{Map, Value, json};

/// The extension of a path item that contains its path, if its key in `paths` differs.
pub(crate) const ORIGINAL_PATH: &str = "x-path-as-written";

/// The pointers to the maps of named values.
fn component_maps(document: &Value) -> Vec<Pointer> {
    let components = document.get("components").and_then(Value::as_object).into_iter().flatten();
    let at = Pointer::root().child("components");
    let named = components.map(|(parent, _)| at.child(parent));
    let more =
        [Pointer::root().child(FILES), Pointer::root().child(EXTENSION_3_1).child("webhooks")];
    named.chain(more).collect()
}

/// Joins a document, whose locations are in `origins`, to the joined documents.
pub(super) fn join(
    joined: &mut Value,
    file: usize,
    mut document: Value,
    mut origins: Origins,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let file = name(sources, file);
    inline_path_items(joined, diagnostics.origins_mut());
    inline_path_items(&mut document, &mut origins);
    let renamed = rename::rename_conflicts(&mut document, joined, file, &mut origins);
    warn_of_shared_credentials(&document, joined, &origins, diagnostics);
    inline_defaults(&mut document, joined, &mut origins);
    let mut join = Join { joined, file, origins, sources, diagnostics };
    for parent in component_maps(&document) {
        for (name, value) in take_object(&mut document, &parent) {
            join.add_component(&parent, name, value);
        }
    }
    for (path, item) in take_object(&mut document, &Pointer::root().child("paths")) {
        join.add_path(path, item);
    }
    join.add_tags(document.get_mut("tags").map(Value::take));
    renamed.iter().for_each(|renamed| renamed.warn(diagnostics));
}

/// Resolves references of path items: only inline items can be compared by path and method.
fn inline_path_items(document: &mut Value, origins: &mut Origins) {
    const MAX_HOPS: usize = 8;
    let paths = Pointer::root().child("paths");
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let locations: Vec<Pointer> = items.map(|(path, _)| paths.child(path)).collect();
    for at in locations {
        for _ in 0..MAX_HOPS {
            let item = document.pointer(at.as_str());
            let reference = item.and_then(|item| item.get("$ref")).and_then(Value::as_str);
            let target = reference.and_then(Pointer::of_reference);
            let found = target
                .and_then(|target| Some((document.pointer(target.as_str())?.clone(), target)));
            let (Some((value, target)), Some(item)) = (found, document.pointer_mut(at.as_str()))
            else {
                break;
            };
            *item = value;
            origins.remove(&at);
            origins.record_copy(&target, &at);
        }
    }
}

/// Removes an object from a document and returns its properties.
fn take_object(document: &mut Value, location: &Pointer) -> Map<String, Value> {
    let properties = document.pointer_mut(location.as_str()).and_then(Value::as_object_mut);
    properties.map(std::mem::take).unwrap_or_default()
}

/// Copies the document's defaults into each operation, if those of the joined document differ.
fn inline_defaults(document: &mut Value, joined: &Value, origins: &mut Origins) {
    let Value::Object(properties) = document else { return };
    let root = Pointer::root();
    let differs = |properties: &Map<String, Value>, name| properties.get(name) != joined.get(name);
    let is_elsewhere = is_elsewhere(properties, joined);
    if is_elsewhere || differs(properties, "security") {
        let security = match properties.get("security") {
            Some(security) => security.clone(),
            None if is_elsewhere => any_scheme(properties),
            None => json!([]),
        };
        for_each_operation(properties, |path, method, operation| {
            let at = root.child("paths").child(path).child(method).child("security");
            if !operation.contains_key("security") {
                operation.insert("security".to_owned(), security.clone());
                origins.record_copy(&root.child("security"), &at);
            }
        });
    }
    if is_elsewhere {
        for_each_operation(properties, |_, _, operation| allow_anonymous(operation));
        let servers = properties.get("servers").cloned().unwrap_or_default();
        let paths = properties.get_mut("paths").and_then(Value::as_object_mut);
        for (path, item) in paths.into_iter().flatten() {
            if let Value::Object(item) = item
                && !item.contains_key("servers")
            {
                item.insert("servers".to_owned(), servers.clone());
                let at = root.child("paths").child(path).child("servers");
                origins.record_copy(&root.child("servers"), &at);
            }
        }
    }
}

/// Whether a document has other servers.
fn is_elsewhere(document: &Map<String, Value>, joined: &Value) -> bool {
    document.get("servers").is_some_and(|servers| Some(servers) != joined.get("servers"))
}

/// The security requirements of operations that have none: any scheme of their own document.
fn any_scheme(document: &Map<String, Value>) -> Value {
    let schemes =
        document.get("components").and_then(|components| components.get("securitySchemes"));
    let schemes = schemes.and_then(Value::as_object).into_iter().flatten();
    schemes.map(|(name, _)| json!({ name: [] })).collect()
}

/// Operations on other servers send credentials only if they require them. An anonymous request is better than one with the
/// credentials of another API.
fn allow_anonymous(operation: &mut Map<String, Value>) {
    if let Some(Value::Array(requirements)) = operation.get_mut("security")
        && !requirements.is_empty()
        && !requirements.contains(&json!({}))
    {
        requirements.push(json!({}));
    }
}

/// Warns about credentials that are sent to the servers of several documents.
fn warn_of_shared_credentials(
    document: &Value,
    joined: &Value,
    origins: &Origins,
    diagnostics: &mut Diagnostics,
) {
    let Value::Object(properties) = document else { return };
    if !is_elsewhere(properties, joined) {
        return;
    }
    let at = Pointer::root().child("components").child("securitySchemes");
    let schemes = document.pointer(at.as_str()).and_then(Value::as_object).into_iter().flatten();
    for (name, _) in schemes {
        let location = at.child(name);
        if joined.pointer(location.as_str()).is_some() {
            diagnostics.warning_in(
                origins.resolve(&location),
                format!(
                    "the security scheme `{name}` is also declared in another document: its credential is sent to the servers of both"
                ),
                "if the two use different credentials, rename one with an overlay",
            );
        }
    }
}

/// Adds the parts of a document to the joined document.
struct Join<'a> {
    joined: &'a mut Value,
    /// The file of the document.
    file: &'a str,
    origins: Origins,
    sources: &'a [Source],
    diagnostics: &'a mut Diagnostics,
}

impl Join<'_> {
    /// Adds a named value, unless it exists already.
    fn add_component(&mut self, parent: &Pointer, name: String, value: Value) {
        let at = parent.child(&name);
        let Some(properties) = object_at(self.joined, parent) else { return };
        if !properties.contains_key(&name) {
            properties.insert(name, value);
            self.diagnostics.origins_mut().record_move_from(&mut self.origins, &at, &at);
        }
    }

    /// Adds the operations of a path. If another document has the same path, the item gets a different key.
    fn add_path(&mut self, path: String, mut item: Value) {
        let paths = Pointer::root().child("paths");
        let from = paths.child(&path);
        let mut key = path.clone();
        for (other, existing) in self.same_path(&path) {
            self.remove_duplicates(&mut item, &from, &existing, &paths.child(other));
            key = format!("{path}#{}", self.file);
        }
        if key != path
            && let Value::Object(item) = &mut item
        {
            if !item.keys().any(|name| is_method(name)) {
                return;
            }
            item.insert(ORIGINAL_PATH.to_owned(), path.into());
        }
        self.diagnostics.origins_mut().record_move_from(
            &mut self.origins,
            &from,
            &paths.child(&key),
        );
        if let Some(properties) = object_at(self.joined, &paths) {
            properties.insert(key, item);
        }
    }

    /// The existing path items with the same path, and their keys.
    fn same_path(&self, path: &str) -> Vec<(String, Value)> {
        let paths = self.joined.get("paths").and_then(Value::as_object).into_iter().flatten();
        let is_same = |key: &str, item: &Value| {
            key == path || item.get(ORIGINAL_PATH).is_some_and(|written| written == path)
        };
        let same = paths.filter(|(key, item)| is_same(key, item));
        same.map(|(key, item)| (key.clone(), item.clone())).collect()
    }

    /// Removes operations that are documented already, and reports those with a different description.
    fn remove_duplicates(
        &mut self,
        item: &mut Value,
        from: &Pointer,
        existing: &Value,
        existing_at: &Pointer,
    ) {
        if item.get("servers") != existing.get("servers") {
            return;
        }
        let (Value::Object(item), Value::Object(existing)) = (item, existing) else { return };
        // The parts of a path item that belong to each of its operations.
        let shared = ["parameters", "summary", "description"];
        let is_shared_same = shared.iter().all(|name| item.get(*name) == existing.get(*name));
        for (method, documented) in existing.iter().filter(|(name, _)| is_method(name)) {
            let Some(operation) = item.shift_remove(method) else { continue };
            if operation != *documented || !is_shared_same {
                let first = self.diagnostics.location(&existing_at.child(method));
                self.diagnostics.error_in(
                    self.origins.resolve(&from.child(method)),
                    format!(
                        "the operation is documented differently in `{}`, at {}",
                        name(self.sources, first.file),
                        first.pointer
                    ),
                    "remove one of the two, for example with an overlay",
                );
            }
        }
    }

    /// Adds the tags whose names are not in use.
    fn add_tags(&mut self, tags: Option<Value>) {
        let Some(Value::Array(tags)) = tags else { return };
        let Value::Object(joined) = &mut *self.joined else { return };
        let at = Pointer::root().child("tags");
        if let Value::Array(existing) = joined.entry("tags").or_insert_with(|| json!([])) {
            for (index, tag) in tags.into_iter().enumerate() {
                if existing.iter().all(|known| known.get("name") != tag.get("name")) {
                    let (from, to) = (at.child(index), at.child(existing.len()));
                    self.diagnostics.origins_mut().record_move_from(&mut self.origins, &from, &to);
                    existing.push(tag);
                }
            }
        }
    }
}
