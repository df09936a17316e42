//! Batches: in come actions, out comes a report of what has become of each.

mod report;
mod run;

pub use report::{BatchReport, Chunk, ChunkState, Outcome};

use crate::call::Action;
use crate::session::Session;
use std::time::Duration;

/// How an API makes batches of actions. A generated crate says it in its [`Api`](crate::Api).
#[derive(Clone, Copy, Debug)]
pub struct Batches {
    /// The template of the path where they are made, with one parameter; below it they are found by id.
    pub path: &'static str,
    /// The most actions of a batch that is answered when it is done.
    pub most_synchronous: usize,
    /// The most actions of a batch that is asked for until it is done.
    pub most_asynchronous: usize,
    /// The most batches that run at a time.
    pub most_running: usize,
    /// The member of a batch that says that it is to be done, and not only looked at.
    pub confirmed: &'static str,
    /// The member of a batch that says whether it is answered when it is done.
    pub synchronous: &'static str,
    /// The member of a batch that holds its actions.
    pub actions: &'static str,
    /// The JSON pointer to the id of a batch.
    pub id: &'static str,
    /// The JSON pointer to whether a batch is done.
    pub completed: &'static str,
    /// The JSON pointer to whether a batch has failed.
    pub failed: &'static str,
    /// The JSON pointer to the list of why it has.
    pub errors: &'static str,
}

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

impl ConfirmedBatch {
    /// Sends the actions, and waits until all of them are done.
    ///
    /// No more chunks run at a time than the API allows. After one that fails no other is sent. What happened is in the
    /// report, errors included.
    pub async fn run(self) -> BatchReport {
        run::run(self.0).await
    }

    /// The same batch, for callers that do not await it.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> crate::Blocking<Self> {
        crate::Blocking::new(self)
    }
}
