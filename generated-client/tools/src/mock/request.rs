//! The requests that the server has received.

use runtime::{Bytes, HeaderMap, Method, OperationRequest, Value};
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// A request that the server has received.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The HTTP method.
    pub method: Method,
    /// The path and the query, relative to the base URL, as they were sent.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The ids of the documented operations that it may be of; none if it is undocumented, several if operations share a path.
    pub operations: Vec<&'static str>,
    /// The parameters in the path, decoded.
    pub(super) path_parameters: Vec<(String, String)>,
    /// The parameters in the query, decoded.
    pub(super) query: Vec<(String, String)>,
    /// The body as a value: JSON, or a form as its documented schema describes it.
    pub(super) value: Option<Value>,
}

impl ReceivedRequest {
    /// A parameter in the path.
    pub fn path(&self, name: &str) -> Option<&str> {
        let mut parameters = self.path_parameters.iter();
        parameters.find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The first parameter of this name in the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query_all(name).next()
    }

    /// All parameters of this name in the query.
    pub fn query_all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.query.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// All parameters in the query, decoded and in order.
    pub fn query_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text. Invalid UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON of a type.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or not of that type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// A request of an operation that the server has received. [`ReceivedRequest`] has its parameters and headers.
pub struct Received<R> {
    request: Arc<ReceivedRequest>,
    operation: PhantomData<fn() -> R>,
}

impl<R> Received<R> {
    pub(super) const fn new(request: Arc<ReceivedRequest>) -> Self {
        Self { request, operation: PhantomData }
    }
}

impl<R: OperationRequest<Body: DeserializeOwned>> Received<R> {
    /// The body.
    ///
    /// # Errors
    ///
    /// When the request has no body, or another one than the document describes. The test fails for it anyway, when the server
    /// is dropped.
    pub fn body(&self) -> Result<R::Body, serde_json::Error> {
        serde_json::from_value(self.value.clone().unwrap_or_default())
    }
}

impl<R> Deref for Received<R> {
    type Target = ReceivedRequest;

    fn deref(&self) -> &ReceivedRequest {
        &self.request
    }
}

impl<R> Clone for Received<R> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.request))
    }
}

impl<R> fmt::Debug for Received<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}
