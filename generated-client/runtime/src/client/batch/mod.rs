//! Batches of actions: split into chunks, run, and reported. May use `http` and everything below it.

mod report;
mod run;

pub use report::{BatchReport, Chunk, ChunkState, Outcome};

use crate::request::Action;
use crate::session::Session;
use std::time::Duration;

/// Actions that are sent together, in chunks of the size that the API allows. A chunk is atomic.
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
    timeout: Duration,
}

impl ActionBatch {
    /// A batch without actions; the owner is the parameter in the path of batches.
    pub fn new(session: &Session, owner: String) -> Self {
        const PATIENCE: Duration = Duration::from_secs(15 * 60);
        Self {
            session: session.clone(),
            owner,
            actions: Vec::new(),
            synchronous: false,
            timeout: PATIENCE,
        }
    }

    /// Adds an action. Actions run in the order in which they were added.
    pub fn add(&mut self, action: Action) -> &mut Self {
        self.actions.push(action);
        self
    }

    /// Whether the API responds only after a chunk is done, so that chunks run one after the other. Such chunks are
    /// smaller.
    pub fn synchronous(&mut self, synchronous: bool) -> &mut Self {
        self.synchronous = synchronous;
        self
    }

    /// How long a chunk may run before it counts as unknown: 15 minutes by default.
    pub fn timeout(&mut self, timeout: Duration) -> &mut Self {
        self.timeout = timeout;
        self
    }

    /// The actions so far.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// Confirms the batch: only a confirmed batch can run.
    pub fn confirm(self) -> ConfirmedBatch {
        ConfirmedBatch(self)
    }
}

/// A batch that can run.
#[derive(Clone, Debug)]
#[must_use = "a batch does nothing until it is run"]
pub struct ConfirmedBatch(ActionBatch);
