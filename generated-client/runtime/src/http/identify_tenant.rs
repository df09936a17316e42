//! Stage: identifies the tenant of a request, and records the tenants that its response reveals.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::error::Error;

pub(super) struct IdentifyTenant<Next>(pub(super) Next);

impl<Next: Stage> Stage for IdentifyTenant<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let request = attempt.request;
        let tenants = request.session.tenants();
        let owner = tenants.owner(request.path());
        let response = self.0.send(&Attempt { owner: &owner, ..*attempt }).await?;
        if !response.is_foreign {
            tenants.learn(request.path(), &owner, &response.body);
        }
        Ok(response)
    }
}
