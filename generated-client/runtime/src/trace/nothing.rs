//! Nothing is seen of a call.

use crate::call::Outgoing;
use crate::drift::Drift;
use crate::error::Error;
use crate::operation::Operation;
use crate::send::Answer;
use std::time::Duration;

/// What the caller wishes to see: there is no choice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wishes {}

/// What a request is about.
#[derive(Clone, Copy)]
pub(crate) struct Subject;

impl Subject {
    pub(crate) fn of(_: Option<&'static Operation>) -> Self {
        Self
    }

    pub(crate) fn next_page(&mut self) {}
}

pub(crate) fn drifted(_: &str, _: &[Drift]) {}

/// Nothing.
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn of(_: &Outgoing) -> Self {
        Self
    }

    pub(crate) fn watch<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn repeated(&self, _: &Error, _: Duration) {}

    pub(crate) fn ended(&self, _: &Result<Box<Answer>, Error>) {}
}
