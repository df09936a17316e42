//! Documents during editing: truncated, with missing, repeated or moved lines, and with misplaced keywords. No stage panics.

use crate::fixtures;
use clientwright::profile::Profile;
use clientwright::source::Source;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Keywords of the parsers and of OpenAPI.
const WORDS: &[&str] = &[
    "",
    " ",
    "\n",
    "\t",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "- ",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!!x ",
    "<<: *a",
    "null",
    "true",
    "1",
    "-1.5e300",
    "'2.0'",
    "3.1.0",
    "type: ",
    "$ref: ",
    "'#'",
    "'#/definitions/Bed'",
    "'#/components/schemas/Bed'",
    "'paths/beds.yaml#/get'",
    "'#/$defs/Plant'",
    "'../a'",
    "$defs: ",
    "const: ",
    "enum: ",
    "allOf: ",
    "oneOf: ",
    "prefixItems: ",
    "patternProperties: ",
    "if: ",
    "then: ",
    "in: body, ",
    "in: formData, ",
    "schema: ",
    "get: ",
    "parameters: ",
    "responses: ",
    "x-nullable: true, ",
    "discriminator: ",
    "definitions: ",
    "webhooks: ",
    "components: ",
    "additionalProperties: ",
    "nullable: true, ",
];

/// A change of a text.
#[derive(Clone, Debug)]
enum Change {
    CutOff(Index),
    Insert(Index, &'static str),
    LoseLine(Index),
    RepeatLine(Index, Index),
    /// Parts of a line change places at a space.
    Turn(Index),
}

fn any_change() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        1 => index().prop_map(Change::CutOff),
        6 => (index(), select(WORDS)).prop_map(|(at, word)| Change::Insert(at, word)),
        3 => index().prop_map(Change::LoseLine),
        3 => (index(), index()).prop_map(|(from, to)| Change::RepeatLine(from, to)),
        2 => index().prop_map(Change::Turn),
    ]
}

impl Change {
    fn of(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        // Keywords are inserted at the ends of words.
        let ends: Vec<usize> =
            text.match_indices([' ', '\n', '"', '{']).map(|(at, _)| at + 1).collect();
        if lines.is_empty() || ends.is_empty() {
            return text.to_owned();
        }
        match self {
            Self::CutOff(at) => return text.split_at(*at.get(&ends)).0.to_owned(),
            Self::Insert(at, word) => {
                let (before, after) = text.split_at(*at.get(&ends));
                return format!("{before}{word}{after}");
            }
            Self::LoseLine(at) => {
                lines.remove(at.index(lines.len()));
            }
            Self::RepeatLine(from, to) => lines.insert(to.index(lines.len()), *from.get(&lines)),
            Self::Turn(at) => {
                let at = at.index(lines.len());
                let turned = lines.remove(at);
                let (before, after) = turned.split_once(": ").unwrap_or((turned, ""));
                let turned = format!("{after}: {before}");
                lines.insert(at, &turned);
                return lines.join("\n");
            }
        }
        lines.join("\n")
    }
}

/// A fixture with one of its files changed.
fn any_mutation() -> impl Strategy<Value = Vec<Source>> {
    let fixtures = fixtures::all("accepted").into_iter().chain(fixtures::all("lowered"));
    let fixtures: Vec<Vec<Source>> = fixtures.map(|fixture| fixture.sources).collect();
    let changes = proptest::collection::vec(any_change(), 1..6);
    (select(fixtures), any::<Index>(), changes).prop_map(|(mut sources, file, changes)| {
        sources.retain(|source| !source.is_profile());
        let file = file.index(sources.len());
        let changed = sources.remove(file);
        let text = changes.iter().fold(changed.text().to_owned(), |text, change| change.of(&text));
        let changed = match changed.is_referenced() {
            true => Source::referenced(changed.name(), Ok(text)),
            false => Source::new(changed.name(), text),
        };
        sources.insert(file, changed);
        sources
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_stage_panics(sources in any_mutation()) {
        let found = match clientwright::generate(&sources, &Profile::default()) {
            Ok(generated) => generated.warnings,
            Err(found) => {
                prop_assert!(!found.is_empty());
                found
            }
        };
        for found in found.iter().take(20) {
            prop_assert!(found.to_text(&sources).contains("help: "));
        }
    }
}
