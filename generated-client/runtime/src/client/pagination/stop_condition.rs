//! Decides where an open-ended listing stops, by the times in its links.

use crate::api::{Direction, TimeBounds};
use crate::types::DateTime;
use jiff::Timestamp;
use reqwest::Url;
use std::time::{Duration, SystemTime};

/// The condition under which an open-ended listing, read in one direction, stops.
#[derive(Clone, Copy, Debug)]
pub(super) struct StopCondition {
    parameter: &'static str,
    /// The parameter with the time at the other end.
    other: &'static str,
    limit: Limit,
    /// The time set by the caller.
    until: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    /// Reading forwards: stops at a page that starts less than this ago.
    Ago(Duration),
    /// Reading backwards: stops at a page that ends before this.
    Before(Timestamp),
}

impl StopCondition {
    /// The stop condition of a listing; an error if the caller's time is invalid.
    pub(super) fn new(
        bounds: &TimeBounds,
        direction: Direction,
        until: Option<&DateTime>,
    ) -> Result<Self, String> {
        let until = until.map(|until| instant(until.as_str())).transpose()?;
        Ok(match direction {
            Direction::Forwards => {
                let limit = Limit::Ago(Duration::from_secs(bounds.seconds));
                Self { parameter: bounds.after, other: bounds.before, limit, until }
            }
            Direction::Backwards => {
                let limit = Limit::Before(instant(bounds.earliest)?);
                Self { parameter: bounds.before, other: bounds.after, limit, until }
            }
        })
    }

    /// Stops at the other end of a first request that sets both, unless the caller has set a time. The links of pages may have
    /// one end only.
    pub(super) fn end_with(&mut self, first: &Url) {
        if self.until.is_none() && time(first, self.parameter).is_some() {
            self.until = time(first, self.other);
        }
    }

    /// Whether the listing stops before a page, by the time in its URL. A page without a time is read.
    pub(super) fn is_before(&self, page: &Url, now: SystemTime) -> bool {
        let Some(time) = time(page, self.parameter) else { return false };
        match self.limit {
            Limit::Ago(least) => {
                let newest = Timestamp::try_from(now)
                    .and_then(|now| now.checked_sub(least))
                    .unwrap_or(Timestamp::MAX);
                time > newest || self.until.is_some_and(|until| time > until)
            }
            Limit::Before(earliest) => {
                time < earliest || self.until.is_some_and(|until| time < until)
            }
        }
    }
}

/// The time in a parameter of a URL.
fn time(url: &Url, parameter: &str) -> Option<Timestamp> {
    let (_, time) = url.query_pairs().find(|(name, _)| name == parameter)?;
    instant(&time).ok()
}

