//! Where answers drift from the document: in comes what a decoder could not use, out comes what is said of it.

use std::fmt;

/// A value of an answer that is not what the document says, and was left out so that the rest could be read.
///
/// [`ApiResponse::drift`](crate::ApiResponse::drift) lists them. Displayed, one is a line for a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) found: String,
}

impl Drift {
    /// Where the value stands, as a JSON path: `$[3].usage.sent`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected there, as the decoder says it: `f64`, `a string`, `an object`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there, as JSON: the beginning of it, where it is long. What is secret in it is masked.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, expected, found } = self;
        write!(f, "{path}: expected {expected}, found `{found}`")
    }
}
