//! Compares the status of a successful response with those that the API document describes.

use super::drift::Drift;
use crate::http::RawResponse;
use reqwest::StatusCode;

/// How the API document describes the status of a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Documented {
    /// As a success, whose content is the output of the request.
    Success,
    /// As one of all the statuses that it does not list, which have other content.
    Default,
    /// Not at all.
    Nowhere(Drift),
}

impl Documented {
    /// Without content, a response is never read as that of another status.
    pub(super) fn of(response: &RawResponse) -> Self {
        let no_content = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];
        match &response.retry_state {
            Some(state) if !no_content.contains(&response.status) => {
                Self::find(state.request.success, response.status)
            }
            _ => Self::Success,
        }
    }

    /// Finds a status in a list of statuses, classes of them (`2XX`), and `default`. An empty list has all.
    fn find(statuses: &[&str], status: StatusCode) -> Self {
        let class = format!("{}XX", status.as_u16() / 100);
        if statuses.is_empty() || statuses.iter().any(|s| *s == status.as_str() || *s == class) {
            return Self::Success;
        }
        if statuses.contains(&"default") {
            return Self::Default;
        }
        Self::Nowhere(Drift {
            path: "$".to_owned(),
            expected: format!("status {}", statuses.join(" or ")),
            found: status.to_string(),
        })
    }
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
        let Documented::Nowhere(drift) = find(&["200", "202"]) else { panic!() };
        assert_eq!(drift.to_string(), "$: expected status 200 or 202, found `201 Created`");
    }
}
