//! How an API runs batches of actions.

/// How an API runs batches of actions. A generated crate sets it in its [`Api`](crate::Api).
#[derive(Clone, Copy, Debug)]
pub struct Batches {
    /// The path template of batches, with one parameter; a batch is found below it by its id. `GET` reads it, and `PUT`
    /// confirms it.
    pub path: &'static str,
    /// The maximum number of actions of a synchronous batch.
    pub max_synchronous: usize,
    /// The maximum number of actions of an asynchronous batch.
    pub max_asynchronous: usize,
    /// The maximum number of batches that run at a time.
    pub max_running: usize,
    /// The property that confirms a batch, so that it is applied, not only validated.
    pub confirmed: &'static str,
    /// The property that makes a batch synchronous.
    pub synchronous: &'static str,
    /// The property with the actions.
    pub actions: &'static str,
    /// The property with the callback, if a batch may have one.
    pub callback: Option<&'static str>,
    /// The JSON pointer to the id of a batch.
    pub id: &'static str,
    /// The JSON pointer to whether a batch is done.
    pub completed: &'static str,
    /// The JSON pointer to whether a batch has failed.
    pub failed: &'static str,
    /// The JSON pointer to its errors.
    pub errors: &'static str,
}
