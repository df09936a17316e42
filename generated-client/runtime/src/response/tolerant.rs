//! Tolerant decoding: removes from a JSON text the values that do not fit a type.
//!
//! The decoder is the one for regular responses, so this needs no knowledge of the type. It stops at the first value that
//! does not fit. That value is dropped, and the rest of its object or list is decoded after a prefix that leads there: the
//! enclosing objects and lists, without their earlier contents. So each part of a text is decoded a few times, at any
//! depth.
//!
//! A union stops the decoder at its end. If its value selects a variant, by its tag for example, the value is made to fit
//! that variant in the same way. Otherwise, or if that fails, the value is kept, and the union decodes it as `Unknown`.

use super::drift::Drift;
use super::json_structure::{Entry, Structure};
use crate::sanitize::{MASK, Redact, excerpt, one_line};
use crate::types::{Misfit, Rejection, push_name};
use serde::de::IgnoredAny;

#[cfg(test)]
mod tests;

/// Decodes a text strictly, and returns why it does not fit, if it does not.
pub(super) type Attempt<'a> = &'a dyn Fn(&str) -> Option<Misfit>;

/// A text that fits, except for missing required properties and unions that are `Unknown`, and its drift.
#[derive(Debug)]
pub(super) struct Fitted {
    pub(super) text: String,
    pub(super) drift: Vec<Drift>,
}

/// Which values that do not fit are replaced by a default. Others are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// Items of lists, because their index matters.
    Items,
    /// Properties as well, because a required one cannot be dropped.
    Properties,
}

/// The defaults: the first that fits.
const DEFAULTS: [&str; 6] = ["null", "{}", "[]", "\"\"", "0", "false"];

/// With more drift than this, the text is something else.
const MOST: usize = 100_000;

/// The work budget: how often the text may be decoded, and how many more bytes.
const TIMES: usize = 24;
const BYTES: usize = 64 * 1024;

/// Makes a text fit; `None` if it is not JSON. If the root does not fit, or the work budget is exceeded, the text is
/// returned unchanged. `root` is the path of its root.
pub(super) fn fit(
    text: &str,
    root: &str,
    replaced: Replaced,
    attempt: Attempt<'_>,
    redact: &dyn Redact,
) -> Option<Fitted> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut progress = Progress {
        redact,
        replaced,
        budget: text.len().saturating_mul(TIMES).saturating_add(BYTES),
        path: root.to_owned(),
        drift: Vec::new(),
    };
    let fitted = Fitting::new(text, attempt, &mut progress, &Structure::of(text)).fit(false);
    Some(Fitted { text: fitted.unwrap_or_else(|_| text.to_owned()), drift: progress.drift })
}

/// Why a value is dropped.
enum Unfit {
    /// It does not fit.
    Misfit(Misfit),
    /// No default fits either, or the work budget is exceeded.
    Hopeless,
}

/// The parts of the state that a text shares with the values of unions inside it.
struct Progress<'a> {
    redact: &'a dyn Redact,
    replaced: Replaced,
    /// How many bytes may still be decoded.
    budget: usize,
    /// The JSON path of the current value.
    path: String,
    drift: Vec<Drift>,
}

struct Fitting<'a, 'p> {
    attempt: Attempt<'a>,
    progress: &'a mut Progress<'p>,
    structure: &'a Structure<'a>,
    /// The offsets of the lines, except the first.
    line_starts: Vec<usize>,
    /// The text, in which the prefix overwrites the part that is done. So the rest is decoded without copying it.
    ahead: String,
    /// The prefix that leads to the current value: objects and lists that are not closed.
    lead: String,
    /// The text that fits.
    fitted: String,
}

/// The location at which the decoder stopped, and the reason.
struct Stop {
    at: usize,
    misfit: Misfit,
}

impl<'a, 'p> Fitting<'a, 'p> {
    fn new(
        text: &str,
        attempt: Attempt<'a>,
        progress: &'a mut Progress<'p>,
        structure: &'a Structure<'a>,
    ) -> Self {
        let line_starts = text.bytes().zip(1..).filter(|(b, _)| *b == b'\n').map(|(_, next)| next);
        Self {
            attempt,
            progress,
            structure,
            line_starts: line_starts.collect(),
            ahead: text.to_owned(),
            lead: String::new(),
            fitted: String::with_capacity(text.len()),
        }
    }

