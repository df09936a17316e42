//! A budget for the expansion of a document, in proportion to its size: a small file must not take much work or memory.

use serde_json::Value;

/// The budget of any document, however small.
const MINIMUM: usize = 16 * 1024 * 1024;

/// The factor by which the size of a document extends its budget.
const FACTOR: usize = 4;

/// The remaining budget, in bytes or in steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExpansionBudget(usize);

impl ExpansionBudget {
    /// A budget for the bytes that the aliases of a YAML text copy.
    pub(crate) const fn for_copies_in(text: &str) -> Self {
        Self(MINIMUM.saturating_add(text.len().saturating_mul(FACTOR)))
    }

    /// A budget for the steps through a document with that many values.
    pub(crate) const fn for_steps_in(values: usize) -> Self {
        Self(MINIMUM.saturating_add(values.saturating_mul(FACTOR)))
    }

    /// The bytes that a value with a string of that length takes.
    pub(crate) const fn of_value(bytes: usize) -> usize {
        bytes.saturating_add(32)
    }

    /// Spends an amount. Returns `false` if the budget does not cover it.
    pub(crate) fn spend(&mut self, amount: usize) -> bool {
        let left = self.0.checked_sub(amount);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// The number of values in a value, including itself.
pub(crate) fn size_of(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size_of).fold(1, usize::saturating_add),
        Value::Object(properties) => {
            properties.values().map(size_of).fold(1, usize::saturating_add)
        }
        _ => 1,
    }
}
