//! Tolerant decoding: removes from a JSON text the values that do not fit a type.
//!
//! Whether a value fits is found by decoding a prefix of the text that ends after it. If the only error is the
//! unexpected end, the value fits. This needs no knowledge of the type, and the decoder is the one for regular
//! responses. Only values that do not fit are examined part by part, which takes a few times as long as decoding,
//! however many there are.

use super::drift::Drift;
use super::raw_object::RawObject;
use crate::sanitize::{MASK, excerpt, is_secret_name, masked, one_line};
use crate::types::push_name;
use serde_json::value::RawValue;

/// Decodes a text, and returns the error, if there is one.
pub(super) type Attempt = fn(&str) -> Option<serde_json::Error>;

/// A text that fits, except for missing required properties, and its drift.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) text: String,
    pub(super) drift: Vec<Drift>,
}

/// The defaults for an item of a list: the first that fits. Items are never removed, because their index matters.
const DEFAULTS: [&str; 6] = ["null", "{}", "[]", "\"\"", "0", "false"];

/// With more drift than this, the text is something else.
const MOST: usize = 100_000;

/// Makes a text fit; `None` if its root does not, or it is not JSON. `place` is the path of its root.
pub(super) fn fit(
    text: &str,
    place: &str,
    attempt: Attempt,
    redact: &dyn Fn(String) -> String,
) -> Option<Fitted> {
    let root: &RawValue = serde_json::from_str(text).ok()?;
    let mut fitting = Fitting {
        attempt,
        redact,
        lead: String::new(),
        path: place.to_owned(),
        fitted: Fitted { text: String::with_capacity(text.len()), drift: Vec::new() },
    };
    fitting.value(root.get(), false).ok()?;
    Some(fitting.fitted)
}

/// Why a value is dropped.
enum Rejection {
    /// It does not fit.
    Unfit(serde_json::Error),
    /// No default fits either.
    Hopeless,
}

struct Fitting<'a> {
    attempt: Attempt,
    redact: &'a dyn Fn(String) -> String,
    /// The prefix that leads to the current value: objects and lists that are not closed.
    lead: String,
    /// The same, as a JSON path.
    path: String,
    fitted: Fitted,
}

