//! Drift: where a response deviates from the API document.

use std::fmt;

/// A value of a response that deviates from the API document.
///
/// [`kind`](Self::kind) says what became of it. [`ApiResponse::drift`](crate::ApiResponse::drift) lists them. `Display` writes a
/// line for a log.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{ApiResponse, DriftKind};
/// /// The values that the response lacks because they have another type than documented.
/// fn dropped<T>(response: &ApiResponse<T>) -> Vec<&str> {
///     let drift = response.drift().iter().filter(|drift| drift.kind() == DriftKind::Dropped);
///     drift.map(|drift| drift.path()).collect()
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    pub(crate) kind: DriftKind,
    pub(crate) path: String,
    pub(crate) expected: String,
    pub(crate) found: String,
}

/// How a value deviates from the API document, and what became of it. [`Drift`] has an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// It has another type, and was converted: the number `10` is the string `"10"`, and a single value is a list of one item.
    Converted,
    /// It has another type, and was dropped: a property is `None`, an item of a list its default.
    Dropped,
    /// It fits no variant of a [`union`](macro@crate::union), which keeps it in `Unknown`, or it is a string of another format,
    /// which is kept.
    Unknown,
    /// The body, or a property that the API document requires, is missing.
    Missing,
    /// The API document does not describe the property. Listed on request:
    /// [`RequestOptions::list_undocumented`](crate::RequestOptions::list_undocumented).
    Undocumented,
}

impl Drift {
    /// What became of the value.
    pub fn kind(&self) -> DriftKind {
        self.kind
    }

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
        let Self { kind, path, expected, found } = self;
        write!(f, "{path}: expected {expected}, found `{found}`")?;
        match kind {
            DriftKind::Converted => f.write_str(", which was converted"),
            DriftKind::Dropped
            | DriftKind::Unknown
            | DriftKind::Missing
            | DriftKind::Undocumented => Ok(()),
        }
    }
}
