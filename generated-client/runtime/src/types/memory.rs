//! The memory budget of decoded values, because a short text can encode many large values.
//!
//! Each object that is decoded spends the size of its struct. Everything else takes about as much memory as its text.

use std::cell::Cell;

/// The bytes of values allowed for each byte of a text and of the limit of bodies. It is large, because most properties of a
/// struct may be absent.
const FACTOR: usize = 16;

/// A budget for a short text, in bytes.
const FOR_SHORT_TEXTS: usize = 64 * 1024 * 1024;

/// The estimated size of an object without a struct, and of each of its values, in bytes.
const UNTYPED_OBJECT: usize = 600;
const UNTYPED_VALUE: usize = 32;

thread_local! {
    /// The remaining budget of the current text, in bytes.
    static REMAINING: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The budget of a text, in bytes, if bodies are limited to `max_body` bytes.
pub(crate) fn budget(text: &str, max_body: usize) -> usize {
    let own = text.len().saturating_mul(FACTOR).saturating_add(FOR_SHORT_TEXTS);
    own.min(max_body.saturating_mul(FACTOR))
}

/// Whether a text exceeds its budget when it is decoded as values without structs.
pub(crate) fn untyped_exceeds(text: &[u8], max_body: usize) -> bool {
    let count = |is: fn(u8) -> bool| text.iter().filter(|byte| is(**byte)).count();
    let objects = count(|byte| byte == b'{').saturating_mul(UNTYPED_OBJECT);
    let values = count(|byte| matches!(byte, b',' | b'[' | b'{')).saturating_mul(UNTYPED_VALUE);
    objects.saturating_add(values) > max_body.saturating_mul(FACTOR)
}

/// The values exceed their budget.
#[derive(Debug)]
pub(crate) struct Exceeded;

impl From<Exceeded> for serde_json::Error {
    fn from(_: Exceeded) -> Self {
        serde::de::Error::custom(EXCEEDED)
    }
}

/// The message of an exceeded budget.
pub(crate) const EXCEEDED: &str = "its values take too much memory: `max_body` limits it";

/// Decodes within a budget.
pub(crate) fn within<R>(budget: usize, decode: impl FnOnce() -> R) -> Result<R, Exceeded> {
    let outer = Outer(REMAINING.replace(Some(budget)));
    let decoded = decode();
    let is_exceeded = REMAINING.get() == Some(0);
    drop(outer);
    if is_exceeded { Err(Exceeded) } else { Ok(decoded) }
}

/// Spends the size of a value. Returns whether the budget allows it.
pub(super) fn spend<T>() -> bool {
    let Some(left) = REMAINING.get() else { return true };
    let left = left.saturating_sub(size_of::<T>());
    REMAINING.set(Some(left));
    left > 0
}

/// Restores the budget of the text that contains the current one.
struct Outer(Option<usize>);

impl Drop for Outer {
    fn drop(&mut self) {
        REMAINING.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_spent_and_restored() {
        let spend_three = || (0..3).filter(|_| spend::<[u8; 100]>()).count();
        assert_eq!(within(1_000, spend_three).unwrap(), 3);
        assert!(within(250, spend_three).is_err());
        assert_eq!(spend_three(), 3, "there is no limit outside");
        let inner = || (within(50, spend_three).is_err(), spend_three());
        assert_eq!(within(1_000, inner).unwrap(), (true, 3));
    }

    #[test]
    fn grows_with_the_text_up_to_the_limit() {
        assert_eq!(budget("[]", usize::MAX), FOR_SHORT_TEXTS + 32);
        assert_eq!(budget("[]", 1_000), 16_000);
        assert!(untyped_exceeds(br#"[{"a":1},{"b":2}]"#, 80));
        assert!(!untyped_exceeds(br#"[{"a":1},{"b":2}]"#, 1_000));
    }
}
