//! Tolerant decoding: removes from a JSON text the values that do not fit a type.
//!
//! The decoder is the one for regular responses, so this needs no knowledge of the type. It stops at the first value that
//! does not fit. That value is dropped, and the rest of its object or list is decoded after a prefix that leads there: the
//! enclosing objects and lists, without their earlier contents. So each part of a text is decoded a few times, at any
//! depth.

use super::drift::Drift;
use super::structure::{Entry, Structure};
use crate::sanitize::{MASK, excerpt, is_secret_name, masked, one_line};
use crate::types::push_name;
use serde::de::IgnoredAny;

#[cfg(test)]
mod tests;

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

/// The work budget: how often the text may be decoded, and how many more bytes.
const TIMES: usize = 24;
const BYTES: usize = 64 * 1024;

/// Makes a text fit; `None` if its root does not fit, it is not JSON, or the work budget is exceeded. `place` is the path
/// of its root.
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

/// Why a value is dropped.
enum Rejection {
    /// It does not fit.
    Unfit(serde_json::Error),
    /// No default fits either, or the work budget is exceeded.
    Hopeless,
}

struct Fitting<'a> {
    attempt: Attempt,
    redact: &'a dyn Fn(String) -> String,
    structure: &'a Structure<'a>,
    /// Where the lines begin, except the first.
    line_starts: Vec<usize>,
    /// The text, in which the prefix overwrites the part that is done. So the rest is decoded without copying it.
    ahead: String,
    /// How many bytes may still be decoded.
    budget: usize,
    /// The prefix that leads to the current value: objects and lists that are not closed.
    lead: String,
    /// The same, as a JSON path.
    path: String,
    fitted: Fitted,
}

impl Fitting<'_> {
    /// Copies a value, or the parts of it that fit. `stop` is where the decoder stopped in it.
    fn value(&mut self, value: usize, stop: usize, is_secret: bool) -> Result<(), Rejection> {
        let raw = self.structure.raw(value);
        let opening = raw.get(..1).filter(|first| matches!(*first, "{" | "["));
        match self.misfit(opening.unwrap_or(raw))? {
            Some(error) => Err(Rejection::Unfit(error)),
            None if opening.is_some() => self.entries(value, stop, is_secret),
            None => {
                self.fitted.text.push_str(raw);
                Ok(())
            }
        }
    }

    /// Copies the properties or items that fit.
    fn entries(&mut self, container: usize, stop: usize, is_secret: bool) -> Result<(), Rejection> {
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

    /// Copies a property or item in which the decoder stopped; `false` if it is dropped.
    fn entry(
        &mut self,
        Entry { name, value }: Entry,
        index: usize,
        stop: usize,
        is_secret: bool,
    ) -> Result<bool, Rejection> {
        let raw = self.structure.raw(value);
        let Some(key) = name.map(|name| self.structure.raw(name)) else {
            self.path.push_str(&format!("[{index}]"));
            return match self.value(value, stop, is_secret) {
                Ok(()) => Ok(true),
                Err(Rejection::Unfit(error)) => {
                    let default = self.default()?;
                    self.fitted.text.push_str(default);
                    self.note(raw, &error, is_secret)?;
                    Ok(true)
                }
                Err(Rejection::Hopeless) => Err(Rejection::Hopeless),
            };
        };
        let name = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
        let is_secret = is_secret || is_secret_name(name);
        self.fitted.text.extend([key, ":"]);
        self.lead.extend([key, ":"]);
        push_name(&mut self.path, name);
        match self.value(value, stop, is_secret) {
            Ok(()) => Ok(true),
            Err(Rejection::Unfit(error)) => {
                self.note(raw, &error, is_secret)?;
                Ok(false)
            }
            Err(Rejection::Hopeless) => Err(Rejection::Hopeless),
        }
    }

    /// The default for the current item.
    fn default(&mut self) -> Result<&'static str, Rejection> {
        for default in DEFAULTS {
            if self.misfit(default)?.is_none() {
                return Ok(default);
            }
        }
        Err(Rejection::Hopeless)
    }

    /// Why a text, which may be incomplete, does not fit here.
    fn misfit(&mut self, text: &str) -> Result<Option<serde_json::Error>, Rejection> {
        let lead = self.lead.len();
        self.lead.push_str(text);
        let error = (self.attempt)(&self.lead);
        self.spend(self.lead.len())?;
        self.lead.truncate(lead);
        Ok(error.filter(|error| !error.is_eof()))
    }

    /// Where the decoder stops in a part of the text that continues here; `None` if all of it fits.
    fn stop(&mut self, from: usize, to: usize) -> Result<Option<usize>, Rejection> {
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

    fn spend(&mut self, bytes: usize) -> Result<(), Rejection> {
        self.budget = self.budget.checked_sub(bytes).ok_or(Rejection::Hopeless)?;
        Ok(())
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
