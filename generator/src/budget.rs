//! The work and memory that an input may cost beyond what its size explains, so that a small text stays a small value.

/// What any document may cost.
const BASE: usize = 16 * 1024 * 1024;

/// How many times its own size a document may cost on top of that.
const TIMES: usize = 4;

/// What is left of the bytes that may be copied, or of the values that may be looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget(usize);

impl Budget {
    /// The bytes that the aliases of a YAML text may copy.
    pub(crate) const fn for_copies_in(text: &str) -> Self {
        Self(BASE.saturating_add(text.len().saturating_mul(TIMES)))
    }

    /// The values that may be looked at in a document of so many.
    pub(crate) const fn for_steps_in(values: usize) -> Self {
        Self(BASE.saturating_add(values.saturating_mul(TIMES)))
    }

    /// What a value costs that holds a string of so many bytes.
    pub(crate) const fn of_value(bytes: usize) -> usize {
        bytes.saturating_add(32)
    }

    /// Takes some, if there is enough left.
    pub(crate) fn spend(&mut self, amount: usize) -> bool {
        let left = self.0.checked_sub(amount);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}
