//! Date-times: keeps the original string, and converts to the types of date libraries.

use super::union::{fit, strict};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A date and time, kept as the string that it was read from: `2018-02-11T00:00:00.090210Z`.
///
/// A response may contain a string that is no date-time (RFC 3339). It is kept as well, and is
/// [drift](crate::ApiResponse::drift).
///
/// Two are equal if their strings are equal. For arithmetic, enable the feature `jiff`, `chrono` or `time`, and
/// convert it into [`jiff::Timestamp`], [`chrono::DateTime`] or [`time::OffsetDateTime`]; these convert back as well.
///
/// [`jiff::Timestamp`]: https://docs.rs/jiff/latest/jiff/struct.Timestamp.html
/// [`chrono::DateTime`]: https://docs.rs/chrono/latest/chrono/struct.DateTime.html
/// [`time::OffsetDateTime`]: https://docs.rs/time/latest/time/struct.OffsetDateTime.html
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::DateTime;
/// let seen = DateTime::from("2018-02-11T00:00:00.090210Z");
/// assert_eq!(seen.as_str(), "2018-02-11T00:00:00.090210Z");
/// # #[cfg(feature = "jiff")]
/// # {
/// let timestamp = jiff::Timestamp::try_from(&seen)?; // with the feature `jiff`
/// assert_eq!(timestamp.as_second(), 1_518_307_200);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime(Box<str>);

impl DateTime {
    /// The original string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for DateTime {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.into())
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(TextVisitor)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
        if !is_date_time(text) {
            if strict::is_strict() {
                return Err(strict::reject_format(text, "a date-time"));
            }
            fit::report_unknown_value();
        }
        Ok(text.into())
    }
}

/// Whether a string is a date-time, as RFC 3339 defines it.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else { return false };
    let Some(at) = time.find(['Z', 'z', '+', '-']) else { return false };
    let (time, offset) = time.split_at(at);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_offset = matches!(offset, "Z" | "z")
        || offset
            .get(1..)
            .is_some_and(|offset| are_numbers(offset, ":", &[(2, 0, 23), (2, 0, 59)]));
    are_numbers(date, "-", &[(4, 0, 9999), (2, 1, 12), (2, 1, 31)])
        && are_numbers(time, ":", &[(2, 0, 23), (2, 0, 59), (2, 0, 60)])
        && is_fraction
        && is_offset
}

/// Whether a string consists of numbers with these digits, minima and maxima.
fn are_numbers(text: &str, separator: &str, numbers: &[(usize, u16, u16)]) -> bool {
    let mut parts = text.split(separator);
    let are = numbers.iter().all(|(digits, least, most)| {
        parts.next().is_some_and(|part| {
            part.len() == *digits
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.parse().is_ok_and(|number: u16| (*least..=*most).contains(&number))
        })
    });
    are && parts.next().is_none()
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use crate::types::date_time::DateTime;
    use jiff::{Error, Timestamp};

    impl TryFrom<&DateTime> for Timestamp {
        type Error = Error;

        fn try_from(date_time: &DateTime) -> Result<Self, Error> {
            date_time.as_str().parse()
        }
    }

    impl From<Timestamp> for DateTime {
        fn from(timestamp: Timestamp) -> Self {
            timestamp.to_string().into()
        }
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use crate::types::date_time::DateTime;
    use chrono::{FixedOffset, ParseError, SecondsFormat, TimeZone};

    impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
        type Error = ParseError;

        fn try_from(date_time: &DateTime) -> Result<Self, ParseError> {
            Self::parse_from_rfc3339(date_time.as_str())
        }
    }

    impl<Zone: TimeZone> From<chrono::DateTime<Zone>> for DateTime {
        fn from(date_time: chrono::DateTime<Zone>) -> Self {
            let text = date_time.fixed_offset().to_rfc3339_opts(SecondsFormat::AutoSi, true);
            text.into()
        }
    }
}

#[cfg(feature = "time")]
mod with_time {
    use crate::types::date_time::DateTime;
    use time::OffsetDateTime;
    use time::error::{Format, Parse};
    use time::format_description::well_known::Rfc3339;

    impl TryFrom<&DateTime> for OffsetDateTime {
        type Error = Parse;

        fn try_from(date_time: &DateTime) -> Result<Self, Parse> {
            Self::parse(date_time.as_str(), &Rfc3339)
        }
    }

    impl TryFrom<OffsetDateTime> for DateTime {
        type Error = Format;

        fn try_from(date_time: OffsetDateTime) -> Result<Self, Format> {
            date_time.format(&Rfc3339).map(Self::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::types::date_time::{DateTime, is_date_time};

    const TEXT: &str = "2018-02-11T00:00:00.09021Z";

    #[test]
    fn keeps_its_text() {
        for text in [TEXT, "2018-02-11T01:00:00+01:00", "yesterday", ""] {
            let date_time: DateTime = text.parse().unwrap();
            assert_eq!(date_time.to_string(), text);
            let json = serde_json::to_string(&date_time).unwrap();
            assert_eq!(serde_json::from_str::<DateTime>(&json).unwrap(), date_time);
        }
        assert!(serde_json::from_str::<DateTime>("1518307200").is_err());
    }

    #[test]
    fn recognises_date_times() {
        for text in
            [TEXT, "2016-12-31T23:59:60Z", "1985-04-12t23:20:50.52z", "0000-01-01 00:00:00-00:00"]
        {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "",
            "T",
            "TZ",
            "yesterday",
            "2018-02-11",
            "2018-02-11T00:00:00",
            "2018-02-11T00:00Z",
            "2018-13-11T00:00:00Z",
            "2018-02-11T24:00:00Z",
            "2018-02-11T00:00:00.Z",
            "2018-02-11T00:00:00+1:00",
            "2018-02-11T00:00:00+",
            "2018-02-11T00:00:00Z+",
            "18-2-11T0:0:0Z",
            "+018-02-11T00:00:00Z",
            "2018-02-11T00:00:00é",
            "2018-02-11T00:00:00+é",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn converts_to_jiff() {
        let timestamp = jiff::Timestamp::try_from(&DateTime::from(TEXT)).unwrap();
        assert_eq!(timestamp.as_microsecond(), 1_518_307_200_090_210);
        assert_eq!(DateTime::from(timestamp).as_str(), TEXT);
        assert!(jiff::Timestamp::try_from(&DateTime::from("yesterday")).is_err());
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn converts_to_chrono() {
        let instant = chrono::DateTime::try_from(&DateTime::from(TEXT)).unwrap();
        assert_eq!(instant.timestamp_micros(), 1_518_307_200_090_210);
        assert_eq!(DateTime::from(instant).as_str(), "2018-02-11T00:00:00.090210Z");
        assert_eq!(DateTime::from(instant.to_utc()).as_str(), "2018-02-11T00:00:00.090210Z");
        assert!(chrono::DateTime::try_from(&DateTime::from("yesterday")).is_err());
    }

    #[cfg(feature = "time")]
    #[test]
    fn converts_to_time() {
        let instant = time::OffsetDateTime::try_from(&DateTime::from(TEXT)).unwrap();
        assert_eq!(instant.unix_timestamp_nanos(), 1_518_307_200_090_210_000);
        assert_eq!(DateTime::try_from(instant).unwrap().as_str(), TEXT);
        assert!(time::OffsetDateTime::try_from(&DateTime::from("yesterday")).is_err());
    }
}
