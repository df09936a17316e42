//! One request being described: in come parameters and a body, out comes what is sent.

mod action;
mod body;
mod outgoing;
mod query;

pub use action::{Action, Batchable};
pub(crate) use outgoing::{Body, Outgoing};
pub use query::{ArrayStyle, ObjectStyle};

use crate::encode::push_encoded;
use crate::error::Error;
use crate::operation::Operation;
use crate::options::RequestOptions;
use crate::paging::Listing;
use crate::session::Session;
use crate::trace::Subject;
use query::Query;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;
use std::any::Any;
use std::borrow::Cow;
use std::fmt::{self, Display};

/// The media type of JSON.
const JSON: &str = "application/json";

/// The description of one request, which generated code fills in and the runtime sends.
///
/// Nothing here fails: what is wrong with a value is kept, and is what sending answers.
#[derive(Clone)]
pub struct Call {
    session: Session,
    /// The operation, if a document names it.
    operation: Option<&'static Operation>,
    label: Cow<'static, str>,
    method: Method,
    path: String,
    query: Query,
    headers: HeaderMap,
    cookies: String,
    accept: HeaderValue,
    body: Option<Body>,
    options: RequestOptions,
    listing: Listing,
    /// What it is in a batch, and the path that it acts on, as far as it is filled in.
    action: Option<(Batchable, String)>,
    /// Whether the request goes without the key.
    anonymous: bool,
    /// Where the operation is served, if that is not where the API is.
    server: Option<&'static str>,
    /// Why the request cannot be made: the first reason there was.
    fault: Option<String>,
}

impl Call {
    /// A call of an operation, in which nothing is set.
    pub fn new(session: &Session, operation: &'static Operation) -> Self {
        let mut call = Self::described(
            session,
            operation.id.into(),
            operation.method.clone(),
            operation.path.to_owned(),
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
        let mut call = Self::described(session, label.into(), method, path.to_owned());
        call.query.start_with(query);
        call
    }

    fn described(
        session: &Session,
        label: Cow<'static, str>,
        method: Method,
        path: String,
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
            body: None,
            options: RequestOptions::default(),
            listing: Listing::default(),
            action: None,
            anonymous: false,
            server: None,
            fault: None,
        }
    }

