//! Words -> the operations that they describe, the best first.

use super::data::{Operation, Operations};
use std::cmp::Reverse;

impl Operations {
    /// The operations that contain most of the words, the best first. All operations, if there are no words.
    pub fn search(&self, words: &[String]) -> Vec<&Operation> {
        let words: Vec<String> = words.iter().flat_map(|text| split(text)).collect();
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
    let text = |text: &str| text.to_lowercase();
    let names: Vec<String> = operation.parameters.iter().map(|one| text(&one.name)).collect();
    let fields = [
        (text(&operation.name), 8),
        (text(&operation.id), 6),
        (text(&operation.scope), 5),
        (text(&operation.method), 4),
        (text(&operation.path), 4),
        (text(&operation.summary), 3),
        (names.join(" "), 2),
        (text(&operation.description), 1),
    ];
    let mut matched = 0;
    let mut total: usize = 0;
    for word in words {
        let best = fields.iter().filter_map(|(text, weight)| {
            let is_whole = text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
            text.contains(word.as_str()).then_some(if is_whole { 2 * weight } else { *weight })
        });
        if let Some(best) = best.max() {
            matched += 1;
            total += best;
        }
    }
    // Of two operations with the same words, the one with the shorter name.
    (matched, (total * 1_000).saturating_sub(operation.name.len()))
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
