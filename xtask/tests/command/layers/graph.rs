//! The files of a crate -> the graph of their imports.

use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// No path is longer: aliases of each other would make an endless one.
const LONGEST: usize = 16;

/// A file imports another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) from: String,
    pub(super) line: usize,
    pub(super) to: String,
}

/// The modules of a crate, by their paths in the crate.
struct Modules<'t> {
    files: BTreeMap<Vec<String>, (&'t str, Source)>,
}

/// The imports between the files of a crate, each once, by the first line that needs it. A file is named by its path below
/// `src/`.
///
/// A name that a module passes on by `pub use` counts as an import of the file that defines it. What a file takes from the
/// file of a module around it is no import: the inner module is a part of the outer one.
pub(super) fn imports(files: &BTreeMap<String, String>) -> Vec<Import> {
    let modules = Modules {
        files: files
            .iter()
            .map(|(path, text)| (module_path(path), (path.as_str(), Source::of(text))))
            .collect(),
    };
    let mut imports: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (module, (from, source)) in &modules.files {
        for path in &source.paths {
            let Some(target) = modules.resolve(module, &path.segments, &mut BTreeSet::new()) else {
                continue;
            };
            if module.starts_with(&target) {
                continue;
            }
            let to = modules.files[&target].0.to_owned();
            let line = imports.entry(((*from).to_owned(), to)).or_insert(path.line);
            *line = (*line).min(path.line);
        }
    }
    imports.into_iter().map(|((from, to), line)| Import { from, line, to }).collect()
}

/// The path of the module that a file holds.
fn module_path(file: &str) -> Vec<String> {
    let file = file.strip_suffix(".rs").unwrap_or(file);
    let mut path: Vec<String> = file.split('/').map(str::to_owned).collect();
    let is_root = path.len() == 1 && ["lib", "main"].contains(&path[0].as_str());
    if is_root || path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    path
}

impl Modules<'_> {
    /// The module whose file defines what a path names in a module. None, if that is in another crate.
    fn resolve(
        &self,
        within: &[String],
        path: &[String],
        met: &mut BTreeSet<(Vec<String>, Vec<String>)>,
    ) -> Option<Vec<String>> {
        if path.len() > LONGEST || !met.insert((within.to_vec(), path.to_vec())) {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.descend(&[], rest, met),
            "self" => self.descend(within, rest, met),
            "super" => {
                let (_, outer) = within.split_last()?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.resolve(outer, rest, met),
                    _ => self.descend(outer, rest, met),
                }
            }
            _ => self.member(within, first, rest, met),
        }
    }

    /// Follows a path from a module inwards.
    fn descend(
        &self,
        module: &[String],
        path: &[String],
        met: &mut BTreeSet<(Vec<String>, Vec<String>)>,
    ) -> Option<Vec<String>> {
        let Some((first, rest)) = path.split_first() else {
            return self.files.contains_key(module).then(|| module.to_vec());
        };
        let own = self.member(module, first, rest, met);
        own.or_else(|| {
            let (_, source) = self.files.get(module)?;
            source.items.contains(first).then(|| module.to_vec())
        })
    }

    /// The meaning of a name in a module that is an inner module or comes from elsewhere.
    fn member(
        &self,
        module: &[String],
        name: &str,
        rest: &[String],
        met: &mut BTreeSet<(Vec<String>, Vec<String>)>,
    ) -> Option<Vec<String>> {
        let inner = [module, &[name.to_owned()]].concat();
        if self.files.contains_key(&inner) {
            return self.descend(&inner, rest, met);
        }
        let (_, source) = self.files.get(module)?;
        if let Some(target) = source.bindings.get(name) {
            // `use quote::quote` is of another crate.
            if target.first().is_some_and(|first| first == name) {
                return None;
            }
            return self.resolve(module, &[target, rest].concat(), met);
        }
        let globs = source.globs.iter();
        globs.map(|glob| [glob.as_slice(), &[name.to_owned()], rest].concat()).find_map(|path| {
            let found = self.resolve(module, &path, met)?;
            (found != module).then_some(found)
        })
    }
}
