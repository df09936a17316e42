//! A document and the files that it refers to -> one document that contains them all.
//!
//! Each file is stored under its name in [`FILES`], and references point there. A referenced schema of another file also
//! becomes a named schema of the document, so that its type has a name.

mod inline;
mod load;
mod path;

use super::rewrite::for_each_reference;
use super::visit::{ObjectKind, Visitor, visit_objects};
use super::{SpecVersion, parse};
use crate::diagnostic::{Diagnostics, Location};
use crate::source::{LoadError, Pointer, Source};
use indexmap::IndexSet;
pub use load::load_references;
pub(super) use path::resolve;
use serde_json::{Map, Value, json};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The extension of the document that contains other files, by name.
pub(crate) const FILES: &str = "x-other-files";

/// Adds the referenced files to a document. Missing files are reported; references to them point to their intended location.
/// Returns whether the document refers to other files.
pub(super) fn bundle(
    file: usize,
    version: SpecVersion,
    document: &mut Value,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut leads_out = false;
    for_each_reference(document, &Pointer::root(), &mut |reference, _| {
        leads_out |= !reference.starts_with('#');
    });
    if !leads_out {
        return false;
    }
    let mut bundler = Bundler {
        sources,
        diagnostics,
        main: file,
        bundled: HashSet::new(),
        pending: Map::new(),
        schemas: Vec::new(),
        inlined: inline::Inlined::default(),
    };
    visit_objects(document, &mut bundler);
    let Bundler { schemas, .. } = bundler;
    name_schemas(schemas, version, document, diagnostics);
    true
}

/// Collects the files and schemas that references point to.
struct Bundler<'a> {
    sources: &'a [Source],
    diagnostics: &'a mut Diagnostics,
    /// The file of the document.
    main: usize,
    /// The other files that references point to.
    bundled: HashSet<usize>,
    /// The files that are not yet in the document, by name.
    pending: Map<String, Value>,
    /// The referenced schemas of other files.
    schemas: Vec<Pointer>,
    inlined: inline::Inlined,
}

impl Visitor for Bundler<'_> {
    fn reference(&mut self, kind: ObjectKind, reference: &mut String, at: &Pointer) {
        match self.target(at, reference) {
            Ok(target) => *reference = target,
            Err((message, help)) => {
                if is_mapping(at) {
                    let message = format!("{message}; the value is left out of the mapping");
                    self.diagnostics.violation(at, message, help);
                } else {
                    self.diagnostics.error(at, message, help);
                }
                *reference = files().child(&reference).to_reference();
            }
        }
        if kind == ObjectKind::Schema {
            let target = Pointer::of_reference(reference);
            self.schemas.extend(target.filter(|target| target.strip(&files()).is_some()));
        }
    }

    fn enter(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        if let Value::Object(properties) = value {
            self.inline(kind, properties, at);
        }
    }

    fn object(&mut self, _: ObjectKind, _: &mut Value, _: &Pointer) {}

    fn before_root(&mut self, document: &mut Value) {
        if let Some(files) = object_at(document, &files()) {
            files.append(&mut self.pending);
        }
    }
}

impl Bundler<'_> {
    /// Returns the equivalent reference within the bundled document, or the problem and its remedy.
    fn target(&mut self, at: &Pointer, reference: &str) -> Result<String, (String, String)> {
        let from = split_file_pointer(at).map(|(file, _)| file);
        let from = from.unwrap_or_else(|| super::name(self.sources, self.main).to_owned());
        self.target_from(&from, reference)
    }

    /// Returns the equivalent of a reference in the file `from`.
    fn target_from(&mut self, from: &str, reference: &str) -> Result<String, (String, String)> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.contains("://") || path.starts_with("//") {
            return Err((
                format!("`{reference}` is a URL; remote references are not loaded"),
                "download the file, and reference it by its path".to_owned(),
            ));
        }
        if !path.is_empty() && from.contains("://") {
            return Err((
                format!("`{path}` is a file beside a downloaded document; it is not downloaded"),
                "download the document and the files that it refers to, and pass the path of the document"
                    .to_owned(),
            ));
        }
        let name = match path {
            "" => from.to_owned(),
            path => resolve(from, path),
        };
        if name == super::name(self.sources, self.main) {
            return Ok(format!("#{fragment}"));
        }
        self.add_file(&name)?;
        Ok(format!("{}{fragment}", files().child(name).to_reference()))
    }

    /// Adds a file, unless it exists already.
    fn add_file(&mut self, name: &str) -> Result<(), (String, String)> {
        let found = self.sources.iter().enumerate().find(|(_, source)| source.name() == name);
        let Some((file, source)) = found else {
            let message = format!("the referenced file `{name}` was not provided");
            return Err((message, LoadError::CORRECT_PATH.to_owned()));
        };
        if let Some(error) = source.load_error() {
            return Err((error.message.clone(), error.help.clone()));
        }
        if self.bundled.insert(file) {
            // Problems of the file are reported with its own location.
            if let Some(value) = parse(file, source, self.diagnostics) {
                self.pending.insert(name.to_owned(), value);
                let location = Location { file, pointer: Pointer::root() };
                self.diagnostics.origins_mut().record(files().child(name), location);
            }
        }
        Ok(())
    }
}

