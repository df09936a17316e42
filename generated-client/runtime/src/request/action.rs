//! A request as an action: in comes a call, out comes what stands for it in a batch.

use super::call::Call;
use crate::api::Batchable;
use crate::error::Error;
use meraki_dashboard_api_runtime_derive::object;
use serde_json::Value;

/// A request as an action of a batch. Written as JSON, it is what a batch is made of.
#[object]
pub struct Action {
    /// The path that it acts on, its parameters filled in and percent-encoded.
    pub resource: String,
    /// What it does there.
    pub operation: String,
    /// What it does it with, if it needs anything.
    pub body: Option<Value>,
}

impl Call {
    /// The request as an action.
    ///
    /// # Errors
    ///
    /// When the request could not be sent either; when it has a query, which an action cannot have; when its body is not
    /// JSON.
    pub fn action(&self) -> Result<Action, Error> {
        self.to_action().map_err(|fault| Error::request(fault).of(self.label.clone()))
    }

    fn to_action(&self) -> Result<Action, String> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
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
            // What is not held whole is no JSON.
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
