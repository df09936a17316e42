//! Drift: where a response deviates from the API document.

use std::fmt;

/// A value of a response that deviates from the API document.
///
/// It was dropped so that the rest could be decoded, or is kept in the variant `Unknown` of a [`union`](macro@crate::union).
/// [`ApiResponse::drift`](crate::ApiResponse::drift) lists them. `Display` writes a line for a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) found: String,
}

impl Drift {
    /// The location of the value, as a JSON path: `$[3].usage.sent`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The expected type, in the decoder's words: `f64`, `a string`, `an object`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The value found, as JSON, shortened if it is long. Secrets are redacted.
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
