//! The report of a batch: the outcome of each chunk and action.

use crate::error::Error;
use crate::request::Action;
use crate::unsent::Unsent;
use serde_json::Value;
use std::ops::Range;

/// The outcome of a batch.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{BatchReport, Outcome};
/// /// The actions that failed, each with its errors.
/// fn failures(report: &BatchReport) -> Vec<String> {
///     let outcomes = report.outcomes().filter_map(|(action, outcome)| match outcome {
///         Outcome::Failed(errors) => Some(format!("{}: {}", action.resource, errors.join(", "))),
///         _ => None,
///     });
///     outcomes.collect()
/// }
/// ```
#[derive(Debug)]
pub struct BatchReport {
    pub(super) actions: Vec<Action>,
    pub(super) chunks: Vec<Chunk>,
}

/// Actions that were sent together. They are all done, or none is.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{BatchReport, ChunkState};
/// /// The ids of the chunks whose outcome is unknown, to look at them later.
/// fn unknown(report: &BatchReport) -> Vec<&str> {
///     let chunks = report.chunks().iter().filter(|chunk| chunk.state() == ChunkState::Unknown);
///     chunks.filter_map(|chunk| chunk.id()).collect()
/// }
/// ```
#[derive(Debug)]
pub struct Chunk {
    pub(super) range: Range<usize>,
    pub(super) id: Option<String>,
    pub(super) state: ChunkState,
    pub(super) errors: Vec<String>,
    pub(super) request_error: Option<Error>,
    pub(super) unsent: Option<Unsent>,
    pub(super) response: Option<Value>,
}

/// The state of a chunk. [`Chunk`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChunkState {
    /// All of its actions are done.
    Done,
    /// None of its actions is done.
    Failed,
    /// It was sent, and its outcome is unknown: [`Chunk::request_error`] says why.
    Unknown,
    /// It was not sent, because an earlier chunk failed or this is a dry run.
    NotSent,
    /// It was sent without confirmation, and waits for it: [`ActionBatch::confirm_drafts`](crate::ActionBatch::confirm_drafts).
    Draft,
}

/// The outcome of an action. [`BatchReport`] has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome<'a> {
    /// It is done.
    Done,
    /// It failed, with these errors.
    Failed(Vec<&'a str>),
    /// It was not applied, because its chunk failed with errors of other actions: [`Chunk::errors`].
    Undone,
    /// It was sent, and may have been applied.
    Unknown,
    /// It was not sent.
    NotSent,
    /// It was sent, and waits for its confirmation.
    Draft,
}

impl BatchReport {
    /// Whether all actions are done.
    pub fn is_done(&self) -> bool {
        self.chunks.iter().all(|chunk| chunk.state == ChunkState::Done)
    }

    /// The actions in their order, each with its outcome.
    pub fn outcomes(&self) -> impl Iterator<Item = (&Action, Outcome<'_>)> {
        self.chunks.iter().flat_map(|chunk| {
            let actions = self.actions_of(chunk);
            actions.iter().map(move |action| (action, chunk.outcome(action, actions)))
        })
    }

    /// The chunks in which the actions were sent, or would have been.
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// The actions of a chunk.
    pub fn actions_of(&self, chunk: &Chunk) -> &[Action] {
        self.actions.get(chunk.range.clone()).unwrap_or_default()
    }
}

impl Chunk {
    /// The id that the API gave it.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Its state.
    pub fn state(&self) -> ChunkState {
        self.state
    }

    /// The API's error messages.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// The error of the request that submitted or polled it.
    pub fn request_error(&self) -> Option<&Error> {
        self.request_error.as_ref()
    }

    /// The request that a dry run did not send.
    pub fn unsent(&self) -> Option<&Unsent> {
        self.unsent.as_ref()
    }

    /// The last response about it, without its actions and without secrets: the resources that it created, for example.
    pub fn response(&self) -> Option<&Value> {
        self.response.as_ref()
    }

    fn outcome(&self, action: &Action, all: &[Action]) -> Outcome<'_> {
        match self.state {
            ChunkState::Done => Outcome::Done,
            ChunkState::Unknown => Outcome::Unknown,
            ChunkState::NotSent => Outcome::NotSent,
            ChunkState::Draft => Outcome::Draft,
            ChunkState::Failed => {
                let errors = self.errors.iter().filter(|error| is_named(action, error, all));
                let errors: Vec<&str> = errors.map(String::as_str).collect();
                if errors.is_empty() { Outcome::Undone } else { Outcome::Failed(errors) }
            }
        }
    }
}

/// Whether an error names an action: the only one, by its resource, or by an id that is unique to its resource.
fn is_named(action: &Action, error: &str, all: &[Action]) -> bool {
    let others = || all.iter().filter(|other| !std::ptr::eq(*other, action));
    let is_own = |part: &str| !others().any(|other| has_part(&other.resource, part));
    let is_id = |part: &str| part.len() > 3 && part.contains(|c: char| c.is_ascii_digit());
    let by_resource = |action: &Action| has_words(error, &action.resource);
    if all.iter().any(by_resource) {
        return by_resource(action)
            && !others()
                .any(|other| by_resource(other) && other.resource.len() >= action.resource.len());
    }
    all.len() == 1
        || parts(&action.resource).any(|part| is_id(part) && is_own(part) && has_words(error, part))
}

fn parts(resource: &str) -> impl Iterator<Item = &str> {
    resource.split('/')
}

fn has_part(resource: &str, wanted: &str) -> bool {
    parts(resource).any(|part| part == wanted)
}

/// Whether a string contains another as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    text.match_indices(words).any(|(start, _)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + words.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(resource: &str) -> Action {
        Action { resource: resource.to_owned(), operation: "update".to_owned(), body: None }
    }

    /// The numbers of the actions that an error names.
    fn named(resources: &[&str], error: &str) -> Vec<usize> {
        let all: Vec<Action> = resources.iter().map(|resource| action(resource)).collect();
        let named = all.iter().enumerate().filter(|(_, action)| is_named(action, error, &all));
        named.map(|(index, _)| index).collect()
    }

    #[test]
    fn errors_name_actions() {
        let ports = [
            "/devices/Q2AA-1111/ports/1",
            "/devices/Q2AA-1111/ports/11",
            "/devices/Q2BB-2222/ports/1",
        ];
        for (error, expected) in [
            ("/devices/Q2AA-1111/ports/1: no such VLAN", vec![0]),
            ("at /devices/Q2AA-1111/ports/11", vec![1]),
            ("Device Q2BB-2222 is offline", vec![2]),
            // It is of two of them.
            ("Device Q2AA-1111 is offline", vec![]),
            ("Device Q2BB-22223 is offline", vec![]),
            ("VLAN 11 does not exist", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(named(&ports, error), expected, "{error}");
        }
        assert_eq!(named(&["/beds"], "anything"), [0], "there is no other");
        assert_eq!(named(&["/beds", "/beds"], "/beds: name is taken"), Vec::<usize>::new());
        assert_eq!(named(&["/beds/7", "/beds/7/rows"], "/beds/7/rows is bad"), [1]);
    }
}
