//! Several whole documents, each in the form of OpenAPI 3.0 -> one document of all that they hold.
//!
//! The first, by the names of their files, says what the API is called and where it is served. What another says of all
//! its operations is then said of each of them, where it is something else.

mod rename;

use super::document::{for_each_operation, is_method};
use super::files::object_at;
use super::{EXTENSION_3_1, FILES, name};
use crate::diagnostic::{Diagnostics, Origins};
use crate::source::{Pointer, Source};
use serde_json::{Map, Value, json};

/// The member of a path item that keeps its path, where its key among the paths is another.
pub(crate) const ORIGINAL_PATH: &str = "x-path-as-written";

/// The places where values of a document have names.
fn component_maps(document: &Value) -> Vec<Pointer> {
    let components = document.get("components").and_then(Value::as_object).into_iter().flatten();
    let at = Pointer::root().child("components");
    let named = components.map(|(holder, _)| at.child(holder));
    let more =
        [Pointer::root().child(FILES), Pointer::root().child(EXTENSION_3_1).child("webhooks")];
    named.chain(more).collect()
}

/// Joins a document, the places of which are in `origins`, to one that the others were joined to.
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
    for holder in component_maps(&document) {
        for (name, value) in taken(&mut document, &holder) {
            join.add_component(&holder, name, value);
        }
    }
    for (path, item) in taken(&mut document, &Pointer::root().child("paths")) {
        join.add_path(path, item);
    }
    join.add_tags(document.get_mut("tags").map(Value::take));
    renamed.iter().for_each(|renamed| renamed.warn(diagnostics));
}

/// Writes path items out that are references: operations can be told apart by their paths and methods only.
fn inline_path_items(document: &mut Value, origins: &mut Origins) {
    const MAX_HOPS: usize = 8;
    let paths = Pointer::root().child("paths");
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let places: Vec<Pointer> = items.map(|(path, _)| paths.child(path)).collect();
    for at in places {
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
            origins.forget(&at);
            origins.copied(&target, &at);
        }
    }
}

/// The members of an object of a document, taken out of it.
fn taken(document: &mut Value, place: &Pointer) -> Map<String, Value> {
    let members = document.pointer_mut(place.as_str()).and_then(Value::as_object_mut);
    members.map(std::mem::take).unwrap_or_default()
}

/// Says of each operation what a document says of all, where another document says something else.
fn inline_defaults(document: &mut Value, joined: &Value, origins: &mut Origins) {
    let Value::Object(members) = document else { return };
    let root = Pointer::root();
    let differs = |members: &Map<String, Value>, name| members.get(name) != joined.get(name);
    let is_elsewhere = is_elsewhere(members, joined);
    if is_elsewhere || differs(members, "security") {
        let security = match members.get("security") {
            Some(security) => security.clone(),
            None if is_elsewhere => any_scheme(members),
            None => json!([]),
        };
        for_each_operation(members, |path, method, operation| {
            let at = root.child("paths").child(path).child(method).child("security");
            if !operation.contains_key("security") {
                operation.insert("security".to_owned(), security.clone());
                origins.copied(&root.child("security"), &at);
            }
        });
    }
    if is_elsewhere {
        for_each_operation(members, |_, _, operation| allow_anonymous(operation));
        let servers = members.get("servers").cloned().unwrap_or_default();
        let paths = members.get_mut("paths").and_then(Value::as_object_mut);
        for (path, item) in paths.into_iter().flatten() {
            if let Value::Object(item) = item
                && !item.contains_key("servers")
            {
                item.insert("servers".to_owned(), servers.clone());
                let at = root.child("paths").child(path).child("servers");
                origins.copied(&root.child("servers"), &at);
            }
        }
    }
}

/// Whether a document says that its API is served elsewhere.
fn is_elsewhere(document: &Map<String, Value>, joined: &Value) -> bool {
    document.get("servers").is_some_and(|servers| Some(servers) != joined.get("servers"))
}

/// What operations may ask for that do not say it: any key of their own document.
fn any_scheme(document: &Map<String, Value>) -> Value {
    let schemes =
        document.get("components").and_then(|components| components.get("securitySchemes"));
    let schemes = schemes.and_then(Value::as_object).into_iter().flatten();
    schemes.map(|(name, _)| json!({ name: [] })).collect()
}

