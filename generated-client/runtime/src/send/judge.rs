//! What an answer means: in it comes as it was, out it comes as a success, or as the error that it is.

use super::Answer;
use crate::error::{Answered, Error, one_line};
use reqwest::header::LOCATION;
use reqwest::{StatusCode, Url};

/// What an answer means.
pub(super) enum Verdict {
    Success(Box<Answer>),
    /// The same request is to be sent there.
    Redirect(Url),
}

/// Lets a success pass, and redirects that lead to where the key may go, unless there were too many.
pub(super) fn judge(answer: Box<Answer>, may_follow: bool) -> Result<Verdict, Error> {
    if answer.status.is_success() {
        return Ok(Verdict::Success(answer));
    }
    let mut message = String::new();
    if let Some(to) = location(&answer) {
        let shown = shown(&answer, to.clone());
        if !keeps_method(answer.status) {
            message = format!("it leads to {shown}, and is not followed");
        } else if !answer.session.trust().covers(&to) {
            message = format!("it leads to {shown}, which is not trusted, and is not followed");
        } else if !may_follow {
            message = format!("it leads to {shown}, and is one redirect too many");
        } else {
            return Ok(Verdict::Redirect(to));
        }
    }
    Err(Error::status_of(Answered::failed(&answer), message).of(answer.label))
}

/// Whether a redirect is one of a request, not one to its result.
fn keeps_method(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    )
}

/// Where a redirect leads.
fn location(answer: &Answer) -> Option<Url> {
    if !answer.status.is_redirection() {
        return None;
    }
    let location = answer.headers.get(LOCATION)?.to_str().ok()?;
    let mut to = answer.url.join(location).ok()?;
    to.set_fragment(None);
    Some(to)
}

/// A place as it is shown: without its query, in which there could be secrets.
fn shown(answer: &Answer, mut to: Url) -> String {
    to.set_query(None);
    // These fail where there is nothing to take away.
    let _ = to.set_username("");
    let _ = to.set_password(None);
    one_line(&answer.session.redact(to.into()))
}
