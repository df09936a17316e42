//! Date-times: keeps the original string, and converts to the types of date libraries.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A date and time, kept as the string that it was read from: `2018-02-11T00:00:00.090210Z`.
///
/// Two are equal if their strings are equal. For arithmetic, enable the feature `jiff`, `chrono` or `time`, and
/// convert it into [`jiff::Timestamp`], [`chrono::DateTime`] or [`time::OffsetDateTime`]; these convert back as well.
///
/// [`jiff::Timestamp`]: https://docs.rs/jiff/latest/jiff/struct.Timestamp.html
/// [`chrono::DateTime`]: https://docs.rs/chrono/latest/chrono/struct.DateTime.html
/// [`time::OffsetDateTime`]: https://docs.rs/time/latest/time/struct.OffsetDateTime.html
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
        String::deserialize(deserializer).map(Self::from)
    }
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
    use crate::types::date_time::DateTime;

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