/// An operation of other servers is sent no key but those that it asks for: none is better than one of another API.
fn allow_anonymous(operation: &mut Map<String, Value>) {
    if let Some(Value::Array(requirements)) = operation.get_mut("security")
        && !requirements.is_empty()
        && !requirements.contains(&json!({}))
    {
        requirements.push(json!({}));
    }
}

/// Tells of keys that are sent to the servers of several documents.
fn warn_of_shared_credentials(
    document: &Value,
    joined: &Value,
    origins: &Origins,
    diagnostics: &mut Diagnostics,
) {
    let Value::Object(members) = document else { return };
    if !is_elsewhere(members, joined) {
        return;
    }
    let at = Pointer::root().child("components").child("securitySchemes");
    let schemes = document.pointer(at.as_str()).and_then(Value::as_object).into_iter().flatten();
    for (name, _) in schemes {
        let place = at.child(name);
        if joined.pointer(place.as_str()).is_some() {
            diagnostics.warning_in(
                origins.resolve(&place),
                format!(
                    "the security scheme `{name}` is also declared in another document: its credential is sent to the servers of both"
                ),
                "if the two use different credentials, rename one with an overlay",
            );
        }
    }
}

/// Puts the parts of a document into the one that the others were joined to.
struct Join<'a> {
    joined: &'a mut Value,
    /// The document's file.
    file: &'a str,
    origins: Origins,
    sources: &'a [Source],
    diagnostics: &'a mut Diagnostics,
}

impl Join<'_> {
    /// Puts in a value that has a name, unless it is there.
    fn add_component(&mut self, holder: &Pointer, name: String, value: Value) {
        let at = holder.child(&name);
        let Some(members) = object_at(self.joined, holder) else { return };
        if !members.contains_key(&name) {
            members.insert(name, value);
            self.diagnostics.origins_mut().bring(&mut self.origins, &at, &at);
        }
    }

    /// Puts in the operations of a path: beside those of another document, under a key of their own.
    fn add_path(&mut self, path: String, mut item: Value) {
        let paths = Pointer::root().child("paths");
        let from = paths.child(&path);
        let mut key = path.clone();
        for (other, there) in self.same_path(&path) {
            self.remove_duplicates(&mut item, &from, &there, &paths.child(other));
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
        self.diagnostics.origins_mut().bring(&mut self.origins, &from, &paths.child(&key));
        if let Some(members) = object_at(self.joined, &paths) {
            members.insert(key, item);
        }
    }

    /// The path items that are there of the same path, with their keys.
    fn same_path(&self, path: &str) -> Vec<(String, Value)> {
        let paths = self.joined.get("paths").and_then(Value::as_object).into_iter().flatten();
        let is_same = |key: &str, item: &Value| {
            key == path || item.get(ORIGINAL_PATH).is_some_and(|written| written == path)
        };
        let same = paths.filter(|(key, item)| is_same(key, item));
        same.map(|(key, item)| (key.clone(), item.clone())).collect()
    }

    /// Leaves the operations out that are documented already, and reports those that are not documented alike.
    fn remove_duplicates(
        &mut self,
        item: &mut Value,
        from: &Pointer,
        there: &Value,
        there_at: &Pointer,
    ) {
        if item.get("servers") != there.get("servers") {
            return;
        }
        let (Value::Object(item), Value::Object(there)) = (item, there) else { return };
        for (method, documented) in there.iter().filter(|(name, _)| is_method(name)) {
            let Some(operation) = item.shift_remove(method) else { continue };
            if operation != *documented {
                let first = self.diagnostics.location(&there_at.child(method));
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

    /// Puts in the tags that are not there by name.
    fn add_tags(&mut self, tags: Option<Value>) {
        let Some(Value::Array(tags)) = tags else { return };
        let Value::Object(joined) = &mut *self.joined else { return };
        let at = Pointer::root().child("tags");
        if let Value::Array(there) = joined.entry("tags").or_insert_with(|| json!([])) {
            for (index, tag) in tags.into_iter().enumerate() {
                if there.iter().all(|known| known.get("name") != tag.get("name")) {
                    let (from, to) = (at.child(index), at.child(there.len()));
                    self.diagnostics.origins_mut().bring(&mut self.origins, &from, &to);
                    there.push(tag);
                }
            }
        }
    }
}
