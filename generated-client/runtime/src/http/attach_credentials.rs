//! Stage: attaches the credentials that the operation requires. After a 401, renews those that can be renewed and sends the
//! request once more.

use super::attempt::{Attempt, Stage};
use super::raw_response::RawResponse;
use crate::auth::{AppliedCredential, Authorizer};
use crate::error::Error;
use crate::platform::timeout;
use reqwest::StatusCode;
use std::sync::Arc;

pub(super) struct AttachCredentials<Next>(pub(super) Next);

impl<Next: Stage> Stage for AttachCredentials<Next> {
    async fn send(&self, attempt: &Attempt<'_>) -> Result<Box<RawResponse>, Error> {
        let session = &attempt.request.session;
        // A URL that is not trusted gets none.
        let authorizers = match !attempt.is_foreign && session.trust().covers(attempt.url) {
            true => session.keys().keys_for(attempt.request.security),
            false => Vec::new(),
        };
        let mut is_renewed = false;
        loop {
            let credentials = current(attempt, &authorizers).await?;
            let response = self.0.send(&Attempt { credentials: &credentials, ..*attempt }).await?;
            if is_renewed || response.status != StatusCode::UNAUTHORIZED {
                return Ok(response);
            }
            // Each is reported as refused, also after another one has been replaced. Later requests renew them, even if this
            // one cannot be sent again.
            let used = authorizers.iter().zip(&credentials);
            let replaced = used.filter(|(authorizer, used)| authorizer.is_replaced(used)).count();
            if replaced == 0 || attempt.request.is_spent() {
                return Ok(response);
            }
            is_renewed = true;
        }
    }
}

/// The current credentials. They may have to be fetched, so the wait until the deadline is in real time.
async fn current(
    attempt: &Attempt<'_>,
    authorizers: &[&Authorizer],
) -> Result<Vec<Arc<AppliedCredential>>, Error> {
    let mut credentials = Vec::with_capacity(authorizers.len());
    for authorizer in authorizers {
        let credential = timeout(attempt.time_left(), authorizer.credential()).await;
        credentials.push(credential.unwrap_or_else(|_| Err(Error::late_key()))?);
    }
    Ok(credentials)
}
