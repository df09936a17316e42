//! A position in a listing that can be stored.

use super::prepared_request::PreparedRequest;
use crate::api::Direction;
use crate::error::Error;
use crate::sanitize::{Redact, one_line};
use meraki_dashboard_api_runtime_derive::object;
use reqwest::Url;

/// The page at which a listing resumes, which has not been delivered yet.
///
/// It serializes to JSON. It contains the URL of the page, but no API key: parameters that hold one are removed.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Cursor, Pages};
/// /// Where to go on another day, as text.
/// fn store<P: serde::de::DeserializeOwned>(pages: &Pages<P>) -> Option<String> {
///     serde_json::to_string(&pages.cursor()?).ok()
/// }
///
/// fn restore(text: &str) -> Result<Cursor, serde_json::Error> {
///     serde_json::from_str(text)
/// }
/// ```
#[object]
#[derive(Eq)]
pub struct Cursor {
    operation: String,
    page: String,
    backwards: bool,
}

impl Cursor {
    /// The page that a request reads.
    pub(crate) fn new(request: &PreparedRequest, direction: Direction) -> Self {
        Self {
            operation: request.label.clone().into_owned(),
            page: request.session.without_keys(&request.url),
            backwards: direction == Direction::Backwards,
        }
    }

    /// The direction in which the listing was read.
    pub(crate) fn direction(&self) -> Direction {
        if self.backwards { Direction::Backwards } else { Direction::Forwards }
    }

    /// Points a request at the page instead of the first one.
    pub(crate) fn apply(&self, request: &mut PreparedRequest) -> Result<(), Error> {
        let failure = if self.operation != request.label {
            format!("the cursor belongs to `{}`", one_line(&self.operation))
        } else {
            match Url::parse(&self.page) {
                Err(why) => format!("the cursor contains no valid URL: {why}"),
                Ok(page) if !request.session.trust().covers(&page) => {
                    let host = page.host_str().unwrap_or("no host at all").to_owned();
                    let host = one_line(&request.session.redact(host));
                    format!("the cursor leads to {host}, which is not trusted")
                }
                Ok(page) => {
                    request.go_to_page(page);
                    return Ok(());
                }
            }
        };
        Err(Error::paging(failure).of(request.label.clone()))
    }
}
