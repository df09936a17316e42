//! Words -> the operations that they describe, the best first.

use super::data::{Operation, Operations};
use std::cmp::Reverse;

/// Words that describe no operation.
const STOP_WORDS: [&str; 12] =
    ["a", "an", "and", "by", "for", "from", "in", "my", "of", "on", "the", "to"];

impl Operations {
    /// The operations that contain most of the words, the best first. All operations, if there are no words.
    pub fn search(&self, words: &[String]) -> Vec<&Operation> {
        let words = words.iter().flat_map(|text| split(text));
        let words: Vec<String> =
            words.filter(|word| !STOP_WORDS.contains(&word.as_str())).collect();
        if words.is_empty() {
            return self.operations.iter().collect();
        }
        let scored = self.operations.iter().map(|operation| (score(operation, &words), operation));
        let mut found: Vec<_> = scored.filter(|((matched, _), _)| *matched > 0).collect();
        let most = found.iter().map(|((matched, _), _)| *matched).max().unwrap_or_default();
        found.retain(|((matched, _), _)| *matched == most);
        found.sort_by_key(|(score, _)| Reverse(*score));
        found.into_iter().map(|(_, operation)| operation).collect()
    }
}

/// The number of words that an operation contains, and how well.
fn score(operation: &Operation, words: &[String]) -> (usize, usize) {
    let names: Vec<&str> = operation.parameters.iter().map(|one| one.name.as_str()).collect();
    let fields = [
        (operation.name.clone(), 8),
        (operation.scope.clone(), 7),
        (operation.id.clone(), 6),
        (operation.method.clone(), 4),
        (operation.path.clone(), 4),
        (operation.summary.clone(), 3),
        (names.join(" "), 2),
        (operation.description.clone(), 1),
    ];
    let fields = fields.map(|(text, weight)| (split(&text), text.to_lowercase(), weight));
    let mut matched = 0;
    let mut total: usize = 0;
    for word in words {
        let best = fields.iter().filter_map(|(whole, text, weight)| match whole.contains(word) {
            true => Some(2 * weight),
            false => text.contains(word.as_str()).then_some(*weight),
        });
        if let Some(best) = best.max() {
            matched += 1;
            total += best;
        }
    }
    // A name that says more is about something else.
    let named = fields.iter().take(2).flat_map(|(whole, ..)| whole);
    let others = named.filter(|part| !words.contains(part)).count();
    (matched, total.saturating_sub(3 * others))
}

/// The words of a text, in lower case and without the `s` of a plural.
fn split(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let singular = |word: String| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    };
    words.map(|word| singular(word.to_lowercase())).collect()
}
