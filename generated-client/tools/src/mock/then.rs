//! The changes of a reply, and how often it is expected.

use super::registry::{Mock, Registry};
use super::reply::Reply;
use std::fmt::Display;
use std::ops::{RangeFrom, RangeInclusive};
use std::time::Duration;

/// A reply that the server sends. Its methods change it.
pub struct Then<'s> {
    registry: &'s Registry,
    /// Its position in the registry.
    index: usize,
}

impl<'s> Then<'s> {
    pub(super) const fn new(registry: &'s Registry, index: usize) -> Self {
        Self { registry, index }
    }

    /// Sets the status.
    ///
    /// # Panics
    ///
    /// When it is not between 100 and 999.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        let status = Reply::empty(status).status;
        self.change(move |mut reply| {
            reply.status = status;
            reply
        })
    }

    /// Sets a header.
    ///
    /// # Panics
    ///
    /// When the name or the value cannot be sent.
    #[track_caller]
    pub fn header(self, name: &str, value: impl Display) -> Self {
        let headers = Reply::empty(200).header(name, value).headers;
        self.change(move |mut reply| {
            reply.headers.extend(headers.clone());
            reply
        })
    }

    /// Sets the header `Retry-After`, in whole seconds.
    pub fn retry_after(self, wait: Duration) -> Self {
        self.change(move |reply| reply.retry_after(wait))
    }

    /// Waits before the response.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(move |reply| reply.delay(delay))
    }

    /// Closes the connection in the middle of the body.
    pub fn cut_body(self) -> Self {
        self.change(Reply::cut_body)
    }

    /// Replies to this number of requests. Then the next reply whose conditions hold is used.
    pub fn times(self, times: usize) -> Self {
        self.update(|mock| mock.times = Some(times))
    }

    /// Fails the test, when the server is dropped, unless it has replied this number of times: `1`, `1..`, or `1..=3`.
    pub fn expect(self, times: impl Into<Times>) -> Self {
        let times = times.into();
        self.update(|mock| mock.expected = Some(times.0))
    }

    /// The number of requests that it has replied to.
    pub fn hits(&self) -> usize {
        self.registry.update(self.index, |mock| mock.hits).unwrap_or_default()
    }

    fn change(self, change: impl Fn(Reply) -> Reply + Send + Sync + 'static) -> Self {
        self.update(|mock| mock.change(change))
    }

    fn update(self, update: impl FnOnce(&mut Mock)) -> Self {
        self.registry.update(self.index, update);
        self
    }
}

/// How often a reply is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times(pub(super) RangeInclusive<usize>);

impl From<usize> for Times {
    fn from(times: usize) -> Self {
        Self(times..=times)
    }
}

impl From<RangeFrom<usize>> for Times {
    fn from(times: RangeFrom<usize>) -> Self {
        Self(times.start..=usize::MAX)
    }
}

impl From<RangeInclusive<usize>> for Times {
    fn from(times: RangeInclusive<usize>) -> Self {
        Self(times)
    }
}
