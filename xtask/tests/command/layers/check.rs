//! Imports -> upward imports and cycles.

use super::graph::Import;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// So many files may import each other.
const LARGEST_CIRCLE: usize = 3;

/// The order of the parts of a folder, the lowest first: each part uses those before it. The folder's own file, `mod.rs` or
/// the root of the crate, uses them all.
#[derive(Clone, Copy)]
pub(super) struct Layers {
    /// The folder below `src/`; empty for `src/` itself.
    pub(super) folder: &'static str,
    /// Its files and folders, without `.rs`.
    pub(super) order: &'static [&'static str],
}

impl Layers {
    /// The part of the folder that a file belongs to.
    fn part<'f>(&self, file: &'f str) -> Option<&'f str> {
        let below = match self.folder {
            "" => file,
            folder => file.strip_prefix(folder)?.strip_prefix('/')?,
        };
        let part = below.split('/').next()?;
        let part = part.strip_suffix(".rs").unwrap_or(part);
        (!["mod", "lib", "main"].contains(&part)).then_some(part)
    }

    fn position(&self, part: &str) -> Option<usize> {
        self.order.iter().position(|layer| *layer == part)
    }

    /// The errors in the imports between the parts of the folder.
    pub(super) fn violations<'f>(
        &self,
        files: impl Iterator<Item = &'f str>,
        imports: &[Import],
    ) -> Vec<String> {
        if self.order.is_empty() {
            return Vec::new();
        }
        let parts: BTreeSet<&str> = files.filter_map(|file| self.part(file)).collect();
        let unlisted = parts.iter().filter(|part| self.position(part).is_none());
        let mut violations: Vec<String> = unlisted
            .map(|part| {
                let path = Path::new(self.folder).join(part);
                format!("`{}` has no place in the order of layers", path.display())
            })
            .collect();
        for Import { from, line, to } in imports {
            let (Some(user), Some(used)) = (self.part(from), self.part(to)) else { continue };
            if let (Some(own), Some(other)) = (self.position(user), self.position(used))
                && own < other
            {
                violations.push(format!(
                    "{from}:{line} -> {to}: `{user}` must not use `{used}`, a layer above it"
                ));
            }
        }
        violations
    }
}

/// The circles of more files than may import each other, with the imports that tie them.
pub(super) fn circles(imports: &[Import]) -> Vec<String> {
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for import in imports {
        uses.entry(&import.from).or_default().push(&import.to);
    }
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for start in uses.keys() {
        let mut met = BTreeSet::new();
        let mut waiting = vec![*start];
        while let Some(file) = waiting.pop() {
            let used = uses.get(file).into_iter().flatten();
            waiting.extend(used.filter(|used| met.insert(**used)));
        }
        reached.insert(start, met);
    }
    let leads = |from: &str, to: &str| reached.get(from).is_some_and(|met| met.contains(to));
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for file in reached.keys() {
        let circle = reached.keys().filter(|other| leads(file, other) && leads(other, file));
        circles.insert(circle.copied().collect());
    }
    let too_large = circles.into_iter().filter(|circle| circle.len() > LARGEST_CIRCLE);
    too_large
        .map(|circle| {
            let is_in = |file: &String| circle.contains(&file.as_str());
            let ties = imports.iter().filter(|import| is_in(&import.from) && is_in(&import.to));
            let ties: Vec<String> = ties
                .map(|Import { from, line, to }| format!("    {from}:{line} -> {to}"))
                .collect();
            format!(
                "a circle of {} files: {}\n{}",
                circle.len(),
                circle.join(", "),
                ties.join("\n")
            )
        })
        .collect()
}
