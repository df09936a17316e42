//! `[batch]`: how requests are sent as the actions of a batch.

use indexmap::IndexMap;
use serde::Deserialize;

/// How requests are sent as the actions of a batch.
///
/// ```toml
/// [batch]
/// extension = "x-batchable-actions"
/// methods = { create = "POST", update = "PUT", destroy = "DELETE" }
/// path = "/gardens/{gardenId}/actionBatches"
/// synchronous = 20
/// asynchronous = 100
/// running = 5
/// request = { confirmed = "confirmed", synchronous = "synchronous", actions = "actions", callback = "callback" }
/// response = { id = "/id", completed = "/status/completed", failed = "/status/failed", errors = "/status/errors" }
///
/// [batch.actions]
/// waterPlant = { resource = "/plants/{plantId}", operation = "water" }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Batch {
    /// The extension of the document that lists the actions, each with its `resource`, `operation` and `summary`.
    pub extension: String,
    /// The HTTP methods of the operations of actions.
    #[serde(default)]
    pub methods: IndexMap<String, String>,
    /// Actions that the extension does not list, or that match no operation, by `operationId`.
    #[serde(default)]
    pub actions: IndexMap<String, Action>,
    /// The path to create batches, with one parameter. The path of a batch appends its ID: `GET` reads it, and `PUT` confirms it.
    pub path: String,
    /// The maximum number of actions in a synchronous batch.
    pub synchronous: usize,
    /// The maximum number of actions in an asynchronous batch, which the client polls.
    pub asynchronous: usize,
    /// The maximum number of concurrent batches.
    pub running: usize,
    /// The property names of the request body that creates a batch.
    pub request: BatchRequest,
    /// The locations of properties in the response that describes a batch.
    pub response: BatchResponse,
}

/// The action of an operation in a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The template of the path of the resource.
    pub resource: String,
    /// The operation on the resource.
    pub operation: String,
}

/// The property names of the request body that creates a batch.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// The flag that confirms the batch. Without it, the API only validates the batch.
    pub confirmed: String,
    /// The flag that requests synchronous execution.
    pub synchronous: String,
    /// The list of actions.
    pub actions: String,
    /// The callback that the API calls once the batch has ended, if it can have one.
    pub callback: Option<String>,
}

/// The locations of properties in the response that describes a batch, as JSON pointers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchResponse {
    /// The ID.
    pub id: String,
    /// The flag that is set if all actions are done.
    pub completed: String,
    /// The flag that is set if the batch failed.
    pub failed: String,
    /// The error messages.
    pub errors: String,
}
