//! How an API runs batches of actions.

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
