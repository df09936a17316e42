//! Batches: in come actions, out comes a report of what has become of each.

mod report;
mod run;

pub use report::{BatchReport, Chunk, ChunkState, Outcome};

use crate::request::Action;
use crate::session::Session;
use std::time::Duration;

/// Actions that are sent together, in chunks as large as the API allows. All of a chunk are done, or none.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// use runtime::{Action, ActionBatch};
///
/// async fn run(mut batch: ActionBatch, actions: Vec<Action>) {
///     for action in actions {
///         batch.add(action);
///     }
///     let report = batch.confirm().run().await;
///     for (action, outcome) in report.outcomes() {
///         println!("{} {}: {outcome:?}", action.operation, action.resource);
///     }
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a batch does nothing until it is confirmed and run"]
pub struct ActionBatch {
    session: Session,
    owner: String,
    actions: Vec<Action>,
    synchronous: bool,
    patience: Duration,
}

impl ActionBatch {
    /// A batch without actions; the owner is what the path of batches names.
    pub fn new(session: &Session, owner: String) -> Self {
        const PATIENCE: Duration = Duration::from_secs(15 * 60);
        Self {
            session: session.clone(),
            owner,
            actions: Vec::new(),
            synchronous: false,
            patience: PATIENCE,
        }
    }

    /// Adds an action. They are done in the order in which they were added.
    pub fn add(&mut self, action: Action) -> &mut Self {
        self.actions.push(action);
        self
    }

    /// Whether the API answers when a chunk is done, so that one runs after the other. Chunks are smaller then.
    pub fn synchronous(&mut self, synchronous: bool) -> &mut Self {
        self.synchronous = synchronous;
        self
    }

    /// How long a chunk is asked for until it is done: 15 minutes if not set.
    pub fn patience(&mut self, patience: Duration) -> &mut Self {
        self.patience = patience;
        self
    }

    /// The actions so far.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// Says that the actions are to be done: only what was confirmed can be run.
    pub fn confirm(self) -> ConfirmedBatch {
        ConfirmedBatch(self)
    }
}

/// A batch whose actions are to be done.
#[derive(Clone, Debug)]
#[must_use = "a batch does nothing until it is run"]
pub struct ConfirmedBatch(ActionBatch);
