//! What an answer means: in it comes as it was, out it comes as a success, or as the error that it is.

use super::Answer;
use crate::error::{Answered, Error, one_line};
use reqwest::header::LOCATION;

/// Lets a success pass.
pub(super) fn judge(answer: Answer) -> Result<Answer, Error> {
    if answer.status.is_success() {
        return Ok(answer);
    }
    let message = redirection(&answer).unwrap_or_default();
    Err(Error::status_of(Answered::failed(&answer), message).of(answer.label))
}

/// Where a redirect leads, which is not followed; without its query, in which there could be secrets.
fn redirection(answer: &Answer) -> Option<String> {
    if !answer.status.is_redirection() {
        return None;
    }
    let location = answer.headers.get(LOCATION)?.to_str().ok()?;
    let mut to = answer.url.join(location).ok()?;
    to.set_query(None);
    to.set_fragment(None);
    // These fail where there is nothing to take away.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    let to = answer.session.redact(to.into());
    Some(format!("it leads to {}, and is not followed", one_line(&to)))
}
