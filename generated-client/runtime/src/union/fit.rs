//! How well a value fits the type that it is decoded as.
//!
//! serde gives types no way to report anything but a value or an error. So the decoders of objects and enums report to
//! the thread, and the choice between the variants of a union collects what they reported.

use std::cell::Cell;
use std::cmp::Reverse;

/// How well a value fits a type; the least is the best.
///
/// The order of the fields is the rule of choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fit {
    /// How far the status of the response is from those that are documented for the type.
    pub(crate) status: u8,
    /// The tags and constants of the type that the value has, at its root.
    pub(crate) marks: Reverse<usize>,
    /// Properties and items that the type does not keep.
    pub(crate) lost: usize,
    /// Unions inside that only their `Unknown` can hold: it loses nothing.
    pub(crate) unknown_unions: usize,
    /// Values that an enum does not know, and constants that are absent.
    pub(crate) doubts: usize,
}

thread_local! {
    static REPORTED: Cell<Fit> = const { Cell::new(Fit::NOTHING) };
}

impl Fit {
    const NOTHING: Self =
        Self { status: 0, marks: Reverse(0), lost: 0, unknown_unions: 0, doubts: 0 };

    /// The fit of something that holds both, one of them not at its root.
    fn with_inner(self, inner: Self) -> Self {
        Self {
            lost: self.lost + inner.lost,
            unknown_unions: self.unknown_unions + inner.unknown_unions,
            doubts: self.doubts + inner.doubts,
            ..self
        }
    }
}

/// Decodes, and gives what was reported meanwhile.
pub(crate) fn observe<R>(decode: impl FnOnce() -> R) -> (R, Fit) {
    let before = REPORTED.replace(Fit::NOTHING);
    let decoded = decode();
    (decoded, REPORTED.replace(before))
}

/// Reports the fit of a value at the root of what is decoded.
pub(crate) fn report_root(fit: Fit) {
    let before = REPORTED.get();
    REPORTED.set(Fit { marks: Reverse(before.marks.0 + fit.marks.0), ..before.with_inner(fit) });
}

/// Reports the fit of a value inside of what is decoded.
pub(crate) fn report_inner(fit: Fit) {
    REPORTED.set(REPORTED.get().with_inner(fit));
}

/// Reports a property or item that is not kept.
pub(crate) fn report_lost() {
    report_inner(Fit { lost: 1, ..Fit::NOTHING });
}

/// Reports a union that only its `Unknown` can hold.
pub(crate) fn report_unknown_union() {
    report_inner(Fit { unknown_unions: 1, ..Fit::NOTHING });
}

/// Reports a value that an enum does not know.
#[cold]
pub(crate) fn report_unknown_value() {
    report_inner(Fit { doubts: 1, ..Fit::NOTHING });
}

/// Reports the constants of an object, of which there are more than none: those present, and those absent.
pub(crate) fn report_constants(present: usize, absent: usize) {
    report_root(Fit { marks: Reverse(present), doubts: absent, ..Fit::NOTHING });
}
