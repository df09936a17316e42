//! The trait of all requests, and requests for another media type.
#[cfg(feature = "blocking")]
use super::blocking::Blocking;
use super::pagination::{Items, Pages};
use crate::api::Operation;
use crate::error::Error;
use crate::http;
use crate::request::{Call, RequestOptions};
use crate::response::{MediaType, ResponseFuture, Streamed};
use crate::types::Page;
use crate::unsent::Unsent;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use std::fmt;

/// A request, of any operation.
///
/// Each request also has `send` without this trait.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{Error, Request};
/// use std::fmt::Debug;
///
/// /// Sends a request of any operation, and prints its response.
/// async fn print<R: Request<Output: Debug>>(request: R) -> Result<(), Error> {
///     println!("{:?}", request.send().await?);
///     Ok(())
/// }
/// ```
pub trait Request: Sized {
    /// The type of the response body.
    type Output;

    /// The description of the request.
    fn into_call(self) -> Call;

    /// Sends the request.
    fn send(self) -> ResponseFuture<Self::Output>;

    /// The request as [`send`](Self::send) would send it, without credentials. Nothing is sent, whatever the method.
    ///
    /// # Errors
    ///
    /// When the request is invalid.
    fn dry_run(self) -> Result<Unsent, Error> {
        http::unsent(self.into_call())
    }

    /// The same request, for synchronous code.
    #[cfg(feature = "blocking")]
    fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }

    /// The pages of the listing that begins with this request, found by the links to the next pages, although the API
    /// document describes no paging.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime as runtime;
    /// # use runtime::{Error, Request, Value};
    /// async fn all(request: impl Request) -> Result<Vec<Value>, Error> {
    ///     let mut pages = request.linked_pages::<Vec<Value>>();
    ///     let mut items = Vec::new();
    ///     while let Some(page) = pages.try_next().await? {
    ///         items.append(&mut page.into_body());
    ///     }
    ///     Ok(items)
    /// }
    /// ```
    fn linked_pages<P: Page + DeserializeOwned>(self) -> Pages<P> {
        Pages::new(following_links(self))
    }

    /// The items of [`linked_pages`](Self::linked_pages).
    fn linked_items<P: Page + DeserializeOwned>(self) -> Items<P> {
        Items::new(following_links(self))
    }

    /// The same request for a response in another documented media type: the operation's module has a constant for each.
    ///
    /// A server may ignore the choice: the header `Content-Type` of the response names the media type that it sent.
    fn accept<T>(self, media_type: MediaType<T>) -> Accepting<T> {
        Accepting::new(self.into_call(), media_type)
    }

    /// Sends the request, and returns the response as a stream, whatever its documented type.
    fn streamed<S: Streamed>(self) -> ResponseFuture<S> {
        ResponseFuture::streamed(receiving(self, S::ACCEPT))
    }

    /// Sends the request, and returns the body of the response as it is, whatever its documented type.
    fn receive_bytes(self) -> ResponseFuture<Bytes> {
        ResponseFuture::bytes(receiving(self, "*/*"))
    }

    /// Sends the request, and returns the body of the response as text, whatever its documented type.
    fn receive_text(self) -> ResponseFuture<String> {
        ResponseFuture::text(receiving(self, "*/*"))
    }

    /// Sends the request, and decodes the body of the response as JSON, whatever its documented type.
    ///
    /// # Example
    ///
    /// ```
    /// # use meraki_dashboard_api_runtime as runtime;
    /// # use runtime::{Error, Request, Value};
    /// async fn report(request: impl Request) -> Result<Value, Error> {
    ///     let response = request.receive_json::<Value>().await?;
    ///     Ok(response.into_body())
    /// }
    /// ```
    fn receive_json<T: DeserializeOwned>(self) -> ResponseFuture<T> {
        ResponseFuture::new(receiving(self, "application/json"))
    }
}

/// A request of a documented operation. Its type determines the operation, and the types of its body and its response, for code
/// that is generic over operations, such as a test server.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::OperationRequest;
/// /// What a request does, for a log.
/// fn describe<R: OperationRequest>(_request: &R) -> String {
///     format!("{} {}: {}", R::OPERATION.method, R::OPERATION.path, R::OPERATION.summary)
/// }
/// ```
pub trait OperationRequest: Request {
    /// The operation, as the API document describes it.
    const OPERATION: &'static Operation;

    /// The type of the request body; `()` without one.
    type Body;
}

/// The call of a request whose pages are found by links.
fn following_links<R: Request>(request: R) -> Call {
    let mut call = request.into_call();
    call.follow_links();
    call
}

/// The call of a request, with other media types than the document's. The caller's options override them.
fn receiving<R: Request>(request: R, media_types: &str) -> Call {
    let mut call = request.into_call();
    call.receive(media_types);
    call
}

/// A request that accepts one media type. [`Request::accept`] returns it. [`MediaType`] has an example.
#[must_use = "a request does nothing until it is sent"]
pub struct Accepting<T> {
    call: Call,
    media_type: MediaType<T>,
}

impl<T> Accepting<T> {
    fn new(mut call: Call, media_type: MediaType<T>) -> Self {
        call.accept(media_type.name());
        Self { call, media_type }
    }

    /// Overrides settings of the client for this request.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.call.options(options);
        self
    }
}

impl<T> Request for Accepting<T> {
    type Output = T;

    fn into_call(self) -> Call {
        self.call
    }

    fn send(self) -> ResponseFuture<T> {
        self.media_type.send(self.call)
    }
}

impl<T> fmt::Debug for Accepting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.call.debug("Accepting", f)
    }
}
