//! The progress of tolerant decoding: the work budget, the path of the current value, and the drift so far.

use super::{Replaced, Unfit};
use crate::response::drift::{Drift, DriftKind};
use crate::sanitize::{MASK, Redact, excerpt, one_line};
use crate::types::{push_name, undocumented};

/// With more drift than this, the text is something else.
const MOST: usize = 100_000;

/// The work budget: how often the text may be decoded, and how many more bytes.
const TIMES: usize = 24;
const BYTES: usize = 64 * 1024;

/// The parts of the state that a text shares with the values of unions inside it.
pub(super) struct Progress<'a> {
    pub(super) redact: &'a dyn Redact,
    pub(super) replaced: Replaced,
    /// How many bytes may still be decoded.
    budget: usize,
    /// The JSON path of the current value.
    pub(super) path: String,
    pub(super) drift: Vec<Drift>,
}

impl<'a> Progress<'a> {
    /// The state before a text, whose root has this path.
    pub(super) fn new(text: &str, root: &str, replaced: Replaced, redact: &'a dyn Redact) -> Self {
        Self {
            redact,
            replaced,
            budget: text.len().saturating_mul(TIMES).saturating_add(BYTES),
            path: root.to_owned(),
            drift: Vec::new(),
        }
    }

    /// Spends a part of the work budget.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), Unfit> {
        self.budget = self.budget.checked_sub(bytes).ok_or(Unfit::Hopeless)?;
        Ok(())
    }

    /// Forgets that a property of the current value is undocumented, if that is part of the drift from an index on.
    pub(super) fn forget_undocumented(&mut self, from: usize, name: &str) {
        let mut path = self.path.clone();
        push_name(&mut path, name);
        let path = self.redact.redact(path);
        let later = self.drift.split_off(from.min(self.drift.len()));
        let is_it = |drift: &Drift| drift.kind == DriftKind::Undocumented && drift.path == path;
        self.drift.extend(later.into_iter().filter(|drift| !is_it(drift)));
    }

    /// Records the current value as drift.
    pub(super) fn note(
        &mut self,
        kind: DriftKind,
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
        let (kind, expected) = match why.rsplit_once(" expected ") {
            Some((_, expected)) => (kind, one_line(expected)),
            None if why == undocumented::REJECTED => {
                (DriftKind::Undocumented, "no property of this name".to_owned())
            }
            None => (kind, format!("a valid value ({})", one_line(why))),
        };
        self.drift.push(Drift {
            kind,
            path: self.redact.redact(self.path.clone()),
            expected,
            found: excerpt(&found),
        });
        Ok(())
    }
}
