//! Turns a request into an action of a batch.

use super::call::Call;
use crate::api::Batchable;
use crate::error::Error;
use meraki_dashboard_api_runtime_derive::object;
use serde_json::Value;

/// A request as an action of a batch. Batches send its JSON encoding. [`ActionBatch`](crate::ActionBatch) has an example.
#[object(setters)]
pub struct Action {
    /// The path that it acts on, with parameters filled in and percent-encoded.
    pub resource: String,
    /// The kind of action.
    pub operation: String,
    /// The body, if the action has one.
    #[property(secret)]
    pub body: Option<Value>,
}

impl Call {
    /// The request as an action.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, has a query (actions have none), or has a body that is not JSON.
    pub fn action(&self) -> Result<Action, Error> {
        self.to_action().map_err(|failure| Error::request(failure).of(self.label.clone()))
    }

    fn to_action(&self) -> Result<Action, String> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let Some((Batchable { operation, .. }, resource)) = &self.action else {
            return Err("it cannot be an action of a batch".to_owned());
        };
        let query = self.query.encode();
        if !query.is_empty() {
            return Err(format!("an action has no query, and this request has `{query}`"));
        }
        if let Some((_, rest)) = resource.split_once('{') {
            let name = rest.split('}').next().unwrap_or_default();
            return Err(format!("`{name}` of the path is not set"));
        }
        let body = self.body.as_ref().map(|body| {
            // Streams are not JSON.
            serde_json::from_slice(body.content.whole().map_or(b"", |bytes| bytes))
        });
        let body = body.transpose();
        Ok(Action {
            resource: resource.clone(),
            operation: (*operation).to_owned(),
            body: body.map_err(|why| format!("the body of an action is JSON: {why}"))?,
        })
    }
}