    /// Makes the whole text fit.
    fn fit(mut self, is_secret: bool) -> Result<String, Unfit> {
        match self.stop(0, self.structure.text.len())? {
            Some(stop) => self.value(0, stop, is_secret)?,
            None => self.fitted.push_str(self.structure.text),
        }
        Ok(self.fitted)
    }

    /// Copies a value, or the parts of it that fit. `stop` is where the decoder stopped in it.
    fn value(&mut self, value: usize, stop: Stop, is_secret: bool) -> Result<(), Unfit> {
        let raw = self.structure.raw(value);
        if let Some(rejection) = stop.misfit.rejection
            && stop.at == self.structure.end(value)
        {
            return self.union(raw, rejection, &stop.misfit, is_secret);
        }
        let opening = raw.get(..1).filter(|first| matches!(*first, "{" | "["));
        match self.misfit(opening.unwrap_or(raw))? {
            Some(misfit) => Err(Unfit::Misfit(misfit)),
            None if opening.is_some() => self.entries(value, stop, is_secret),
            None => {
                self.fitted.push_str(raw);
                Ok(())
            }
        }
    }

    /// Copies the parts of a union's value that fit the selected variant, or else the whole value.
    fn union(
        &mut self,
        raw: &str,
        rejection: Rejection,
        misfit: &Misfit,
        is_secret: bool,
    ) -> Result<(), Unfit> {
        let drift = self.progress.drift.len();
        let depth = self.progress.path.len();
        let attempt = |text: &str| rejection.misfit(text);
        let fitted = self.progress.spend(raw.len()).and_then(|()| {
            Fitting::new(raw, &attempt, self.progress, &Structure::of(raw)).fit(is_secret)
        });
        self.progress.path.truncate(depth);
        let is_hopeless = matches!(fitted, Err(Unfit::Hopeless));
        match fitted.ok().filter(|fitted| rejection.fits(fitted)) {
            Some(fitted) => self.fitted.push_str(&fitted),
            None => self.fitted.push_str(raw),
        }
        if self.progress.drift.len() == drift {
            self.progress.note(raw, &misfit.error, is_secret)?;
        }
        if is_hopeless { Err(Unfit::Hopeless) } else { Ok(()) }
    }

    /// Copies the properties or items that fit.
    fn entries(&mut self, container: usize, stop: Stop, is_secret: bool) -> Result<(), Unfit> {
        let structure = self.structure;
        let is_object = structure.raw(container).starts_with('{');
        let (opening, closing) = if is_object { ('{', '}') } else { ('[', ']') };
        let end = structure.end(container).saturating_sub(1);
        let depth = (self.lead.len(), self.progress.path.len());
        let mut stop = Some(stop);
        let mut separator = opening;
        let mut at = container + 1;
        let mut index = 0;
        self.lead.push(opening);
        while let Some(entry) = structure.entry(container, at) {
            let start = self.fitted.len();
            self.fitted.push(separator);
            at = structure.next(entry.value);
            let is_kept = match stop.take_if(|stop| stop.at <= structure.end(entry.value)) {
                Some(stopped) => {
                    let is_kept = self.entry(entry, index, stopped, is_secret)?;
                    self.lead.truncate(depth.0 + 1);
                    self.progress.path.truncate(depth.1);
                    stop = match structure.entry(container, at) {
                        Some(next) => {
                            self.stop(structure.start(next.name.unwrap_or(next.value)), end)?
                        }
                        None => None,
                    };
                    is_kept
                }
                None => {
                    let name = entry.name.map_or("", |name| structure.raw(name));
                    let colon = if is_object { ":" } else { "" };
                    self.fitted.extend([name, colon, structure.raw(entry.value)]);
                    true
                }
            };
            match is_kept {
                true => separator = ',',
                false => self.fitted.truncate(start),
            }
            index += 1;
        }
        if let Some(Stop { misfit, .. }) = stop {
            // The entries fit, but one is missing.
            self.progress.note(structure.raw(container), &misfit.error, is_secret)?;
        }
        self.lead.truncate(depth.0);
        if separator == opening {
            self.fitted.push(opening);
        }
        self.fitted.push(closing);
        Ok(())
    }

