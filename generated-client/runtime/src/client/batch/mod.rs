//! Batches of actions: split into chunks, run, resumed, and reported. May use `http` and everything below it.

mod report;
mod resume;
mod run;

pub use report::{BatchReport, Chunk, ChunkState, Outcome};

use crate::request::Action;
use crate::session::Session;
use serde_json::Value;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Actions that are sent together, in chunks of the size that the API allows. A chunk is atomic.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Action, ActionBatch};
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
    callback: Option<Value>,
    on_submitted: Option<OnSubmitted>,
}

/// The function that is called with the id of each chunk.
#[derive(Clone)]
struct OnSubmitted(Arc<dyn Fn(&str) + Send + Sync>);

impl fmt::Debug for OnSubmitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnSubmitted")
    }
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
            callback: None,
            on_submitted: None,
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

    /// What the API calls once a chunk has ended, in its own form. For the Meraki dashboard, an object with the `url` and the
    /// `sharedSecret` of a webhook receiver.
    pub fn callback(&mut self, callback: impl Into<Value>) -> &mut Self {
        self.callback = Some(callback.into());
        self
    }

    /// Calls a function with the id of each chunk as soon as the API has accepted it. A program that stores the ids can
    /// [`resume`](Self::resume) after it has been stopped.
    pub fn on_submitted(&mut self, submitted: impl Fn(&str) + Send + Sync + 'static) -> &mut Self {
        self.on_submitted = Some(OnSubmitted(Arc::new(submitted)));
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

/// A batch that can run. [`ActionBatch`] has an example.
#[derive(Clone, Debug)]
#[must_use = "a batch does nothing until it is run"]
pub struct ConfirmedBatch(ActionBatch);
