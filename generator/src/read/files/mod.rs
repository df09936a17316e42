//! A document that refers to other files, and those files -> one document that holds them all.
//!
//! A file stands under its name in [`FILES`], and references lead there. A schema of another file that is referred to
//! becomes a named schema of the document as well, so that its type has a name.

mod load;
mod path;

use super::rewrite::for_each_reference;
use super::visit::{ObjectKind, Visitor, visit_objects};
use super::{SpecVersion, parse};
use crate::diagnostic::{Diagnostics, Location};
use crate::source::{LoadError, Pointer, Source};
pub use load::load_references;
pub(super) use path::resolve;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The member of the document that holds other files by name.
pub(crate) const FILES: &str = "x-other-files";

/// Brings the files into a document that it and they refer to. One that is not to be had is reported; references to it
/// lead to where it would stand. Returns whether the document refers to other files.
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
    };
    visit_objects(document, &mut bundler);
    let Bundler { schemas, .. } = bundler;
    name_schemas(schemas, version, document, diagnostics);
    true
}

/// Finds the files that references lead to.
struct Bundler<'a> {
    sources: &'a [Source],
    diagnostics: &'a mut Diagnostics,
    /// The file of the document.
    main: usize,
    /// The other files that were met.
    bundled: HashSet<usize>,
    /// Those of them that are not yet in the document, by name.
    pending: Map<String, Value>,
    /// The schemas of other files that were met.
    schemas: Vec<Pointer>,
}

impl Visitor for Bundler<'_> {
    fn reference(&mut self, kind: ObjectKind, reference: &mut String, at: &Pointer) {
        match self.target(at, reference) {
            Ok(target) => *reference = target,
            Err((message, help)) => {
                self.diagnostics.error(at, message, help);
                *reference = files().child(&reference).to_reference();
            }
        }
        if kind == ObjectKind::Schema {
            let target = Pointer::of_reference(reference);
            self.schemas.extend(target.filter(|target| target.strip(&files()).is_some()));
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
    /// The same reference, from within the one document; or what is wrong with it, and the remedy.
    fn target(&mut self, at: &Pointer, reference: &str) -> Result<String, (String, String)> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if path.contains("://") || path.starts_with("//") {
            return Err((
                format!("`{reference}` is a URL; remote references are not loaded"),
                "download the file, and reference it by its path".to_owned(),
            ));
        }
        let from = split_file_pointer(at).map(|(file, _)| file);
        let from = from.unwrap_or_else(|| super::name(self.sources, self.main).to_owned());
        let name = match path {
            "" => from,
            path => resolve(&from, path),
        };
        if name == super::name(self.sources, self.main) {
            return Ok(format!("#{fragment}"));
        }
        self.add_file(&name)?;
        Ok(format!("{}{fragment}", files().child(name).to_reference()))
    }

    /// Brings a file, unless it is there.
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
            // What keeps it from being read is told right here.
            if let Some(value) = parse(file, source, self.diagnostics) {
                self.pending.insert(name.to_owned(), value);
                let location = Location { file, pointer: Pointer::root() };
                self.diagnostics.origins_mut().note(files().child(name), location);
            }
        }
        Ok(())
    }
}

/// Where the files stand in the document.
fn files() -> Pointer {
    Pointer::root().child(FILES)
}

/// Gives a name to each schema of another file that is referred to.
fn name_schemas(
    met: Vec<Pointer>,
    version: SpecVersion,
    document: &mut Value,
    diagnostics: &mut Diagnostics,
) {
    let holder = match version {
        SpecVersion::V2_0 => Pointer::from("/definitions"),
        SpecVersion::V3_0 | SpecVersion::V3_1 | SpecVersion::V3_2 => {
            Pointer::from("/components/schemas")
        }
    };
    let there: Vec<Pointer> =
        met.into_iter().filter(|target| document.pointer(target.as_str()).is_some()).collect();
    let Some(schemas) = object_at(document, &holder) else { return };
    let mut names: HashMap<Pointer, Pointer> = HashMap::new();
    let mut named: BTreeMap<String, Value> = BTreeMap::new();
    for target in there {
        if names.contains_key(&target) {
            continue;
        }
        let name =
            free_name(&target, |name| schemas.contains_key(name) || named.contains_key(name));
        let at = holder.child(&name);
        diagnostics.origins_mut().copied(&target, &at);
        named.insert(name, json!({ "$ref": target.to_reference() }));
        names.insert(target, at);
    }
    for_each_reference(document, &Pointer::root(), &mut |reference, _| {
        let named = Pointer::of_reference(reference).and_then(|target| names.get(&target).cloned());
        if let Some(named) = named {
            *reference = named.to_reference();
        }
    });
    if let Some(schemas) = object_at(document, &holder) {
        schemas.extend(named);
    }
}

/// What to call a schema: by its own name, or by that of its file; by both, where that is taken.
fn free_name(target: &Pointer, is_taken: impl Fn(&str) -> bool) -> String {
    let (file, place) = split_file_pointer(target).unwrap_or_default();
    let file = file.rsplit('/').next().unwrap_or_default();
    let file = file.split('.').next().unwrap_or_default();
    let mut name = place.tokens().last().unwrap_or_else(|| file.to_owned());
    if is_taken(&name) {
        name = format!("{file}_{name}");
    }
    while is_taken(&name) {
        name.push('_');
    }
    name
}

/// Whether a place is one of a file that is not to be had, which has been told.
pub(crate) fn is_in_missing_file(document: &Value, place: &Pointer) -> bool {
    split_file_pointer(place)
        .is_some_and(|(file, _)| document.get(FILES).is_none_or(|files| files.get(&file).is_none()))
}

/// The file that a place in the one document is of, and the place in that file, if it is another file.
pub(crate) fn split_file_pointer(place: &Pointer) -> Option<(String, Pointer)> {
    let inside = Pointer::from(place.strip(&files())?);
    let mut tokens = inside.tokens();
    let file = tokens.next()?;
    Some((file, tokens.fold(Pointer::root(), |place, token| place.child(token))))
}

/// The object at a place, which is made where there is none.
pub(super) fn object_at<'d>(
    document: &'d mut Value,
    place: &Pointer,
) -> Option<&'d mut Map<String, Value>> {
    place.tokens().try_fold(document.as_object_mut()?, |members, token| {
        members.entry(token).or_insert_with(|| json!({})).as_object_mut()
    })
}