/// Parses an instant in RFC 3339.
fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|why| format!("{text:?} is not a time: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: TimeBounds = TimeBounds {
        after: "startingAfter",
        seconds: 300,
        before: "endingBefore",
        earliest: "2014-01-01T00:00:00Z",
    };

    /// Whether a listing of this direction ends before the page of that query, at noon of the 10th of May 2026.
    fn ends(direction: Direction, until: Option<&str>, query: &str) -> bool {
        let now: Timestamp = "2026-05-10T12:00:00Z".parse().unwrap();
        let until = until.map(DateTime::from);
        let stop = StopCondition::new(&LOG, direction, until.as_ref()).unwrap();
        let page = Url::parse(&format!("https://h.example/log?{query}")).unwrap();
        stop.is_before(&page, now.into())
    }

    #[test]
    fn forwards() {
        for (query, expected) in [
            ("startingAfter=2026-05-10T11:54:59Z", false),
            ("startingAfter=2026-05-10T11:55:00Z", false),
            ("startingAfter=2026-05-10T11:55:01Z", true),
            ("startingAfter=2026-05-10T12:00:00.000001Z", true),
            ("startingAfter=2030-01-01T00:00:00Z", true),
            ("startingAfter=2026-05-10T11%3A55%3A01.000000Z&perPage=3", true),
            ("perPage=3&startingAfter=2026-05-10T11%3A55%3A01Z", true),
            ("perPage=3&starting%41fter=2026-05-10T11:55:01Z", true),
            // Instants, whatever their zone: the texts would compare the other way.
            ("startingAfter=2026-05-10T13:54:59%2B02:00", false),
            ("startingAfter=2026-05-10T01:55:01-10:00", true),
            // Not its parameter, or no time.
            ("endingBefore=2030-01-01T00:00:00Z", false),
            ("notstartingAfter=2030-01-01T00:00:00Z", false),
            ("startingAfter=k123", false),
            ("startingAfter=", false),
            ("perPage=3", false),
        ] {
            assert_eq!(ends(Direction::Forwards, None, query), expected, "{query}");
        }
    }

    #[test]
    fn backwards() {
        for (query, expected) in [
            ("endingBefore=2014-01-01T00:00:00Z", false),
            ("endingBefore=2013-12-31T23:59:59.999999Z", true),
            ("perPage=3&endingBefore=1970-01-01T00:00:00Z", true),
            ("endingBefore=2014-01-01T01:00:00%2B02:00", true),
            ("endingBefore=2013-12-31T23:00:00-02:00", false),
            ("startingAfter=1970-01-01T00:00:00Z", false),
            ("endingBefore=tomorrow", false),
        ] {
            assert_eq!(ends(Direction::Backwards, None, query), expected, "{query}");
        }
    }

    #[test]
    fn at_the_other_end_of_the_first_request() {
        let ends = |direction, until: Option<&str>, first: &str, query: &str| {
            let until = until.map(DateTime::from);
            let mut stop = StopCondition::new(&LOG, direction, until.as_ref()).unwrap();
            let url = |query| Url::parse(&format!("https://h.example/log?{query}")).unwrap();
            stop.end_with(&url(first));
            let now: Timestamp = "2026-05-10T12:00:00Z".parse().unwrap();
            stop.is_before(&url(query), now.into())
        };
        const AFTER: &str = "startingAfter=2026-05-01T00:00:00Z";
        const BEFORE: &str = "endingBefore=2026-05-01T00:00:00Z";
        let after = format!("{AFTER}&endingBefore=2026-06-01T00:00:00Z");
        let before = format!("{BEFORE}&startingAfter=2026-04-01T00:00:00Z");
        for (direction, until, first, query, expected) in [
            (Direction::Backwards, None, &*after, "endingBefore=2026-04-30T23:59:59Z", true),
            (Direction::Backwards, None, &after, "endingBefore=2026-05-01T00:00:00Z", false),
            (Direction::Forwards, None, &before, "startingAfter=2026-05-01T00:00:01Z", true),
            (Direction::Forwards, None, &before, "startingAfter=2026-05-01T00:00:00Z", false),
            // One time only is where the listing starts.
            (Direction::Backwards, None, AFTER, "endingBefore=2026-04-30T23:59:59Z", false),
            (Direction::Backwards, None, BEFORE, "endingBefore=2026-04-30T23:59:59Z", false),
            (Direction::Forwards, None, BEFORE, "startingAfter=2026-05-01T00:00:01Z", false),
            (Direction::Forwards, None, AFTER, "startingAfter=2026-05-01T00:00:01Z", false),
            // IDs are no times.
            (
                Direction::Backwards,
                None,
                "startingAfter=k1&endingBefore=k9",
                "endingBefore=2020-01-01T00:00:00Z",
                false,
            ),
            // The time of `until` counts, if there is one.
            (
                Direction::Backwards,
                Some("2020-01-01T00:00:00Z"),
                &after,
                "endingBefore=2026-04-30T23:59:59Z",
                false,
            ),
        ] {
            assert_eq!(ends(direction, until, first, query), expected, "{first} {query}");
        }
    }

    #[test]
    fn at_the_callers_time() {
        let until = Some("2026-05-01T02:00:00+02:00");
        for (direction, query, expected) in [
            (Direction::Forwards, "startingAfter=2026-05-01T00:00:00Z", false),
            (Direction::Forwards, "startingAfter=2026-05-01T00:00:01Z", true),
            (Direction::Backwards, "endingBefore=2026-05-01T00:00:00Z", false),
            (Direction::Backwards, "endingBefore=2026-04-30T23:59:59Z", true),
        ] {
            assert_eq!(ends(direction, until, query), expected, "{query}");
        }
        let error =
            StopCondition::new(&LOG, Direction::Forwards, Some(&"tomorrow".into())).unwrap_err();
        assert!(error.starts_with("\"tomorrow\" is not a time: "), "{error}");
    }
}
