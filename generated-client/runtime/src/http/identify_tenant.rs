//! Stage: identifies the tenant of a request, and records the tenants that its response reveals.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::Error;
use std::sync::OnceLock;

pub(super) struct IdentifyTenant<Next>(pub(super) Next);

impl<Next: Stage> Stage for IdentifyTenant<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let owner = OnceLock::new();
        let attempt = Attempt { owner: Some(&owner), ..*attempt };
        let response = self.0.send(&attempt).await?;
        let request = attempt.request;
        if request.session.distinguishes_tenants() && !response.is_foreign {
            request.session.tenants().learn(request.path(), attempt.owner(), &response.body);
        }
        Ok(response)
    }
}
