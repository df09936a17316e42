//! One request being described: in come parameters and a body, out comes what is sent.

use super::list_options::Listing;
use super::options::RequestOptions;
use super::prepared::{self, Body, PreparedRequest};
use super::query::Query;
use crate::api::{Batchable, Operation, Paging};
use crate::auth::SecurityRequirements;
use crate::error::Error;
use crate::session::Session;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use std::borrow::Cow;
use std::fmt;

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// The description of one request, which generated code fills in and the runtime sends.
///
/// Nothing here fails: what is wrong with a value is kept, and is what sending answers.
#[derive(Clone)]
pub struct Call {
    pub(super) session: Session,
    /// The operation, if a document names it.
    operation: Option<&'static Operation>,
    pub(super) label: Cow<'static, str>,
    pub(super) method: Method,
    pub(super) path: Cow<'static, str>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    pub(super) cookies: String,
    accept: HeaderValue,
    /// Whether the answer is read as it comes.
    streamed: bool,
    pub(super) body: Option<Body>,
    options: RequestOptions,
    listing: Listing,
    /// What it is in a batch, and the path that it acts on, as far as it is filled in.
    pub(super) action: Option<(Batchable, String)>,
    /// How the operation is authorised, if not as others.
    security: Option<SecurityRequirements>,
    /// Where the operation is served, if that is not where the API is.
    server: Option<&'static str>,
    /// Why the request cannot be made: the first reason there was.
    pub(super) fault: Option<String>,
}

impl Call {
    /// A call of an operation, in which nothing is set.
    pub fn new(session: &Session, operation: &'static Operation) -> Self {
        let mut call = Self::described(
            session,
            operation.id.into(),
            operation.method.clone(),
            operation.path.into(),
        );
        call.operation = Some(operation);
        call.action = operation.batchable.map(|action| (action, action.resource.to_owned()));
        call
    }

    /// A call that no document describes: the path is sent as it is.
    pub(crate) fn raw(session: &Session, method: Method, mut path: String) -> Self {
        if !path.starts_with('/') {
            path.insert(0, '/');
        }
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let label = format!("{method} {path}");
        let mut call = Self::described(session, label.into(), method, path.to_owned().into());
        call.query.start_with(query);
        call
    }

    fn described(
        session: &Session,
        label: Cow<'static, str>,
        method: Method,
        path: Cow<'static, str>,
    ) -> Self {
        Self {
            session: session.clone(),
            operation: None,
            label,
            method,
            path,
            query: Query::default(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            accept: HeaderValue::from_static(JSON),
            streamed: false,
            body: None,
            options: RequestOptions::default(),
            listing: Listing::default(),
            action: None,
            security: None,
            server: None,
            fault: None,
        }
    }

    /// Sends the request without the key: the operation needs none.
    pub fn anonymous(&mut self) {
        self.security = Some(&[]);
    }

    /// Sends the request with the keys of one of these combinations of schemes: the first of which the client has all. Where it
    /// has none, with the key that it usually sends.
    pub fn security(&mut self, alternatives: &'static [&'static [&'static str]]) {
        self.security = Some(alternatives);
    }

    /// Sends the request to a server of the operation's own, unless the caller has set the client's base URL.
    pub fn server(&mut self, url: &'static str) {
        self.server = Some(url);
    }

    /// Overrides settings of the client.
    pub fn options(&mut self, options: RequestOptions) {
        self.options = options;
    }

    /// How pages are read, where the operation is paged.
    pub fn listing(&mut self) -> &mut Listing {
        &mut self.listing
    }

    /// Says that the answer need not be JSON.
    pub(crate) fn accept_anything(&mut self) {
        self.accept = HeaderValue::from_static("*/*");
    }

    /// Says that the answer is read as it comes, and what it may be.
    pub(crate) fn stream(&mut self, accept: &'static str) {
        self.accept = HeaderValue::from_static(accept);
        self.streamed = true;
    }

    /// What errors call the request.
    pub(crate) fn label(&self) -> &Cow<'static, str> {
        &self.label
    }

    /// How pages are read, as far as the document says it.
    pub(crate) fn paging(&self) -> Paging {
        self.operation.and_then(|operation| operation.paging).unwrap_or(Paging::FORWARDS)
    }

    pub(crate) fn take_listing(&mut self) -> Listing {
        std::mem::take(&mut self.listing)
    }

    /// Adds a pair to the query, whether there is one of that name or not.
    pub(crate) fn add_query(&mut self, name: String, value: String) {
        self.query.add(name, value);
    }

    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        let (name, value) = match (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => (name, value),
            (Err(_), _) => return self.fail(format!("{name:?} is not the name of a header")),
            (_, Err(_)) => {
                return self.fail(format!("the header `{name}` cannot have that value"));
            }
        };
        if self.session.manages(&name) {
            return self.fail(format!("the header `{name}` is the client's own to set"));
        }
        self.headers.insert(name, value);
    }

    pub(super) fn fail(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// What is sent, or why it cannot be.
    pub(crate) fn prepare(mut self) -> Result<PreparedRequest, Error> {
        let options = std::mem::take(&mut self.options);
        for (name, value) in &options.headers {
            self.set_header(name, value);
        }
        if !self.cookies.is_empty() {
            match HeaderValue::try_from(&self.cookies) {
                Ok(cookies) => drop(self.headers.insert(COOKIE, cookies)),
                Err(_) => self.fail("the name of a cookie cannot be sent".to_owned()),
            }
        }
        if let Some(server) = options.server {
            match server.parse(self.session.api()) {
                Ok(base) => (self.session, self.server) = (self.session.at(base), None),
                Err(why) => self.fail(format!("the request's server {why}")),
            }
        }
        let request = match self.fault.take() {
            Some(fault) => Err(Error::request(fault)),
            None => self.url(),
        };
        match request {
            Ok(url) => Ok(PreparedRequest {
                timeout: options.timeout.unwrap_or(self.session.timeout()),
                #[cfg(feature = "tracing")]
                operation: self.operation,
                page: None,
                retry: options.retry.unwrap_or(self.session.retry()),
                decoding: options.decoding.unwrap_or(self.session.decoding()),
                session: self.session,
                label: self.label,
                method: self.method,
                url,
                headers: self.headers,
                accept: self.accept,
                streamed: self.streamed,
                security: self.security,
                body: self.body,
            }),
            Err(error) => Err(error.of(self.label)),
        }
    }

    fn url(&self) -> Result<Url, Error> {
        let own = self.server.filter(|_| self.session.has_usual_base()).map(Url::parse);
        match own {
            Some(Ok(server)) => prepared::url(&server, &self.path, &self.query),
            Some(Err(why)) => Err(Error::request(format!("the operation's server: {why}"))),
            None => prepared::url(self.session.base(), &self.path, &self.query),
        }
    }

    /// Shows a request under a name, without what may be secret: values of headers and cookies, and the body.
    ///
    /// # Errors
    ///
    /// When the formatter fails.
    pub fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            session: _,
            operation: _,
            label: _,
            method,
            path,
            query,
            headers,
            cookies: _,
            accept: _,
            streamed: _,
            body,
            options,
            listing,
            action: _,
            security: _,
            server: _,
            fault,
        } = self;
        f.debug_struct(name)
            .field("method", method)
            .field("path", path)
            .field("query", &query.encode())
            .field("headers", &headers.keys())
            .field("body", &body.as_ref().map(|body| format!("{:?}", body.content)))
            .field("options", options)
            .field("listing", listing)
            .field("fault", fault)
            .finish()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("Call", f)
    }
}