impl Fitting<'_> {
    /// Copies a value, or the parts of it that fit.
    fn value(&mut self, value: &str, is_secret: bool) -> Result<(), Rejection> {
        let Some(error) = self.misfit(value) else {
            self.fitted.text.push_str(value);
            return Ok(());
        };
        match value.as_bytes().first() {
            Some(b'{') if self.misfit("{").is_none() => self.object(value, is_secret),
            Some(b'[') if self.misfit("[").is_none() => self.list(value, is_secret),
            _ => Err(Rejection::Unfit(error)),
        }
    }

    /// Copies the properties that fit.
    fn object(&mut self, text: &str, is_secret: bool) -> Result<(), Rejection> {
        let RawObject(members) = serde_json::from_str(text).map_err(|_| Rejection::Hopeless)?;
        let mut separator = '{';
        for (key, value) in members {
            let key = key.get();
            let name = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
            let is_secret = is_secret || is_secret_name(name);
            let start = self.fitted.text.len();
            self.fitted.text.push(separator);
            self.fitted.text.extend([key, ":"]);
            let depth = (self.lead.len(), self.path.len());
            self.lead.extend(["{", key, ":"]);
            push_name(&mut self.path, name);
            match self.value(value.get(), is_secret) {
                Ok(()) => separator = ',',
                Err(Rejection::Unfit(error)) => {
                    self.fitted.text.truncate(start);
                    self.note(value.get(), &error, is_secret)?;
                }
                Err(Rejection::Hopeless) => return Err(Rejection::Hopeless),
            }
            self.lead.truncate(depth.0);
            self.path.truncate(depth.1);
        }
        self.fitted.text.push_str(if separator == '{' { "{}" } else { "}" });
        Ok(())
    }

    /// Copies the items of a list, with a default for each that does not fit.
    fn list(&mut self, text: &str, is_secret: bool) -> Result<(), Rejection> {
        let elements: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|_| Rejection::Hopeless)?;
        let depth = (self.lead.len(), self.path.len());
        self.lead.push('[');
        self.fitted.text.push('[');
        for (index, element) in elements.into_iter().enumerate() {
            if index > 0 {
                self.fitted.text.push(',');
            }
            self.path.push_str(&format!("[{index}]"));
            match self.value(element.get(), is_secret) {
                Ok(()) => {}
                Err(Rejection::Unfit(error)) => {
                    let fits = |default: &&str| self.misfit(default).is_none();
                    let default = DEFAULTS.into_iter().find(fits).ok_or(Rejection::Hopeless)?;
                    self.fitted.text.push_str(default);
                    self.note(element.get(), &error, is_secret)?;
                }
                Err(Rejection::Hopeless) => return Err(Rejection::Hopeless),
            }
            self.path.truncate(depth.1);
        }
        self.lead.truncate(depth.0);
        self.fitted.text.push(']');
        Ok(())
    }

    /// Why a text, which may be incomplete, does not fit here.
    fn misfit(&mut self, text: &str) -> Option<serde_json::Error> {
        let lead = self.lead.len();
        self.lead.push_str(text);
        let error = (self.attempt)(&self.lead);
        self.lead.truncate(lead);
        error.filter(|error| !error.is_eof())
    }

    /// Records the current value as drift.
    fn note(
        &mut self,
        value: &str,
        error: &serde_json::Error,
        is_secret: bool,
    ) -> Result<(), Rejection> {
        if self.fitted.drift.len() >= MOST {
            return Err(Rejection::Hopeless);
        }
        let found = match value.as_bytes().first() {
            _ if is_secret => MASK.to_owned(),
            Some(b'{' | b'[') => masked(value.as_bytes()),
            _ => value.to_owned(),
        };
        let why = (self.redact)(error.to_string());
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
        let expected = match why.rsplit_once(" expected ") {
            Some((_, expected)) => one_line(expected),
            None => format!("what can be read ({})", one_line(why)),
        };
        self.fitted.drift.push(Drift {
            path: self.path.clone(),
            expected,
            found: excerpt(&(self.redact)(found)),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meraki_dashboard_api_runtime_derive::{object, union};
    use proptest::prelude::*;
    use serde::de::DeserializeOwned;
    use std::cell::Cell;
    use std::collections::BTreeMap;

    #[object]
    struct Shelf {
        id: Option<i64>,
        small: Option<u8>,
        label: Option<String>,
        psk: Option<String>,
        inner: Option<Box<Shelf>>,
        rows: Option<Vec<Shelf>>,
        names: Option<Vec<String>>,
        counts: Option<BTreeMap<u32, i64>>,
        either: Option<Either>,
        exact: Option<Exact>,
    }

    #[union]
    enum Either {
        Number(i64),
        Exact(Exact),
    }

    /// A property must be there.
    #[object]
    struct Exact {
        id: i64,
        label: Option<String>,
    }

    thread_local! {
        /// How many bytes were decoded.
        static DECODED: Cell<usize> = const { Cell::new(0) };
    }

    fn attempt<T: DeserializeOwned>(text: &str) -> Option<serde_json::Error> {
        DECODED.set(DECODED.get() + text.len());
        serde_json::from_str::<T>(text).err()
    }

    fn fitted<T: DeserializeOwned>(text: &str) -> Option<(T, Vec<String>)> {
        let Fitted { text, drift } =
            fit(text, "$", attempt::<T>, &|text| text.replace("the-key", "[key]"))?;
        let lines = drift.iter().map(ToString::to_string).collect();
        serde_json::from_str(&text).ok().map(|value| (value, lines))
    }

    #[test]
    fn members_that_do_not_fit_are_left_out() {
        for (text, expected, drift) in [
            (r#"{"id": 1}"#, r#"{"id":1}"#, ""),
            (
                r#"{"id": "1", "label": "a"}"#,
                r#"{"label":"a"}"#,
                r#"$.id: expected i64, found `"1"`"#,
            ),
            (
                r#"{"id": 1.5, "small": 256}"#,
                "{}",
                "$.id: expected i64, found `1.5`; $.small: expected u8, found `256`",
            ),
            (
                r#"{"id": 1e999, "label": "\ud800"}"#,
                "{}",
                r#"$.id: expected what can be read (number out of range), found `1e999`; $.label: expected what can be read (unexpected end of hex escape), found `"\ud800"`"#,
            ),
            (
                r#"{"inner": [1, 2], "id": 1}"#,
                r#"{"id":1}"#,
                "$.inner: expected an object, found `[1,2]`",
            ),
            (
                r#"{"inner": {"inner": {"id": {}, "small": 1}}}"#,
                r#"{"inner":{"inner":{"small":1}}}"#,
                "$.inner.inner.id: expected i64, found `{}`",
            ),
            (r#"{"rows": {}}"#, "{}", "$.rows: expected a sequence, found `{}`"),
            (
                r#"{"rows": [{"id": 1}, {"id": "2"}, 3, null, {"id": 4}]}"#,
                r#"{"rows":[{"id":1},{},{},{},{"id":4}]}"#,
                r#"$.rows[1].id: expected i64, found `"2"`; $.rows[2]: expected an object, found `3`; $.rows[3]: expected an object, found `null`"#,
            ),
            (
                r#"{"names": ["a", 2]}"#,
                r#"{"names":["a",""]}"#,
                "$.names[1]: expected a string, found `2`",
            ),
            (
                r#"{"counts": {"1": 1, "two": 2, "3": "x"}}"#,
                r#"{"counts":{"1":1}}"#,
                r#"$.counts.two: expected key to be a number in quotes, found `2`; $.counts["3"]: expected i64, found `"x"`"#,
            ),
            (r#"{"id": "x", "id": 1}"#, r#"{"id":1}"#, r#"$.id: expected i64, found `"x"`"#),
            (
                r#"{"either": ["kept"], "id": "x"}"#,
                r#"{"either":["kept"]}"#,
                r#"$.id: expected i64, found `"x"`"#,
            ),
            (
                r#"{"exact": {"id": 1, "label": 2}}"#,
                r#"{"exact":{"id":1}}"#,
                "$.exact.label: expected a string, found `2`",
            ),
            (r#"{"exact": 1}"#, "{}", "$.exact: expected an object, found `1`"),
            (r#"{"unknown\"": [[]], "small": -1}"#, "{}", "$.small: expected u8, found `-1`"),
        ] {
            let (shelf, lines) = fitted::<Shelf>(text).unwrap();
            assert_eq!(serde_json::to_string(&shelf).unwrap(), expected, "{text}");
            assert_eq!(lines.join("; "), drift, "{text}");
        }
    }

    #[test]
    fn what_must_be_there_and_the_root_must_fit() {
        for text in [
            "[]",
            "7",
            "null",
            "",
            r#"{"id": "x""#,
            "{\"label\": \"\u{0}\"}",
            r#"{"exact": {"id": "1"}}"#,
            r#"{"exact": {}, "small": 300}"#,
            r#"{"exact": {"id": null}}"#,
        ] {
            assert!(fitted::<Shelf>(text).is_none(), "{text}");
        }
        assert!(fitted::<Vec<Exact>>(r#"[{"id": 1}, 7]"#).is_none(), "there is no default");
        assert_eq!(fitted::<Vec<i64>>(r#"[1, "2", 3]"#).unwrap().0, [1, 0, 3]);
    }

    #[test]
    fn secrets_are_not_shown() {
        for (text, line) in [
            (r#"{"psk": 12345678}"#, "$.psk: expected a string, found `***`"),
            (r#"{"psk": ["12345678"]}"#, "$.psk: expected a string, found `***`"),
            (
                r#"{"rows": {"id": 1, "psk": "12345678"}}"#,
                r#"$.rows: expected a sequence, found `{"id":1,"psk":"***"}`"#,
            ),
            (r#"{"id": "the-key"}"#, r#"$.id: expected i64, found `"[key]"`"#),
        ] {
            assert_eq!(fitted::<Shelf>(text).unwrap().1, [line]);
        }
    }

    /// However many faults there are, each part of a text is decoded a few times.
    #[test]
    fn takes_a_few_times_as_long_as_decoding() {
        let element = r#"{"id": "x", "small": 256, "label": 5, "rows": [{"id": "x"}], "exact": 1}"#;
        let text = format!("[{}]", vec![element; 5_000].join(","));
        DECODED.set(0);
        let (shelves, drift) = fitted::<Vec<Shelf>>(&text).unwrap();
        assert_eq!((shelves.len(), drift.len()), (5_000, 25_000));
        let times = DECODED.get() / text.len();
        assert!(times < 10, "{times}");
    }

    #[test]
    fn what_is_nested_too_deeply_is_left_out() {
        let text =
            format!(r#"{}{{"id": "x"}}{}"#, r#"{"inner": "#.repeat(10_000), "}".repeat(10_000));
        assert_eq!(fitted::<Shelf>(&text).unwrap().1.len(), 1);
    }

    proptest! {
        #[test]
        fn any_members_of_any_kind(
            members in proptest::collection::vec(
                (
                    prop_oneof!["id", "small", "label", "inner", "rows", "names", "counts", "either"],
                    prop_oneof!["null", "true", "-1", "1\\.5", "\"a\"", "\\[1, \\{\\}\\]", "\\{\"id\": \"x\"\\}", "\\{\"7\": \\[\\]\\}"],
                ),
                0..6,
            )
        ) {
            let members: Vec<_> =
                members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            let text = format!("{{{}}}", members.join(", "));
            // Nothing of it must be there.
            prop_assert!(fitted::<Shelf>(&text).is_some(), "{}", text);
        }

        #[test]
        fn any_text(text in r#"[\[\]{}:,"\\a1e. -]{0,30}"#) {
            fitted::<Shelf>(&text);
            fitted::<Vec<Shelf>>(&text);
        }
    }
}
