//! References to maps, lists and strings of other files -> copies of them. OpenAPI allows only references to objects.

use super::{Bundler, split_file_pointer};
use crate::diagnostic::{Diagnostics, Location};
use crate::expansion_budget::{ExpansionBudget, size_of};
use crate::read::parse;
use crate::read::repair::reference::{STRINGS, report};
use crate::read::rewrite::for_each_reference;
use crate::read::visit::ObjectKind;
use crate::source::Pointer;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The maximum length of a chain of references.
const MAX_HOPS: usize = 16;

/// The files that values were copied from, and the budget of copies.
#[derive(Default)]
pub(super) struct Inlined {
    files: HashMap<String, Value>,
    budget: Option<ExpansionBudget>,
}

impl Bundler<'_> {
    /// Replaces references to values of other files in the properties of an object.
    pub(super) fn inline(
        &mut self,
        kind: ObjectKind,
        properties: &mut Map<String, Value>,
        at: &Pointer,
    ) {
        for name in kind.collections().chain(STRINGS) {
            let Some(value) = properties.get_mut(name) else { continue };
            let at = at.child(name);
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { continue };
            let Ok(target) = self.target(&at, reference) else { continue };
            let Some((copy, from)) = self.copy_of(&target) else { continue };
            report(&at, self.diagnostics);
            self.diagnostics.origins_mut().record(at, from);
            *value = copy;
        }
    }

    /// A copy of a value of another file and its origin. The references in the copy are those of the bundled document.
    fn copy_of(&mut self, target: &str) -> Option<(Value, Location)> {
        let mut target = target.to_owned();
        for _ in 0..MAX_HOPS {
            let (name, pointer) = split_file_pointer(&Pointer::of_reference(&target)?)?;
            let file = self.sources.iter().position(|source| source.name() == name)?;
            let text = self.sources.get(file)?;
            let document = self.inlined.files.entry(name.clone()).or_insert_with(|| {
                // The bundled file reports problems.
                parse(file, text, &mut Diagnostics::default()).unwrap_or_default()
            });
            let size = size_of(document);
            let budget =
                self.inlined.budget.get_or_insert_with(|| ExpansionBudget::for_steps_in(size));
            let value = document.pointer(pointer.as_str())?;
            if !budget.spend(size_of(value)) {
                return None;
            }
            let mut copy = value.clone();
            if let Some(reference) = copy.get("$ref").and_then(Value::as_str) {
                target = self.target_from(&name, reference).ok()?;
                continue;
            }
            for_each_reference(&mut copy, &Pointer::root(), &mut |reference, _| {
                if let Ok(bundled) = self.target_from(&name, reference) {
                    *reference = bundled;
                }
            });
            return Some((copy, Location { file, pointer }));
        }
        None
    }
}
