//! Compares the status of a successful response with those that the API document describes.

use crate::http::RawResponse;
use reqwest::StatusCode;

/// How the API document describes the status of a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Documented {
    /// As a success, whose content is the output of the request.
    Success,
    /// As one of all the statuses that it does not list, which have other content.
    Default,
    /// Not at all; the statuses that it describes.
    Nowhere(String),
}

impl Documented {
    /// A response without content is never read as that of another status, and neither is a stream, which the caller reads.
    pub(super) fn of(response: &RawResponse) -> Self {
        let Some(state) = &response.retry_state else { return Self::Success };
        let is_streamed = response.streaming_body.is_some();
        let no_content = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];
        if no_content.contains(&response.status) || !is_streamed && response.is_empty() {
            return Self::Success;
        }
        match Self::find(state.request.success, response.status) {
            Self::Nowhere(_) if is_streamed => Self::Success,
            documented => documented,
        }
    }

    /// Finds a status in a list of statuses, classes of them (`2XX`), and `default`. An empty list has all.
    fn find(statuses: &[&str], status: StatusCode) -> Self {
        let has = |listed: &&str| *listed == status.as_str() || is_class(listed, status);
        if statuses.is_empty() || statuses.iter().any(has) {
            return Self::Success;
        }
        if statuses.contains(&"default") {
            return Self::Default;
        }
        Self::Nowhere(statuses.join(", "))
    }
}

/// Whether a listed status is the class of a status, such as `2XX` for 201.
fn is_class(listed: &str, status: StatusCode) -> bool {
    listed.strip_suffix("XX").is_some_and(|digit| status.as_str().starts_with(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_statuses() {
        let find = |statuses: &[&str]| Documented::find(statuses, StatusCode::CREATED);
        for statuses in [&[][..], &["201"], &["200", "2XX"], &["201", "default"]] {
            assert_eq!(find(statuses), Documented::Success, "{statuses:?}");
        }
        assert_eq!(find(&["200", "default"]), Documented::Default);
        assert_eq!(find(&["200", "202"]), Documented::Nowhere("200, 202".to_owned()));
    }
}
