//! Parses `Retry-After`.

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// The longest wait that is accepted.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// The requested wait, at most [`LONGEST`]; `None` if there is none, or it cannot be parsed.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    let wait = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // A number that overflows exceeds the longest wait.
        text.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        let until = httpdate::parse_http_date(text).ok()?;
        let now = text_date(headers).unwrap_or(now);
        until.duration_since(now).unwrap_or_default()
    };
    Some(wait.min(LONGEST))
}

/// The server's `Date`.
fn text_date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(text(headers, &DATE)?).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    /// Sun, 06 Nov 1994 08:49:37 GMT
    const NOW: Duration = Duration::from_secs(784_111_777);

    fn wait(text: &'static str, date: Option<&'static str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static(text));
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_static(date));
        }
        let now = SystemTime::UNIX_EPOCH + NOW;
        retry_after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn in_seconds() {
        assert_eq!(wait("0", None), Some(0));
        assert_eq!(wait("2", None), Some(2));
        assert_eq!(wait(" 17 ", None), Some(17));
        assert_eq!(wait("86400", None), Some(3600), "capped");
        assert_eq!(wait("99999999999999999999999999", None), Some(3600));
        for nonsense in ["", "-1", "1.5", "soon", "1 2"] {
            assert_eq!(wait(nonsense, None), None, "{nonsense:?}");
        }
    }

    #[test]
    fn as_a_date() {
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:47 GMT", None), Some(10));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:00 GMT", None), Some(0), "past");
        assert_eq!(wait("Fri, 06 Nov 2054 08:49:00 GMT", None), Some(3600));
        let server = Some("Sun, 06 Nov 1994 08:49:40 GMT");
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:47 GMT", server), Some(7));
    }

    #[test]
    fn not_asked() {
        assert_eq!(retry_after(&HeaderMap::new(), SystemTime::UNIX_EPOCH), None);
    }
}
