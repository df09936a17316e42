//! The description of one request, which generated code fills in. `Call` -> `PreparedRequest`.

use super::list_options::ListOptions;
use super::options::RequestOptions;
use super::prepared_request::{self, Body, PreparedRequest};
use super::query::Query;
use crate::api::{Batchable, Operation, PageStyle, Paging};
use crate::auth::{NO_SCHEME, SecurityRequirements};
use crate::error::Error;
use crate::policy::DecodeOptions;
use crate::sanitize::{Redact, header_names, one_line};
use crate::session::Session;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT,
};
use reqwest::{Method, Url};
use std::borrow::Cow;
use std::fmt;

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// The description of one request, which generated code fills in and the runtime sends.
///
/// No method fails. The first error is kept, and sending the request returns it.
#[derive(Clone)]
pub struct Call {
    pub(super) session: Session,
    /// The documented operation, if there is one.
    operation: Option<&'static Operation>,
    pub(super) label: Cow<'static, str>,
    pub(super) method: Method,
    pub(super) path: Cow<'static, str>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    pub(super) cookies: String,
    accept: HeaderValue,
    /// The success statuses that the API document describes; empty for any.
    success: &'static [&'static str],
    /// Whether the response is streamed.
    streamed: bool,
    pub(super) body: Option<Body>,
    options: RequestOptions,
    list_options: ListOptions,
    /// The kind of action in a batch, and the path that it acts on, as far as it is filled in.
    pub(super) action: Option<(Batchable, String)>,
    /// The operation's security requirements, if they differ from the API's default.
    security: Option<SecurityRequirements>,
    /// The operation's own server, if it has one.
    server: Option<&'static str>,
    /// The origin of the URL, if the caller sets a whole one.
    origin: Option<Url>,
    /// Whether the pages after the first are found by links, whatever the API document describes.
    follows_links: bool,
    /// The first error while building the request.
    pub(super) failure: Option<String>,
}

impl Call {
    /// A call of an operation, with nothing set.
    pub fn new(session: &Session, operation: &'static Operation) -> Self {
        let mut call = Self::described(
            session,
            operation.id.into(),
            operation.method.clone(),
            operation.path.into(),
        );
        call.operation = Some(operation);
        call.accept(operation.accept);
        call.success = operation.success;
        call.action = operation.batchable.map(|action| (action, action.resource.to_owned()));
        call
    }

