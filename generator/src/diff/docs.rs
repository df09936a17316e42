//! In: documentation, before and after. Out: what it says now and did not, as far as that is short.

use super::change::{Found, Kind};
use crate::ir::Docs;

/// Longer paragraphs are not quoted.
const SHORT: usize = 120;

/// Notes that documentation of `item`, which callers know as `place`, changed.
pub(super) fn compare(found: &mut Found<'_>, item: &str, place: &str, old: &Docs, new: &Docs) {
    if old == new {
        return;
    }
    let [old, new] = [old, new].map(paragraphs);
    let gone: Vec<&String> = old.iter().filter(|one| !new.contains(one)).collect();
    let come: Vec<&String> = new.iter().filter(|one| !old.contains(one)).collect();
    let what = match (gone.as_slice(), come.as_slice()) {
        ([gone], [come]) if gone.len().max(come.len()) <= SHORT => {
            format!("{place} says “{come}”, no longer “{gone}”")
        }
        ([], [come]) if come.len() <= SHORT => format!("{place} now says “{come}”"),
        ([gone], []) if gone.len() <= SHORT => format!("{place} no longer says “{gone}”"),
        _ => format!("{place} is documented in other words"),
    };
    found.push(Kind::DocumentationChanged, item, what);
}

/// The paragraphs, each on a line.
fn paragraphs(docs: &Docs) -> Vec<String> {
    let paragraphs = docs.0.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| lines.join(" ")).collect()
}
