//! The `tracing` span of a call and its events.
//!
//! Without the feature, it does nothing.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod span;

#[cfg(not(feature = "tracing"))]
pub(crate) use disabled::{Trace, trace_drift};
#[cfg(feature = "tracing")]
pub(crate) use span::{Trace, trace_drift};
