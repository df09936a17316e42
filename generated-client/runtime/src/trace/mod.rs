//! What `tracing` sees of a call: in come requests, attempts and answers, out come a span and its events.
//!
//! Without the feature there is nothing to see, and nothing is done for it.

#[cfg(not(feature = "tracing"))]
mod nothing;
#[cfg(feature = "tracing")]
mod span;

#[cfg(not(feature = "tracing"))]
pub(crate) use nothing::{Subject, Trace, Wishes, drifted};
#[cfg(feature = "tracing")]
pub(crate) use span::{Subject, Trace, Wishes, drifted};
