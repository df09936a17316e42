//! Tolerance: turns a JSON text that does not fit a type into one that does, and lists what was left out for it.
//!
//! The decoder is the one that reads responses that fit, so nothing need be known of the type. It stops at the first value
//! that does not fit. That value is left out, and the rest of its object or list is decoded behind a text that leads
//! there: the enclosing objects and lists, without what comes before in them. So each part of a text is decoded a few times,
//! however deep it is.

use super::path::push_name;
use super::structure::{Entry, Structure};
use crate::drift::Drift;
use crate::error::{excerpt, one_line};
use crate::mask;
use serde::de::IgnoredAny;

/// Decodes a text: the error, if there is one.
pub(super) type Attempt = fn(&str) -> Option<serde_json::Error>;

/// A text that fits but for members that must be there, and what was left out for it.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) text: String,
    pub(super) drift: Vec<Drift>,
}

/// What stands for an element of a list: the first that fits. Elements are never left out, for they have places.
const DEFAULTS: [&str; 6] = ["null", "{}", "[]", "\"\"", "0", "false"];

/// Where more than this does not fit, the text is that of something else.
const MOST: usize = 100_000;

/// The work budget: how often the text may be decoded, and how many bytes beside.
const TIMES: usize = 24;
const BYTES: usize = 64 * 1024;

/// Makes a text fit; `None` where its root does not, it is no JSON, or that takes too long. Its root is called `place`.
pub(super) fn fit(
    text: &str,
    place: &str,
    attempt: Attempt,
    redact: &dyn Fn(String) -> String,
) -> Option<Fitted> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let line_starts = text.bytes().zip(1..).filter(|(b, _)| *b == b'\n').map(|(_, next)| next);
    let mut fitting = Fitting {
        attempt,
        redact,
        structure: &Structure::of(text),
        line_starts: line_starts.collect(),
        ahead: text.to_owned(),
        budget: text.len().saturating_mul(TIMES).saturating_add(BYTES),
        lead: String::new(),
        path: place.to_owned(),
        fitted: Fitted { text: String::with_capacity(text.len()), drift: Vec::new() },
    };
    match fitting.stop(0, text.len()).ok()? {
        Some(stop) => fitting.value(0, stop, false).ok()?,
        None => fitting.fitted.text.push_str(text),
    }
    Some(fitting.fitted)
}

/// Why a value is not taken over.
enum Fault {
    /// It cannot be read at its place.
    Unfit(serde_json::Error),
    /// Nothing can be read in its place either, or that takes too long.
    Hopeless,
}

struct Fitting<'a> {
    attempt: Attempt,
    redact: &'a dyn Fn(String) -> String,
    structure: &'a Structure<'a>,
    /// Where the lines begin, but for the first.
    line_starts: Vec<usize>,
    /// The text, in which the lead is written over what is read already: so the rest need not be copied to come behind it.
    ahead: String,
    /// How many bytes may still be decoded.
    budget: usize,
    /// What leads to the place at hand: objects and lists that are not closed.
    lead: String,
    /// The same, as a JSON path.
    path: String,
    fitted: Fitted,
}

