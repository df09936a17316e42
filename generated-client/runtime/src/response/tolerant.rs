//! Tolerant decoding: converts or removes the values of a JSON text that do not fit a type.
//!
//! The decoder is the one for regular responses, so this needs no knowledge of the type. It stops at the first value that
//! does not fit. That value is converted, if it fits in another reading, or dropped. The rest of its object or list is
//! decoded after a prefix that leads there: the enclosing objects and lists, without their earlier contents. So each part of
//! a text is decoded a few times, at any depth.
//!
//! A union stops the decoder at its end. If its value selects a variant, by its tag for example, the value is made to fit
//! that variant in the same way. Otherwise, or if that fails, the value is kept, and the union decodes it as `Unknown`.

use super::drift::{Drift, DriftKind};
use super::json_structure::{Entry, Structure};
use super::readings::readings;
use crate::sanitize::Redact;
use crate::types::{Misfit, Rejection, integer, push_name, undocumented};
use progress::Progress;
use serde::de::IgnoredAny;

mod progress;
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

/// The space before a text for prefixes that are longer than the text they overwrite: a value that is read as a list of one item
/// adds a bracket, once for each of the levels that the decoder allows.
const SPACE: usize = 256;

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
    let mut progress = Progress::new(text, root, replaced, redact);
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

struct Fitting<'a, 'p> {
    attempt: Attempt<'a>,
    progress: &'a mut Progress<'p>,
    structure: &'a Structure<'a>,
    /// The offsets of the lines, except the first.
    line_starts: Vec<usize>,
    /// The text after some space, in which the prefix overwrites the part that is done. So the rest is decoded without
    /// copying it.
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
            ahead: " ".repeat(SPACE) + text,
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
            Some(misfit) => self.convert(value, misfit, is_secret),
            None if opening.is_some() => self.entries(value, stop, is_secret),
            None => {
                self.fitted.push_str(raw);
                Ok(())
            }
        }
    }

    /// Copies a value that does not fit in another reading: as a scalar of another type, or as the only item of a list.
    fn convert(&mut self, value: usize, misfit: Misfit, is_secret: bool) -> Result<(), Unfit> {
        let raw = self.structure.raw(value);
        if let Some(integer) = integer(raw)
            && self.fits(&integer)?
        {
            self.fitted.push_str(&integer);
            return Ok(());
        }
        for scalar in readings(raw) {
            if self.fits(&scalar)? {
                self.fitted.push_str(&scalar);
                return self.progress.note(DriftKind::Converted, raw, &misfit.error, is_secret);
            }
        }
        if raw != "null" && self.only_item(value, is_secret)? {
            return self.progress.note(DriftKind::Converted, raw, &misfit.error, is_secret);
        }
        Err(Unfit::Misfit(misfit))
    }

    /// Copies a value as the only item of a list; `false` if that does not fit either.
    fn only_item(&mut self, value: usize, is_secret: bool) -> Result<bool, Unfit> {
        // A tuple is never empty.
        if self.misfit("[]")?.is_some() || !self.has_documented_property(value)? {
            return Ok(false);
        }
        let (lead, fitted) = (self.lead.len(), self.fitted.len());
        let (drift, depth) = (self.progress.drift.len(), self.progress.path.len());
        self.lead.push('[');
        self.fitted.push('[');
        let copied = match self.stop(self.structure.start(value), self.structure.end(value))? {
            Some(stop) => self.value(value, stop, is_secret),
            None => {
                self.fitted.push_str(self.structure.raw(value));
                Ok(())
            }
        };
        self.lead.truncate(lead);
        match copied {
            Ok(()) => {
                self.fitted.push(']');
                Ok(true)
            }
            Err(Unfit::Misfit(_)) => {
                self.fitted.truncate(fitted);
                self.progress.drift.truncate(drift);
                self.progress.path.truncate(depth);
                Ok(false)
            }
            Err(Unfit::Hopeless) => Err(Unfit::Hopeless),
        }
    }

    /// Whether an object has a property that the items of the list here document. Other values have none to document.
    fn has_documented_property(&mut self, value: usize) -> Result<bool, Unfit> {
        let structure = self.structure;
        if !structure.raw(value).starts_with('{') {
            return Ok(true);
        }
        let mut at = value + 1;
        while let Some(Entry { name, value: property }) = structure.entry(value, at) {
            let name = name.map_or("", |name| structure.raw(name));
            let start = format!("[{{{name}:");
            if undocumented::rejected(|| self.misfit(&start))?.is_none() {
                return Ok(true);
            }
            at = structure.next(property);
        }
        Ok(false)
    }

    /// Whether a text fits here, apart from its format.
    fn fits(&mut self, text: &str) -> Result<bool, Unfit> {
        Ok(self.misfit(text)?.is_none_or(|misfit| misfit.rejection.is_some()))
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
        if let Some(tag) = rejection.tag {
            // The union documents it, also if the variant does not.
            self.progress.forget_undocumented(drift, tag);
        }
        let is_hopeless = matches!(fitted, Err(Unfit::Hopeless));
        match fitted.ok().filter(|fitted| rejection.fits(fitted)) {
            Some(fitted) => self.fitted.push_str(&fitted),
            None => self.fitted.push_str(raw),
        }
        if self.progress.drift.len() == drift {
            self.progress.note(DriftKind::Unknown, raw, &misfit.error, is_secret)?;
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
            let container = structure.raw(container);
            self.progress.note(DriftKind::Missing, container, &misfit.error, is_secret)?;
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
                    self.progress.note(DriftKind::Dropped, raw, &misfit.error, is_secret)?;
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
                self.progress.note(DriftKind::Dropped, raw, &misfit.error, is_secret)?;
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
        let begin = SPACE + from;
        let mut start = begin.checked_sub(self.lead.len()).ok_or(Unfit::Hopeless)?;
        while !self.ahead.is_char_boundary(start) {
            start -= 1;
        }
        let space = " ".repeat((begin - start).saturating_sub(self.lead.len()));
        let lead = format!("{space}{}", self.lead);
        self.ahead.replace_range(start..begin, &lead);
        let misfit = (self.attempt)(self.ahead.get(start..SPACE + to).unwrap_or_default());
        let stop = misfit.filter(|misfit| !misfit.is_eof()).map(|misfit| {
            let column = misfit.error.column();
            let at = match misfit.error.line() {
                0 | 1 => (start + column).saturating_sub(SPACE),
                line => {
                    let before = self.line_starts.partition_point(|start| *start <= from);
                    let start = self.line_starts.get(before + line - 2);
                    start.map_or(to, |start| start + column)
                }
            };
            Stop { at, misfit }
        });
        let end = stop.as_ref().map_or(to, |stop| stop.at);
        self.progress.spend((SPACE + end).saturating_sub(start))?;
        Ok(stop)
    }
}