    /// A call of an undocumented endpoint: the path is sent unchanged. A URL must be one that is trusted.
    pub(crate) fn raw(session: &Session, method: Method, mut path: String) -> Self {
        let origin = Url::parse(&path).ok().filter(Url::has_host).map(|mut url| {
            path = match url.query() {
                Some(query) => format!("{}?{query}", url.path()),
                None => url.path().to_owned(),
            };
            url.set_path("");
            url.set_query(None);
            url.set_fragment(None);
            url
        });
        if !path.starts_with('/') {
            path.insert(0, '/');
        }
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let label = format!("{method} {path}");
        let mut call = Self::described(session, label.into(), method, path.to_owned().into());
        call.query.start_with(query);
        call.origin = origin;
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
            success: &[],
            streamed: false,
            body: None,
            options: RequestOptions::default(),
            list_options: ListOptions::default(),
            action: None,
            security: None,
            server: None,
            origin: None,
            follows_links: false,
            failure: None,
        }
    }

    /// Sends the request without credentials.
    pub fn anonymous(&mut self) {
        self.security = Some(&[]);
    }

    /// Sends the request with the credentials of one of these combinations of schemes: the first that the client has
    /// completely. If there is none, with the client's main credential.
    pub fn security(&mut self, alternatives: &'static [&'static [&'static str]]) {
        self.security = Some(alternatives);
    }

    /// Sends the request to the operation's own server, unless the caller has set the client's base URL.
    pub fn server(&mut self, url: &'static str) {
        self.server = Some(url);
    }

    /// Overrides settings of the client.
    pub fn options(&mut self, options: RequestOptions) {
        self.options = options;
    }

    /// Options for reading the listing of a paged operation.
    pub fn list_options(&mut self) -> &mut ListOptions {
        &mut self.list_options
    }

    /// Sets the media types that the response may have, as the `Accept` header has them.
    pub(crate) fn accept(&mut self, media_types: &str) {
        match HeaderValue::from_str(media_types) {
            Ok(accept) => self.accept = accept,
            Err(_) => self.fail(format!("{media_types:?} is not a list of media types")),
        }
    }

    /// Reads the response whatever the API document describes.
    pub(crate) fn receive(&mut self, media_types: &str) {
        self.accept(media_types);
        self.success = &[];
    }

    /// Finds the pages after the first by links, whatever the API document describes.
    pub(crate) fn follow_links(&mut self) {
        self.follows_links = true;
    }

    /// Streams the response.
    pub(crate) fn stream(&mut self) {
        self.streamed = true;
    }

    /// The name of the request in errors.
    pub(crate) fn label(&self) -> &Cow<'static, str> {
        &self.label
    }

    /// The paging of the operation, as the document describes it.
    pub(crate) fn paging(&self) -> Paging {
        self.operation.and_then(|operation| operation.paging).unwrap_or(Paging::FORWARDS)
    }

    pub(crate) fn take_list_options(&mut self) -> ListOptions {
        std::mem::take(&mut self.list_options)
    }

    /// Adds a pair to the query, even if there is one of that name.
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
        if name == ACCEPT {
            self.accept = value;
        } else if name != USER_AGENT && self.session.manages(&name) {
            self.fail_managed(&name);
        } else {
            self.headers.insert(name, value);
        }
    }

    fn fail_managed(&mut self, name: &HeaderName) {
        self.fail(match *name {
            AUTHORIZATION if self.session.api().schemes.is_empty() => {
                format!("the header `{name}` cannot be set: the client {NO_SCHEME}")
            }
            _ => format!("the header `{name}` is managed by the client"),
        });
    }

    pub(super) fn fail(&mut self, failure: String) {
        self.failure.get_or_insert(failure);
    }

    /// The request in the form in which it is sent.
    pub(crate) fn prepare(mut self) -> Result<PreparedRequest, Error> {
        let options = std::mem::take(&mut self.options);
        for (name, value) in &options.headers {
            // Only a documented parameter overrides it.
            if name.eq_ignore_ascii_case(USER_AGENT.as_str()) {
                self.fail_managed(&USER_AGENT);
            }
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
        let request = match self.failure.take() {
            Some(failure) => Err(Error::request(failure)),
            None => self.url(),
        };
        let usual = self.session.api().pages;
        let pages = match self.follows_links {
            true => PageStyle::links(usual.items),
            false => self.paging().style.unwrap_or(usual),
        };
        match request {
            Ok(url) => Ok(PreparedRequest {
                timeout: options.timeout.unwrap_or(self.session.timeout()),
                #[cfg(feature = "tracing")]
                operation: self.operation,
                page: None,
                pages,
                retry: options.retry.unwrap_or(self.session.retry()),
                decode: DecodeOptions {
                    decoding: options.decoding.unwrap_or(self.session.decoding()),
                    list_undocumented: options.list_undocumented,
                    keep_body: options.keep_body,
                },
                session: self.session,
                label: self.label,
                method: self.method,
                url,
                headers: self.headers,
                accept: self.accept,
                success: self.success,
                streamed: self.streamed,
                security: self.security,
                body: self.body,
            }),
            Err(error) => Err(error.of(self.label)),
        }
    }

    fn url(&self) -> Result<Url, Error> {
        if let Some(origin) = &self.origin {
            if !self.session.trust().covers(origin) {
                let host = one_line(&self.session.redact(String::from(origin.clone())));
                return Err(Error::request(format!(
                    "{host} is not trusted with the API key: send a path, which is appended to the base URL, or add the origin \
                     with `ClientBuilder::trust_origin`"
                )));
            }
            return prepared_request::url(origin, &self.path, &self.query);
        }
        let own = self.server.filter(|_| self.session.has_usual_base()).map(Url::parse);
        match own {
            Some(Ok(server)) => prepared_request::url(&server, &self.path, &self.query),
            Some(Err(why)) => Err(Error::request(format!("the operation's server: {why}"))),
            None => prepared_request::url(self.session.base(), &self.path, &self.query),
        }
    }

    /// Formats a request under a name, without secrets: values of headers and cookies, and the body, are omitted.
    ///
    /// # Errors
    ///
    /// When the formatter fails.
    pub fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            session,
            operation: _,
            label: _,
            method,
            path,
            query,
            headers,
            cookies: _,
            accept: _,
            success: _,
            streamed: _,
            body,
            options,
            list_options,
            action: _,
            security: _,
            server: _,
            origin: _,
            follows_links: _,
            failure,
        } = self;
        f.debug_struct(name)
            .field("method", method)
            .field("path", &session.redact(path.to_string()))
            .field("query", &session.redact_query(&query.encode()))
            .field("headers", &header_names(headers))
            .field("body", &body.as_ref().map(|body| format!("{:?}", body.content)))
            .field("options", options)
            .field("list_options", list_options)
            .field("failure", &failure.clone().map(|failure| session.redact(failure)))
            .finish()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("Call", f)
    }
}
