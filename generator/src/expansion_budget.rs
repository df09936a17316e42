//! A budget for the expansion of a document, in proportion to its size: a small file must not take much work or memory.

use serde_json::Value;

/// The budget of any document, however small.
const MINIMUM: usize = 16 * 1024 * 1024;

/// The factor by which the size of a document extends its budget.
const FACTOR: usize = 4;

/// The factor for JSON pointers. Those of large documents take up to five times the memory of their text.
const POINTER_FACTOR: usize = 32;

/// The remaining budget, in bytes or in steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExpansionBudget(usize);

impl ExpansionBudget {
    /// A budget for the bytes that the aliases of a YAML text copy.
    pub(crate) const fn for_copies_in(text: &str) -> Self {
        Self(MINIMUM.saturating_add(text.len().saturating_mul(FACTOR)))
    }

    /// A budget for the bytes of the JSON pointers of all values of a text. Each pointer repeats the names of all values
    /// around its own.
    pub(crate) const fn for_pointers_in(text: &str) -> Self {
        Self(MINIMUM.saturating_add(text.len().saturating_mul(POINTER_FACTOR)))
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

    /// Spends the bytes of the JSON pointers of a value, whose own has the given length, and of all values in it. Returns
    /// `false` if the budget does not cover them.
    pub(crate) fn spend_pointers(&mut self, value: &Value, length: usize) -> bool {
        self.spend(length)
            && match value {
                Value::Array(items) => {
                    // An index has few digits.
                    items.iter().all(|item| self.spend_pointers(item, length.saturating_add(4)))
                }
                Value::Object(properties) => properties.iter().all(|(name, property)| {
                    self.spend_pointers(property, length.saturating_add(name.len() + 1))
                }),
                _ => true,
            }
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