impl Fitting<'_> {
    /// Takes a value over, or what fits of it. `stop` is where the decoder stopped in it.
    fn value(&mut self, value: usize, stop: usize, is_secret: bool) -> Result<(), Fault> {
        let raw = self.structure.raw(value);
        let opening = raw.get(..1).filter(|first| matches!(*first, "{" | "["));
        match self.misfit(opening.unwrap_or(raw))? {
            Some(error) => Err(Fault::Unfit(error)),
            None if opening.is_some() => self.entries(value, stop, is_secret),
            None => {
                self.fitted.text.push_str(raw);
                Ok(())
            }
        }
    }

    /// Takes over the members or elements that fit.
    fn entries(&mut self, container: usize, stop: usize, is_secret: bool) -> Result<(), Fault> {
        let structure = self.structure;
        let is_object = structure.raw(container).starts_with('{');
        let (opening, closing) = if is_object { ('{', '}') } else { ('[', ']') };
        let end = structure.end(container).saturating_sub(1);
        let depth = (self.lead.len(), self.path.len());
        let mut stop = Some(stop);
        let mut separator = opening;
        let mut at = container + 1;
        let mut index = 0;
        self.lead.push(opening);
        while let Some(entry) = structure.entry(container, at) {
            let start = self.fitted.text.len();
            self.fitted.text.push(separator);
            at = structure.next(entry.value);
            let is_kept = match stop {
                Some(stopped) if stopped <= structure.end(entry.value) => {
                    let is_kept = self.entry(entry, index, stopped, is_secret)?;
                    self.lead.truncate(depth.0 + 1);
                    self.path.truncate(depth.1);
                    stop = match structure.entry(container, at) {
                        Some(next) => {
                            self.stop(structure.start(next.name.unwrap_or(next.value)), end)?
                        }
                        None => None,
                    };
                    is_kept
                }
                _ => {
                    let name = entry.name.map_or("", |name| structure.raw(name));
                    let colon = if is_object { ":" } else { "" };
                    self.fitted.text.extend([name, colon, structure.raw(entry.value)]);
                    true
                }
            };
            match is_kept {
                true => separator = ',',
                false => self.fitted.text.truncate(start),
            }
            index += 1;
        }
        self.lead.truncate(depth.0);
        if separator == opening {
            self.fitted.text.push(opening);
        }
        self.fitted.text.push(closing);
        Ok(())
    }

    /// Takes over a member or element in which the decoder stopped; `false` if it is left out.
    fn entry(
        &mut self,
        Entry { name, value }: Entry,
        index: usize,
        stop: usize,
        is_secret: bool,
    ) -> Result<bool, Fault> {
        let raw = self.structure.raw(value);
        let Some(key) = name.map(|name| self.structure.raw(name)) else {
            self.path.push_str(&format!("[{index}]"));
            return match self.value(value, stop, is_secret) {
                Ok(()) => Ok(true),
                Err(Fault::Unfit(error)) => {
                    let default = self.default()?;
                    self.fitted.text.push_str(default);
                    self.note(raw, &error, is_secret)?;
                    Ok(true)
                }
                Err(Fault::Hopeless) => Err(Fault::Hopeless),
            };
        };
        let name = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
        let is_secret = is_secret || mask::is_secret(name);
        self.fitted.text.extend([key, ":"]);
        self.lead.extend([key, ":"]);
        push_name(&mut self.path, name);
        match self.value(value, stop, is_secret) {
            Ok(()) => Ok(true),
            Err(Fault::Unfit(error)) => {
                self.note(raw, &error, is_secret)?;
                Ok(false)
            }
            Err(Fault::Hopeless) => Err(Fault::Hopeless),
        }
    }

    /// What stands for an element at the place at hand.
    fn default(&mut self) -> Result<&'static str, Fault> {
        for default in DEFAULTS {
            if self.misfit(default)?.is_none() {
                return Ok(default);
            }
        }
        Err(Fault::Hopeless)
    }

    /// Why a text does not fit at the place at hand; it may end before it is complete.
    fn misfit(&mut self, text: &str) -> Result<Option<serde_json::Error>, Fault> {
        let lead = self.lead.len();
        self.lead.push_str(text);
        let error = (self.attempt)(&self.lead);
        self.spend(self.lead.len())?;
        self.lead.truncate(lead);
        Ok(error.filter(|error| !error.is_eof()))
    }

    /// Where the decoder stops in a part of the text at the place at hand; `None` if all of it fits.
    fn stop(&mut self, from: usize, to: usize) -> Result<Option<usize>, Fault> {
        let mut start = from.saturating_sub(self.lead.len());
        while !self.ahead.is_char_boundary(start) {
            start -= 1;
        }
        let space = " ".repeat((from - start).saturating_sub(self.lead.len()));
        let lead = format!("{space}{}", self.lead);
        self.ahead.replace_range(start..from, &lead);
        let error = (self.attempt)(self.ahead.get(start..to).unwrap_or_default());
        let stop = error.filter(|error| !error.is_eof()).map(|error| match error.line() {
            0 | 1 => start + error.column(),
            line => {
                let before = self.line_starts.partition_point(|start| *start <= from);
                let start = self.line_starts.get(before + line - 2);
                start.map_or(to, |start| start + error.column())
            }
        });
        self.spend(stop.unwrap_or(to).saturating_sub(start))?;
        Ok(stop)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Fault> {
        self.budget = self.budget.checked_sub(bytes).ok_or(Fault::Hopeless)?;
        Ok(())
    }

    /// Notes what is left out at the place at hand.
    fn note(
        &mut self,
        value: &str,
        error: &serde_json::Error,
        is_secret: bool,
    ) -> Result<(), Fault> {
        if self.fitted.drift.len() >= MOST {
            return Err(Fault::Hopeless);
        }
        let found = match value.as_bytes().first() {
            _ if is_secret => mask::MASK.to_owned(),
            Some(b'{' | b'[') => mask::masked(value.as_bytes()),
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
    use crate::{object, union};
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

    /// A member must be there.
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
        let error = serde_json::from_str::<T>(text).err();
        // The texts of the tests that count are one line.
        let read = error.as_ref().map_or(text.len(), serde_json::Error::column);
        DECODED.set(DECODED.get() + read);
        error
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
    fn takes_as_long_at_any_depth() {
        for depth in [1, 10, 30, 60] {
            let text = format!(
                r#"{}{{"rows":[{}{{"id":"x"}}]}}{}"#,
                r#"{"rows":["#.repeat(depth),
                r#"{"id":1},"#.repeat(10_000),
                "]}".repeat(depth)
            );
            DECODED.set(0);
            let (_, drift) = fitted::<Shelf>(&text).unwrap();
            assert_eq!(drift.len(), 1);
            let times = DECODED.get() / text.len();
            assert!(times <= 1, "{times} times at depth {depth}");
        }
    }

    #[test]
    fn what_takes_too_long_does_not_fit() {
        let text = format!(
            r#"{}{{"id":"x"}},{}"id":"x"}}]{}"#,
            r#"{"rows":["#.repeat(60),
            r#"{"id":"x"},"#.repeat(10_000) + "{",
            "}]".repeat(59) + "}"
        );
        DECODED.set(0);
        assert!(fitted::<Shelf>(&text).is_none());
        assert!(DECODED.get() < 30 * text.len());
    }

    #[test]
    fn texts_of_many_lines() {
        let text = "{\n\"rows\": [\n{\"id\": \"é\",\n\"small\": 1},\n{\"id\":\n\"é\"\n}\n],\n\n\"label\": 2, \"psk\": \"a\"}\n";
        let (shelf, lines) = fitted::<Shelf>(text).unwrap();
        let expected = r#"{"psk":"a","rows":[{"small":1},{}]}"#;
        assert_eq!(serde_json::to_value(&shelf).unwrap().to_string(), expected);
        assert_eq!(lines.len(), 3, "{lines:?}");
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