    /// Fills in a parameter of the path.
    ///
    /// An empty value, `.` and `..` would make another path of it: they are an error.
    pub fn path<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.set_path(name, &text, encoded(&text));
    }

    /// Fills in a parameter of the path that is a list.
    pub fn path_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.set_path(name, &texts.concat(), joined(&texts, style));
    }

    /// Sets a parameter of the query; setting it again replaces it.
    pub fn query<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.query.set_one(name, text);
    }

    /// Sets a parameter of the query that is a list; setting it again replaces it.
    pub fn query_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.query.set_many(name, style, texts);
    }

    /// Sets a parameter of the query that is an object, or one of several types; setting it again replaces it.
    pub fn query_object<T: Serialize>(
        &mut self,
        name: &'static str,
        style: ObjectStyle,
        value: &T,
    ) {
        match serde_json::to_value(value) {
            Ok(value) => self.query.set_object(name, style, &value),
            Err(why) => self.fail(format!("`{name}` cannot be written: {why}")),
        }
    }

    /// Sets a parameter of the query that is sent as JSON; setting it again replaces it.
    pub fn query_json<T: Serialize>(&mut self, name: &'static str, value: &T) {
        match serde_json::to_string(value) {
            Ok(json) => self.query.set_one(name, json),
            Err(why) => self.fail(format!("`{name}` cannot be written as JSON: {why}")),
        }
    }

    /// Sets a header. One that the client sets itself is an error.
    pub fn header<T: Display + 'static>(&mut self, name: &str, value: T) {
        let text = self.shown(name, &value);
        self.set_header(name, &text);
    }

    /// Sets a header that is a list; however it is styled, a header's list has commas.
    pub fn header_array<T: Display + 'static>(
        &mut self,
        name: &str,
        _style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.set_header(name, &texts.join(","));
    }

    /// Adds a cookie.
    pub fn cookie<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.add_cookie(name, &encoded(&text));
    }

    /// Adds a cookie that is a list.
    pub fn cookie_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.add_cookie(name, &joined(&texts, style));
    }

    /// Sends the request without the key: the operation needs none.
    pub fn anonymous(&mut self) {
        self.anonymous = true;
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

    /// What errors call the request.
    pub(crate) fn label(&self) -> &Cow<'static, str> {
        &self.label
    }

    pub(crate) fn take_listing(&mut self) -> Listing {
        std::mem::take(&mut self.listing)
    }

    /// Adds a pair to the query, whether there is one of that name or not.
    pub(crate) fn add_query(&mut self, name: String, value: String) {
        self.query.add(name, value);
    }

    /// The text of a value. JSON has no number that is not finite, and no server knows what `NaN` means.
    fn shown<T: Display + 'static>(&mut self, name: &str, value: &T) -> String {
        if !is_finite(value) {
            self.fail(format!("`{name}` is {value}, which cannot be sent"));
        }
        value.to_string()
    }

    fn texts<T: Display + 'static>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Vec<String> {
        values.into_iter().map(|value| self.shown(name, &value)).collect()
    }

    fn set_path(&mut self, name: &'static str, value: &str, encoded: String) {
        let place = format!("{{{name}}}");
        if !self.path.contains(&place) {
            self.fail(format!("the path has no place for `{name}`"));
        }
        if matches!(value, "" | "." | "..") {
            self.fail(format!("`{name}` is {value:?}, which would make another path"));
        }
        self.path = self.path.replace(&place, &encoded);
        if let Some((_, resource)) = &mut self.action {
            *resource = resource.replace(&place, &encoded);
        }
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

    fn add_cookie(&mut self, name: &'static str, encoded: &str) {
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        self.cookies.push_str(encoded);
    }

    fn fail(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// What is sent, or why it cannot be.
    pub(crate) fn into_outgoing(mut self) -> Result<Outgoing, Error> {
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
        let outgoing = match self.fault.take() {
            Some(fault) => Err(Error::request(fault)),
            None => self.url(),
        };
        match outgoing {
            Ok(url) => Ok(Outgoing {
                timeout: options.timeout.unwrap_or(self.session.timeout()),
                subject: Subject::of(self.operation),
                retry: options.retry.unwrap_or(self.session.retry()),
                decoding: options.decoding.unwrap_or(self.session.decoding()),
                session: self.session,
                label: self.label,
                method: self.method,
                url,
                headers: self.headers,
                accept: self.accept,
                anonymous: self.anonymous,
                body: self.body,
            }),
            Err(error) => Err(error.of(self.label)),
        }
    }

    fn url(&self) -> Result<Url, Error> {
        let own = self.server.filter(|_| self.session.has_usual_base()).map(Url::parse);
        match own {
            Some(Ok(server)) => outgoing::url(&server, &self.path, &self.query),
            Some(Err(why)) => Err(Error::request(format!("the operation's server: {why}"))),
            None => outgoing::url(self.session.base(), &self.path, &self.query),
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
            body,
            options,
            listing,
            action: _,
            anonymous: _,
            server: _,
            fault,
        } = self;
        f.debug_struct(name)
            .field("method", method)
            .field("path", path)
            .field("query", &query.encode())
            .field("headers", &headers.keys())
            .field("body", &body.as_ref().map(|body| format!("{} bytes", body.bytes.len())))
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

/// Whether a value is anything but a number that is not finite.
fn is_finite(value: &dyn Any) -> bool {
    if let Some(number) = value.downcast_ref::<f64>() {
        number.is_finite()
    } else if let Some(number) = value.downcast_ref::<f32>() {
        number.is_finite()
    } else {
        true
    }
}

/// A text as it stands in a path or a cookie.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    push_encoded(&mut encoded, text);
    encoded
}

/// A list as it stands in a path or a cookie.
fn joined(texts: &[String], style: ArrayStyle) -> String {
    let texts: Vec<_> = texts.iter().map(|text| encoded(text)).collect();
    texts.join(style.separator())
}
