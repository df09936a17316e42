//! A documented media type of a response, and how a body in it is read.

use super::future::ResponseFuture;
use super::stream::Streamed;
use crate::request::Call;
use serde::de::DeserializeOwned;
use std::fmt;

/// A documented media type of a response, whose body is a `T`: the argument of [`Request::accept`](crate::Request::accept).
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{Error, MediaType, Request};
/// const TEXT_CSV: MediaType<String> = MediaType::text("text/csv");
///
/// async fn table(request: impl Request) -> Result<String, Error> {
///     Ok(request.accept(TEXT_CSV).send().await?.into_body())
/// }
/// ```
pub struct MediaType<T> {
    name: &'static str,
    read: fn(Call) -> ResponseFuture<T>,
}

impl<T: DeserializeOwned> MediaType<T> {
    /// A media type of JSON.
    pub const fn json(name: &'static str) -> Self {
        Self { name, read: ResponseFuture::new }
    }
}

impl MediaType<String> {
    /// A media type of text.
    pub const fn text(name: &'static str) -> Self {
        Self { name, read: ResponseFuture::text }
    }
}

impl<S: Streamed> MediaType<S> {
    /// A media type that is read as a stream.
    pub const fn streamed(name: &'static str) -> Self {
        Self { name, read: ResponseFuture::streamed }
    }
}

impl<T> MediaType<T> {
    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Sends a call that accepts this media type.
    pub(crate) fn send(self, call: Call) -> ResponseFuture<T> {
        (self.read)(call)
    }
}

impl<T> Clone for MediaType<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MediaType<T> {}

impl<T> fmt::Debug for MediaType<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MediaType").field(&self.name).finish()
    }
}
