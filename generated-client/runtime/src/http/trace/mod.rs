//! What `tracing` sees of a call: in come requests, attempts and answers, out come a span and its events.
//!
//! Without the feature there is nothing to see, and nothing is done for it.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod span;

#[cfg(not(feature = "tracing"))]
pub(crate) use disabled::{Trace, trace_drift};
#[cfg(feature = "tracing")]
pub(crate) use span::{Trace, trace_drift};
