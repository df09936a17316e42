//! Documentation, before and after -> what it says now and did not, as far as that is short.

use super::change::{Changes, Kind};
use crate::ir::Docs;

/// Longer paragraphs are not quoted.
const SHORT: usize = 120;

/// Notes that documentation of `item`, which callers know as `place`, changed.
pub(super) fn compare(
    changes: &mut Changes<'_>,
    item: &str,
    location: &str,
    old: &Docs,
    new: &Docs,
) {
    if old == new {
        return;
    }
    let [old, new] = [old, new].map(paragraphs);
    let removed: Vec<&String> = old.iter().filter(|one| !new.contains(one)).collect();
    let added: Vec<&String> = new.iter().filter(|one| !old.contains(one)).collect();
    let what = match (removed.as_slice(), added.as_slice()) {
        ([removed], [added]) if removed.len().max(added.len()) <= SHORT => {
            format!("{location}: “{removed}” changed to “{added}”")
        }
        ([], [added]) if added.len() <= SHORT => {
            format!("{location}: “{added}” was added to the documentation")
        }
        ([removed], []) if removed.len() <= SHORT => {
            format!("{location}: “{removed}” was removed from the documentation")
        }
        _ => format!("{location}: the documentation changed"),
    };
    changes.push(Kind::DocumentationChanged, item, what);
}

/// The paragraphs, each on a line.
fn paragraphs(docs: &Docs) -> Vec<String> {
    let paragraphs = docs.0.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| lines.join(" ")).collect()
}
