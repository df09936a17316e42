//! The memory budget of decoded values, because a short text can encode many large values.
//!
//! Each object that is decoded spends the size of its struct, and each union its own size. The size of maps, values of any type
//! and lists of `null` is estimated from the text beforehand. Everything else takes about as much memory as its text.

use std::cell::Cell;

/// The bytes of values allowed for each byte of a text and of the limit of bodies. It is large, because most properties of a
/// struct may be absent.
const FACTOR: usize = 16;

/// A budget for a short text, in bytes.
const FOR_SHORT_TEXTS: usize = 64 * 1024 * 1024;

/// The estimated size of an object without a struct or of an item that is `null`, and of each value, in bytes.
const UNTYPED_OBJECT: usize = 600;
const UNTYPED_VALUE: usize = 32;

/// How much more the estimate may be than the budget, relative to the text and to the limit of bodies. Objects may have a
/// struct after all, which is smaller.
const UNTYPED_BY_TEXT: usize = 2;
const UNTYPED_BY_LIMIT: usize = 5;

/// How many bytes are counted at once: as many as a byte can count.
const CHUNK: usize = 255;

thread_local! {
    /// The remaining budget of the current text, in bytes.
    static REMAINING: Cell<Option<usize>> = const { Cell::new(None) };
}

/// The budget of a text, in bytes, if bodies are limited to `max_body` bytes.
///
/// Fails if the text takes too much memory, should its objects have no structs.
pub(crate) fn for_text(text: &str, max_body: usize) -> Result<usize, Exceeded> {
    let by_text = text.len().saturating_mul(FACTOR).saturating_add(FOR_SHORT_TEXTS);
    let by_limit = max_body.saturating_mul(FACTOR);
    let untyped =
        by_text.saturating_mul(UNTYPED_BY_TEXT).min(by_limit.saturating_mul(UNTYPED_BY_LIMIT));
    // Most texts are so short that nothing needs to be counted.
    let is_long = text.len().saturating_mul(UNTYPED_OBJECT) > untyped;
    match is_long && estimate(text.as_bytes()) > untyped {
        true => Err(Exceeded),
        false => Ok(by_text.min(by_limit)),
    }
}

/// The estimated size of a text without structs.
fn estimate(text: &[u8]) -> usize {
    let chunks = |from: usize| text.get(from..).unwrap_or_default().chunks(CHUNK);
    let objects: usize = chunks(0).map(|bytes| count(bytes.iter().map(|byte| *byte == b'{'))).sum();
    let begins_value = |byte: &u8| (*byte == b',') | (*byte == b'[') | (*byte == b'{');
    let values: usize = chunks(0).map(|bytes| count(bytes.iter().map(begins_value))).sum();
    let nulls = chunks(0).zip(chunks(1)).zip(chunks(2)).map(|((before, bytes), next)| {
        let bytes = before.iter().zip(bytes).zip(next);
        count(bytes.map(|((before, byte), next)| begins_null(*before, *byte, *next)))
    });
    let objects = objects.saturating_add(nulls.sum()).saturating_mul(UNTYPED_OBJECT);
    values.saturating_mul(UNTYPED_VALUE).saturating_add(objects)
}

/// Whether `null` probably begins an item at the last of three bytes. Some strings contain the same bytes.
fn begins_null(before: u8, byte: u8, next: u8) -> bool {
    let is_space = (byte == b' ') | (byte == b'\n') | (byte == b'\r') | (byte == b'\t');
    (next == b'n') & ((byte == b',') | (byte == b'[') | (is_space & (before != b':')))
}

/// Counts at most [`CHUNK`] flags. A sum of bytes is vectorized.
fn count(flags: impl Iterator<Item = bool>) -> usize {
    usize::from(flags.map(u8::from).sum::<u8>())
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
pub(crate) const EXCEEDED: &str = "its values take too much memory for its size and `max_body`: read it with `Request::receive_bytes`";

/// Whether a text was not decoded because its budget is exceeded.
pub(crate) fn is_exceeded(error: &serde_json::Error) -> bool {
    error.to_string().starts_with(EXCEEDED)
}

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
        assert_eq!(for_text("[]", usize::MAX).unwrap(), FOR_SHORT_TEXTS + 32);
        assert_eq!(for_text("[]", 1_000).unwrap(), 16_000);
        assert!(for_text(r#"[{"a":1},{"b":2}]"#, 10).is_err());
        assert!(for_text(r#"[{"a":1},{"b":2}]"#, 1_000).is_ok());
    }

    #[test]
    fn the_estimate_counts_what_has_no_struct() {
        for (text, objects, values) in [
            ("{}", 1, 1),
            (r#"[{"a":1},{"b":2}]"#, 2, 4),
            ("[null,null]", 1, 2),
            ("[\n  null,\n  null\n]", 2, 2),
            (r#"{"a":null, "b": null}"#, 1, 2),
        ] {
            let expected = objects * UNTYPED_OBJECT + values * UNTYPED_VALUE;
            assert_eq!(estimate(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn bombs_exceed_and_small_objects_do_not() {
        let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
        for bomb in ["{}", r#"{"":0}"#, "null", " null"] {
            assert!(for_text(&list(bomb, 400_000), usize::MAX).is_err(), "{bomb}");
        }
        for item in ["0", r#""""#, "[]", r#"{"id":12345678,"name":"ab"}"#] {
            assert!(for_text(&list(item, 400_000), usize::MAX).is_ok(), "{item}");
        }
    }
}
