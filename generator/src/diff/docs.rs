//! Two versions of documentation -> the change, quoted if it is short.

use super::change::{Changes, Kind};
use crate::ir::Docs;

/// The maximum length of a quoted paragraph.
const SHORT: usize = 120;

/// Compares the documentation of `item`. The description of the change begins with `location`.
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
