//! Replaces `span.rs` without the feature `tracing`.

use crate::error::Error;
use crate::http::raw_response::RawResponse;
use crate::request::PreparedRequest;
use std::fmt::Display;
use std::time::Duration;

pub(crate) fn trace_drift(_: &str, _: usize, _: Option<&impl Display>) {}

/// Nothing.
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn of(_: &PreparedRequest) -> Self {
        Self
    }

    pub(crate) fn watch<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn repeated(&self, _: &Error, _: Duration) {}

    pub(crate) fn ended(&self, _: &Result<Box<RawResponse>, Error>) {}
}