/// Whether a reference is a value in the mapping of a discriminator.
fn is_mapping(at: &Pointer) -> bool {
    at.split().is_some_and(|(parent, _)| parent.as_str().ends_with("/discriminator/mapping"))
}

/// The pointer to the files in the document.
fn files() -> Pointer {
    Pointer::root().child(FILES)
}

/// Adds each referenced schema of another file to the named schemas. A named schema that is only a reference to it is its
/// name.
fn name_schemas(
    met: Vec<Pointer>,
    version: SpecVersion,
    document: &mut Value,
    diagnostics: &mut Diagnostics,
) {
    let parent = match version {
        SpecVersion::V2_0 => Pointer::from("/definitions"),
        SpecVersion::V3_0 | SpecVersion::V3_1 | SpecVersion::V3_2 => {
            Pointer::from("/components/schemas")
        }
    };
    let targets: IndexSet<Pointer> =
        met.into_iter().filter(|target| document.pointer(target.as_str()).is_some()).collect();
    let Some(schemas) = object_at(document, &parent) else { return };
    let mut names: HashMap<Pointer, Pointer> = HashMap::new();
    // A named schema that only refers to a schema of another file gives it its name.
    for (name, schema) in schemas.iter() {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let is_alias = schema.as_object().is_some_and(|schema| schema.len() == 1);
        if let Some(target) = reference.filter(|_| is_alias).and_then(Pointer::of_reference)
            && targets.contains(&target)
        {
            names.entry(target).or_insert_with(|| parent.child(name));
        }
    }
    let mut named: BTreeMap<String, Value> = BTreeMap::new();
    for (name, schema) in schemas.iter() {
        let Some(target) = only_reference(schema).filter(|target| targets.contains(target)) else {
            continue;
        };
        if let Entry::Vacant(entry) = names.entry(target) {
            named.insert(name.clone(), schema.clone());
            entry.insert(parent.child(name));
        }
    }
    for target in targets {
        if names.contains_key(&target) {
            continue;
        }
        let name =
            free_name(&target, |name| schemas.contains_key(name) || named.contains_key(name));
        let at = parent.child(&name);
        diagnostics.origins_mut().record_copy(&target, &at);
        named.insert(name, json!({ "$ref": target.to_reference() }));
        names.insert(target, at);
    }
    for_each_reference(document, &Pointer::root(), &mut |reference, at| {
        let named = Pointer::of_reference(reference).and_then(|target| names.get(&target).cloned());
        if let Some(named) =
            named.filter(|named| at.split().is_none_or(|(owner, _)| owner != *named))
        {
            *reference = named.to_reference();
        }
    });
    if let Some(schemas) = object_at(document, &parent) {
        schemas.extend(named);
    }
}

/// The schema that a schema refers to, if it is nothing else.
fn only_reference(schema: &Value) -> Option<Pointer> {
    let keywords = schema.as_object().filter(|keywords| keywords.len() == 1)?;
    Pointer::of_reference(keywords.get("$ref")?.as_str()?)
}

/// Returns a free name for a schema: its own name, the name of its file, or both combined.
fn free_name(target: &Pointer, is_taken: impl Fn(&str) -> bool) -> String {
    let (file, location) = split_file_pointer(target).unwrap_or_default();
    let file = file.rsplit('/').next().unwrap_or_default();
    let file = file.split('.').next().unwrap_or_default();
    let mut name = location.tokens().last().unwrap_or_else(|| file.to_owned());
    if is_taken(&name) {
        name = format!("{file}_{name}");
    }
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// Whether a pointer leads into a missing file, which is already reported.
pub(crate) fn is_in_missing_file(document: &Value, location: &Pointer) -> bool {
    split_file_pointer(location)
        .is_some_and(|(file, _)| document.get(FILES).is_none_or(|files| files.get(&file).is_none()))
}

/// Splits a pointer into another file: returns the name of the file and the pointer within it.
pub(crate) fn split_file_pointer(location: &Pointer) -> Option<(String, Pointer)> {
    let inside = Pointer::from(location.strip(&files())?);
    let mut tokens = inside.tokens();
    let file = tokens.next()?;
    Some((file, tokens.fold(Pointer::root(), |location, token| location.child(token))))
}

/// Returns the object at a pointer, and creates it if it does not exist.
pub(super) fn object_at<'d>(
    document: &'d mut Value,
    location: &Pointer,
) -> Option<&'d mut Map<String, Value>> {
    location.tokens().try_fold(document.as_object_mut()?, |properties, token| {
        properties.entry(token).or_insert_with(|| json!({})).as_object_mut()
    })
}
