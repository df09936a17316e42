//! The state of decoding one value: the choices so far, and the work budget.

use super::fit::{self, Fit};
use super::strict;
use serde::de::Error as _;
use serde_json::{Error, Value};
use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr;

/// The work budget of the first pass: decoding steps for each value inside the whole one, and for the whole one.
const STEPS_PER_VALUE: usize = 64;
const STEPS: usize = 16 * 1024;

/// The state of decoding one value.
pub(super) struct Search<'v> {
    whole: &'v Value,
    /// The value that a variant is being tried for.
    root: Cell<Option<*const Value>>,
    /// The tags of that value, or of the values that are decoded. They are not lost: encoding adds them again.
    tags: RefCell<Vec<*const Value>>,
    /// The choices for the unions inside the variants that were tried.
    chosen: RefCell<HashMap<(*const Value, TypeId), Choice>>,
    /// The decoding steps so far, and the most that are allowed.
    steps: Cell<usize>,
    limit: Cell<Option<usize>>,
}

/// The chosen variant and its fit; `None` if no variant fits.
pub(super) type Choice = Option<(usize, Fit)>;

impl<'v> Search<'v> {
    pub(super) fn new(whole: &'v Value) -> Self {
        Self {
            whole,
            root: Cell::default(),
            tags: RefCell::default(),
            chosen: RefCell::default(),
            steps: Cell::default(),
            limit: Cell::default(),
        }
    }

    /// Whether a variant is being tried for this very value.
    pub(super) fn is_root(&self, value: &Value) -> bool {
        self.root.get() == Some(ptr::from_ref(value))
    }

    pub(super) fn recorded(&self, value: &Value, union: TypeId) -> Option<Choice> {
        self.chosen.borrow().get(&(ptr::from_ref(value), union)).copied()
    }

    pub(super) fn record(&self, value: &Value, union: TypeId, choice: Choice) {
        self.chosen.borrow_mut().insert((ptr::from_ref(value), union), choice);
    }

    /// Whether a value is a tag that selects a variant.
    pub(super) fn is_tag(&self, value: &Value) -> bool {
        self.tags.borrow().contains(&ptr::from_ref(value))
    }

    pub(super) fn is_trying(&self) -> bool {
        self.root.get().is_some()
    }

    /// The decoding steps taken.
    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.steps.get()
    }

    /// Counts a decoding step.
    pub(super) fn step(&self) -> Result<(), Error> {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        match self.limit.get() {
            Some(limit) if steps > limit && self.is_trying() => Err(Error::custom(
                "the budget for choosing between the variants of unions is spent",
            )),
            _ => Ok(()),
        }
    }

    /// Tries a variant for a value.
    pub(super) fn try_for<R>(
        &self,
        value: &Value,
        tag: Option<&Value>,
        decode: impl FnOnce() -> R,
    ) -> (R, Fit) {
        if self.limit.get().is_none() {
            let most = count(self.whole).saturating_mul(STEPS_PER_VALUE).saturating_add(STEPS);
            self.limit.set(Some(self.steps.get().saturating_add(most)));
        }
        let outer = self.root.replace(Some(ptr::from_ref(value)));
        let outer_tags = self.tags.replace(tag.map(ptr::from_ref).into_iter().collect());
        let observed = strict::tolerantly(|| fit::observe(decode));
        self.root.set(outer);
        self.tags.replace(outer_tags);
        observed
    }

    /// Decodes the chosen variant. Nothing counts as lost if that fails, because the union is `Unknown` then.
    pub(super) fn decode<T>(
        &self,
        tag: Option<&Value>,
        decode: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let outer = self.tags.borrow().len();
        self.tags.borrow_mut().extend(tag.map(ptr::from_ref));
        let decoded = fit::if_decoded(decode);
        self.tags.borrow_mut().truncate(outer);
        decoded
    }
}

/// How many values a value contains, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(properties) => properties.values().map(count).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