    /// Copies a property or item in which the decoder stopped; `false` if it is dropped.
    fn entry(
        &mut self,
        Entry { name, value }: Entry,
        index: usize,
        stop: Stop,
        is_secret: bool,
    ) -> Result<bool, Unfit> {
        let raw = self.structure.raw(value);
        let Some(key) = name.map(|name| self.structure.raw(name)) else {
            self.progress.path.push_str(&format!("[{index}]"));
            return match self.value(value, stop, is_secret) {
                Ok(()) => Ok(true),
                Err(Unfit::Misfit(misfit)) => {
                    let default = self.default()?;
                    self.fitted.push_str(default);
                    self.progress.note(raw, &misfit.error, is_secret)?;
                    Ok(true)
                }
                Err(Unfit::Hopeless) => Err(Unfit::Hopeless),
            };
        };
        let name = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
        let decoded: Option<String> = serde_json::from_str(key).ok();
        let is_secret =
            is_secret || self.progress.redact.is_secret(decoded.as_deref().unwrap_or(name));
        self.fitted.extend([key, ":"]);
        self.lead.extend([key, ":"]);
        push_name(&mut self.progress.path, name);
        match self.value(value, stop, is_secret) {
            Ok(()) => Ok(true),
            Err(Unfit::Misfit(misfit)) => {
                self.progress.note(raw, &misfit.error, is_secret)?;
                if self.progress.replaced == Replaced::Items {
                    return Ok(false);
                }
                let default = self.default().ok();
                self.fitted.push_str(default.unwrap_or_default());
                Ok(default.is_some())
            }
            Err(Unfit::Hopeless) => Err(Unfit::Hopeless),
        }
    }

    /// The default for the current value.
    fn default(&mut self) -> Result<&'static str, Unfit> {
        for default in DEFAULTS {
            if self.misfit(default)?.is_none() {
                return Ok(default);
            }
        }
        Err(Unfit::Hopeless)
    }

    /// Why a text, which may be incomplete, does not fit here.
    fn misfit(&mut self, text: &str) -> Result<Option<Misfit>, Unfit> {
        let lead = self.lead.len();
        self.lead.push_str(text);
        let misfit = (self.attempt)(&self.lead);
        self.progress.spend(self.lead.len())?;
        self.lead.truncate(lead);
        Ok(misfit.filter(|misfit| !misfit.is_eof()))
    }

    /// The location at which the decoder stops in a part of the text that continues here; `None` if all of it fits.
    fn stop(&mut self, from: usize, to: usize) -> Result<Option<Stop>, Unfit> {
        let mut start = from.saturating_sub(self.lead.len());
        while !self.ahead.is_char_boundary(start) {
            start -= 1;
        }
        let space = " ".repeat((from - start).saturating_sub(self.lead.len()));
        let lead = format!("{space}{}", self.lead);
        self.ahead.replace_range(start..from, &lead);
        let misfit = (self.attempt)(self.ahead.get(start..to).unwrap_or_default());
        let stop = misfit.filter(|misfit| !misfit.is_eof()).map(|misfit| {
            let column = misfit.error.column();
            let at = match misfit.error.line() {
                0 | 1 => start + column,
                line => {
                    let before = self.line_starts.partition_point(|start| *start <= from);
                    let start = self.line_starts.get(before + line - 2);
                    start.map_or(to, |start| start + column)
                }
            };
            Stop { at, misfit }
        });
        let end = stop.as_ref().map_or(to, |stop| stop.at);
        self.progress.spend(end.saturating_sub(start))?;
        Ok(stop)
    }
}

impl Progress<'_> {
    fn spend(&mut self, bytes: usize) -> Result<(), Unfit> {
        self.budget = self.budget.checked_sub(bytes).ok_or(Unfit::Hopeless)?;
        Ok(())
    }

    /// Records the current value as drift.
    fn note(
        &mut self,
        value: &str,
        error: &serde_json::Error,
        is_secret: bool,
    ) -> Result<(), Unfit> {
        if self.drift.len() >= MOST {
            return Err(Unfit::Hopeless);
        }
        let found = match value.as_bytes().first() {
            _ if is_secret => MASK.to_owned(),
            Some(b'{' | b'[') => self.redact.redact_body(value.as_bytes()),
            _ => self.redact.redact(value.to_owned()),
        };
        let why = self.redact.redact(error.to_string());
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
        let expected = match why.rsplit_once(" expected ") {
            Some((_, expected)) => one_line(expected),
            None => format!("a valid value ({})", one_line(why)),
        };
        self.drift.push(Drift {
            path: self.redact.redact(self.path.clone()),
            expected,
            found: excerpt(&found),
        });
        Ok(())
    }
}
