//! How well a value fits the type that it is decoded as.
//!
//! With serde, a type can report only a value or an error. So the decoders of objects and enums report through a thread
//! local, and the choice between the variants of a union collects their reports.

use std::cell::Cell;
use std::cmp::Reverse;

/// How well a value fits a type; the least is the best.
///
/// Values are compared by the fields in order, which are the criteria of the choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// The tags and constants of the type that the value has, at its root.
    pub(crate) marks: Reverse<usize>,
    /// Properties and items that the type does not keep.
    pub(crate) lost: usize,
    /// Nested unions that are `Unknown`, which loses nothing.
    pub(crate) unknown_unions: usize,
    /// Values that an enum does not know, and constants and required nullable properties that are absent.
    pub(crate) doubts: usize,
    /// Properties that are `null`, and that the type does not keep.
    pub(crate) lost_nulls: usize,
    /// Required constants that are absent at the root. The type of a variant does not fit then.
    pub(crate) missing: usize,
}

thread_local! {
    static REPORTED: Cell<Fit> = const { Cell::new(Fit::NOTHING) };
}

impl Fit {
    const NOTHING: Self = Self {
        marks: Reverse(0),
        lost: 0,
        unknown_unions: 0,
        doubts: 0,
        lost_nulls: 0,
        missing: 0,
    };

    /// The fit of a value whose variant is selected by its tag.
    pub(super) fn with_tag(self) -> Self {
        Self {
            marks: Reverse(self.marks.0 + 1),
            doubts: self.doubts + self.missing,
            missing: 0,
            ..self
        }
    }

    /// Whether a type keeps more of the value than another.
    pub(super) fn keeps_more_than(self, other: Self) -> bool {
        (self.lost, self.lost_nulls) < (other.lost, other.lost_nulls)
    }

    /// The fit of a value with one more value inside it.
    fn with_inner(self, inner: Self) -> Self {
        Self {
            lost: self.lost + inner.lost,
            unknown_unions: self.unknown_unions + inner.unknown_unions,
            doubts: self.doubts + inner.doubts,
            lost_nulls: self.lost_nulls + inner.lost_nulls,
            ..self
        }
    }
}

/// Decodes, and returns what was reported meanwhile.
pub(crate) fn observe<R>(decode: impl FnOnce() -> R) -> (R, Fit) {
    let before = REPORTED.replace(Fit::NOTHING);
    let decoded = decode();
    (decoded, REPORTED.replace(before))
}

/// Decodes. If that fails, nothing counts as reported meanwhile.
pub(crate) fn if_decoded<T, E>(decode: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let (decoded, fit) = observe(decode);
    if decoded.is_ok() {
        report_inner(fit);
    }
    decoded
}

/// Decodes, and returns whether the type does not keep a part of the value, other than properties that are `null`.
#[cfg(feature = "client")]
pub(crate) fn with_loss<R>(decode: impl FnOnce() -> R) -> (R, bool) {
    let (decoded, fit) = observe(decode);
    (decoded, fit.lost > 0)
}

/// Reports the fit of the root of the value that is decoded.
pub(crate) fn report_root(fit: Fit) {
    let before = REPORTED.get();
    REPORTED.set(Fit {
        marks: Reverse(before.marks.0 + fit.marks.0),
        missing: before.missing + fit.missing,
        ..before.with_inner(fit)
    });
}

/// Reports the fit of a value inside the one that is decoded.
pub(crate) fn report_inner(fit: Fit) {
    let fit = Fit { doubts: fit.doubts + fit.missing, ..fit };
    REPORTED.set(REPORTED.get().with_inner(fit));
}

/// Reports a property or item that is not kept.
pub(crate) fn report_lost() {
    report_inner(Fit { lost: 1, ..Fit::NOTHING });
}

/// Reports a property that is `null` and not kept.
pub(crate) fn report_lost_null() {
    report_inner(Fit { lost_nulls: 1, ..Fit::NOTHING });
}

/// Reports a nested union that is `Unknown`.
pub(crate) fn report_unknown_union() {
    report_inner(Fit { unknown_unions: 1, ..Fit::NOTHING });
}

/// Reports a value that an enum does not know.
#[cold]
pub(crate) fn report_unknown_value() {
    report_inner(Fit { doubts: 1, ..Fit::NOTHING });
}

/// Reports a required property that is absent and read as `null`.
#[cold]
pub(crate) fn report_absent_nullable() {
    report_inner(Fit { doubts: 1, ..Fit::NOTHING });
}

/// Reports how many constants of an object are present, and how many required and optional ones are absent.
pub(crate) fn report_constants(present: usize, missing: usize, absent: usize) {
    report_root(Fit { marks: Reverse(present), missing, doubts: absent, ..Fit::NOTHING });
}
