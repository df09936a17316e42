//! [`Untyped`]: a value that the client leaves untyped, although the document says more about it.

use super::Diagnostics;
use crate::source::Pointer;
use std::fmt;

/// A value that the client leaves untyped, although the document says more about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untyped {
    /// The type that the value has instead.
    pub ty: UntypedAs,
    /// The way to a type.
    pub recovery: Recovery,
}

/// The type of an untyped value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UntypedAs {
    /// Any JSON value.
    Value,
    /// Bytes.
    Bytes,
    /// A string.
    String,
    /// `()`: the value is not read.
    Unit,
}

impl UntypedAs {
    /// The type in Rust.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Value => "Value",
            Self::Bytes => "bytes",
            Self::String => "String",
            Self::Unit => "()",
        }
    }
}

/// The way to a type for an untyped value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// A key of the profile.
    Profile(&'static str),
    /// An overlay that corrects the document.
    Overlay,
    /// The generator does not support the construct.
    Unsupported,
}

impl Untyped {
    /// A JSON value that is typed once the document is corrected.
    pub const VALUE: Self = Self { ty: UntypedAs::Value, recovery: Recovery::Overlay };

    /// A value in a format that is not supported.
    #[must_use]
    pub const fn unsupported(ty: UntypedAs) -> Self {
        Self { ty, recovery: Recovery::Unsupported }
    }
}

impl Diagnostics {
    /// Warns about a value that stays untyped, at a pointer into the merged document.
    pub fn untyped(
        &mut self,
        at: &Pointer,
        untyped: Untyped,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.warning(at, message, help);
        self.mark_untyped(untyped);
    }

    /// Notes a value that stays untyped because the document does not state its type, at a pointer into the merged document.
    pub fn untyped_note(
        &mut self,
        at: &Pointer,
        untyped: Untyped,
        message: impl fmt::Display,
        help: impl fmt::Display,
    ) {
        self.note(at, message, help);
        self.mark_untyped(untyped);
    }

    /// Records that the value of the last diagnostic stays untyped.
    pub fn mark_untyped(&mut self, untyped: Untyped) {
        if let Some(last) = self.found.last_mut() {
            last.untyped = Some(untyped);
        }
    }
}
