//! The conditions of a reply.

use super::documented::Endpoint;
use super::examples;
use super::pages::Pages;
use super::registry::{Condition, Mock, Registry};
use super::reply::{Reply, Respond, fail};
use super::request::{Received, ReceivedRequest};
use super::then::Then;
use runtime::testing::EncodeResponse;
use runtime::{OperationRequest, Page};
use serde::Serialize;
use std::fmt::Display;
use std::marker::PhantomData;
use std::sync::Arc;

/// The requests that a reply is for: those of an operation, with these parameters and headers.
///
/// Each method that begins with `reply` sets the reply, and returns it as a [`Then`].
#[must_use = "without a reply, the server does not know the request"]
pub struct When<'s, R> {
    registry: &'s Registry,
    endpoint: Endpoint,
    conditions: Vec<Condition>,
    is_unchecked: bool,
    operation: PhantomData<fn() -> R>,
}

impl<'s, R> When<'s, R> {
    pub(super) const fn new(registry: &'s Registry, endpoint: Endpoint) -> Self {
        let conditions = Vec::new();
        Self { registry, endpoint, conditions, is_unchecked: false, operation: PhantomData }
    }

    /// Only requests with this parameter in the path.
    ///
    /// # Panics
    ///
    /// When the path has no parameter of that name.
    #[track_caller]
    pub fn path(self, name: &str, value: impl Display) -> Self {
        if !self.endpoint.has_path_parameter(name) {
            fail(format!("{} has no parameter `{name}` in its path", self.endpoint));
        }
        let (name, value) = (name.to_owned(), value.to_string());
        self.only(move |request| request.path(&name) == Some(value.as_str()))
    }

    /// Only requests with this parameter in the query.
    ///
    /// # Panics
    ///
    /// When the API document describes the operation, but no such parameter.
    #[track_caller]
    pub fn query(self, name: &str, value: impl Display) -> Self {
        self.endpoint.ensure_query_parameter(name);
        let (name, value) = (name.to_owned(), value.to_string());
        self.only(move |request| request.query_all(&name).any(|one| one == value))
    }

    /// Only requests without this parameter in the query.
    ///
    /// # Panics
    ///
    /// When the API document describes the operation, but no such parameter.
    #[track_caller]
    pub fn without_query(self, name: &str) -> Self {
        self.endpoint.ensure_query_parameter(name);
        let name = name.to_owned();
        self.only(move |request| request.query(&name).is_none())
    }

    /// Only requests with this header.
    pub fn header(self, name: &str, value: impl Display) -> Self {
        let (name, value) = (name.to_owned(), value.to_string());
        self.only(move |request| request.header(&name) == Some(value.as_str()))
    }

    /// Only requests with this body: the same JSON value.
    ///
    /// # Panics
    ///
    /// When the body has no JSON form.
    #[track_caller]
    pub fn body(self, body: &R::Body) -> Self
    where
        R: OperationRequest<Body: Serialize>,
    {
        match serde_json::to_value(body) {
            Ok(body) => self.only(move |request| request.value.as_ref() == Some(&body)),
            Err(error) => fail(format!("the body has no JSON form: {error}")),
        }
    }

    /// Only requests for which the function returns `true`.
    pub fn when(self, matches: impl Fn(&Received<R>) -> bool + Send + Sync + 'static) -> Self
    where
        R: 'static,
    {
        self.condition(Arc::new(move |request| matches(&Received::new(Arc::clone(request)))))
    }

    /// Also requests that deviate from the API document, such as one with a value that the document does not know yet.
    pub fn unchecked(mut self) -> Self {
        self.is_unchecked = true;
        self
    }

    /// Replies with this value: the output of the operation or, for a stream, the list of its items.
    ///
    /// The status and the media type are those of the first documented success.
    ///
    /// # Panics
    ///
    /// When the value has no JSON form.
    #[track_caller]
    pub fn reply(self, value: <R::Output as EncodeResponse>::Value) -> Then<'s>
    where
        R: OperationRequest<Output: EncodeResponse>,
    {
        match R::Output::encode(&value) {
            Ok(body) => {
                let reply = self.endpoint.success(body);
                self.reply_with(move |_| reply.clone())
            }
            Err(error) => fail(format!("the value has no JSON form: {error}")),
        }
    }

    /// Replies with the documented example of a success, or else with a value that is made from the documented schema.
    ///
    /// # Panics
    ///
    /// When the document describes no success.
    #[track_caller]
    pub fn reply_example(self) -> Then<'s> {
        if self.endpoint.only_error().is_some() {
            fail(format!("the API document describes no success of {}", self.endpoint));
        }
        let example = examples::example(&self.endpoint);
        self.respond(example)
    }

    /// Replies with a status, and no body.
    ///
    /// # Panics
    ///
    /// When the status is not between 100 and 999.
    #[track_caller]
    pub fn reply_status(self, status: u16) -> Then<'s> {
        let reply = Reply::empty(status);
        self.reply_with(move |_| reply.clone())
    }

    /// Replies with a status and a JSON body, such as the documented type of an error.
    ///
    /// # Panics
    ///
    /// When the status is not between 100 and 999, or the body has no JSON form.
    #[track_caller]
    pub fn reply_json(self, status: u16, body: &(impl Serialize + ?Sized)) -> Then<'s> {
        let reply = Reply::json(body).status(status);
        self.reply_with(move |_| reply.clone())
    }

    /// Replies with these items in pages, as the API divides a listing.
    ///
    /// Each page refers to the next as the API does: by a `Link` header, a URL, a cursor, a page number or an offset. A page has
    /// `per_page` items, at least one, or fewer if the request limits them. Without items, there is one empty page. Page numbers and
    /// offsets cannot tell a page that is shorter than requested from the last; their pages are as long as the request states.
    ///
    /// # Panics
    ///
    /// When an item has no JSON form.
    #[track_caller]
    pub fn reply_pages(
        self,
        items: impl IntoIterator<Item = <R::Output as Page>::Item>,
        per_page: usize,
    ) -> Then<'s>
    where
        R: OperationRequest<Output: Page<Item: Serialize>>,
    {
        let items: Result<Vec<_>, _> = items.into_iter().map(serde_json::to_value).collect();
        match items {
            Ok(items) => {
                let pages = Pages::new(&self.endpoint, items, per_page);
                self.respond(Arc::new(move |request| pages.reply(request)))
            }
            Err(error) => fail(format!("an item has no JSON form: {error}")),
        }
    }

    /// Resets the connection instead of sending a response.
    pub fn reset_connection(self) -> Then<'s> {
        self.reply_with(|_| Reply::connection_reset())
    }

    /// Replies with the result of a function.
    pub fn reply_with(
        self,
        reply: impl Fn(&Received<R>) -> Reply + Send + Sync + 'static,
    ) -> Then<'s> {
        self.respond(Arc::new(move |request| reply(&Received::new(Arc::clone(request)))))
    }

    fn respond(self, respond: Respond) -> Then<'s> {
        let Self { registry, endpoint, conditions, is_unchecked, operation: _ } = self;
        let index = registry.add(Mock::new(endpoint, conditions, is_unchecked, respond));
        Then::new(registry, index)
    }

    fn only(self, matches: impl Fn(&Arc<ReceivedRequest>) -> bool + Send + Sync + 'static) -> Self {
        self.condition(Arc::new(matches))
    }

    fn condition(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }
}
