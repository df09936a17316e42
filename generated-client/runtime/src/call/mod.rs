//! One request being described: in come parameters and a body, out comes what is sent.

mod outgoing;
mod query;

pub(crate) use outgoing::Outgoing;
pub use query::ArrayStyle;

use crate::encode::push_encoded;
use crate::error::Error;
use crate::operation::Operation;
use crate::options::RequestOptions;
use crate::session::Session;
use bytes::Bytes;
use query::Query;
use reqwest::Method;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use std::any::Any;
use std::borrow::Cow;
use std::fmt::{self, Display};

/// The description of one request, which generated code fills in and the runtime sends.
///
/// Nothing here fails: what is wrong with a value is kept, and is what sending answers.
#[derive(Clone)]
pub struct Call {
    session: Session,
    label: Cow<'static, str>,
    method: Method,
    path: String,
    query: Query,
    headers: HeaderMap,
    cookies: String,
    body: Option<Bytes>,
    options: RequestOptions,
    max_pages: Option<usize>,
    /// Why the request cannot be made: the first reason there was.
    fault: Option<String>,
}

impl Call {
    /// A call of an operation, in which nothing is set.
    pub fn new(session: &Session, operation: &'static Operation) -> Self {
        Self::described(
            session,
            operation.id().into(),
            operation.method().clone(),
            operation.path().to_owned(),
        )
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
            label,
            method,
            path,
            query: Query::default(),
            headers: HeaderMap::new(),
            cookies: String::new(),
            body: None,
            options: RequestOptions::default(),
            max_pages: None,
            fault: None,
        }
    }

    /// Fills in a parameter of the path.
    ///
    /// An empty value, `.` and `..` would make another path of it: they are an error.
    pub fn path<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.text(name, &value);
        self.set_path(name, &text);
    }

    /// Sets a parameter of the query; setting it again replaces it.
    pub fn query<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.text(name, &value);
        self.query.set_one(name, text);
    }

    /// Sets a parameter of the query that is a list; setting it again replaces it.
    pub fn query_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = values.into_iter().map(|value| self.text(name, &value)).collect();
        self.query.set_many(name, style, texts);
    }

    /// Sets a header. One that the client sets itself is an error.
    pub fn header<T: Display + 'static>(&mut self, name: &str, value: T) {
        let text = self.text(name, &value);
        self.set_header(name, &text);
    }

    /// Adds a cookie.
    pub fn cookie<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.text(name, &value);
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(name);
        self.cookies.push('=');
        push_encoded(&mut self.cookies, &text);
    }

    /// Sets the body, in JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.set_body(serde_json::to_vec(body));
    }

    /// Overrides settings of the client.
    pub fn options(&mut self, options: RequestOptions) {
        self.options = options;
    }

    /// Ends the listing, where the operation is paged, after this many pages.
    pub fn max_pages(&mut self, max_pages: usize) {
        self.max_pages = Some(max_pages);
    }

    pub(crate) fn page_limit(&self) -> Option<usize> {
        self.max_pages
    }

    /// Adds a pair to the query, whether there is one of that name or not.
    pub(crate) fn add_query(&mut self, name: String, value: String) {
        self.query.add(name, value);
    }

    /// The text of a value. JSON has no number that is not finite, and no server knows what `NaN` means.
    fn text<T: Display + 'static>(&mut self, name: &str, value: &T) -> String {
        if !is_finite(value) {
            self.fail(format!("`{name}` is {value}, which cannot be sent"));
        }
        value.to_string()
    }

    fn set_path(&mut self, name: &'static str, value: &str) {
        let place = format!("{{{name}}}");
        if !self.path.contains(&place) {
            self.fail(format!("the path has no place for `{name}`"));
        }
        if matches!(value, "" | "." | "..") {
            self.fail(format!("`{name}` is {value:?}, which would make another path"));
        }
        let mut encoded = String::new();
        push_encoded(&mut encoded, value);
        self.path = self.path.replace(&place, &encoded);
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

    fn set_body(&mut self, body: serde_json::Result<Vec<u8>>) {
        match body {
            Ok(body) => self.body = Some(body.into()),
            Err(why) => self.fail(format!("the body cannot be written as JSON: {why}")),
        }
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
            None => outgoing::url(self.session.base(), &self.path, &self.query),
        };
        match outgoing {
            Ok(url) => Ok(Outgoing {
                timeout: options.timeout.unwrap_or(self.session.timeout()),
                session: self.session,
                label: self.label,
                method: self.method,
                url,
                headers: self.headers,
                body: self.body,
            }),
            Err(error) => Err(error.of(self.label)),
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
            label: _,
            method,
            path,
            query,
            headers,
            cookies: _,
            body,
            options,
            max_pages,
            fault,
        } = self;
        f.debug_struct(name)
            .field("method", method)
            .field("path", path)
            .field("query", &query.encode())
            .field("headers", &headers.keys())
            .field("body", &body.as_ref().map(|body| format!("{} bytes", body.len())))
            .field("options", options)
            .field("max_pages", max_pages)
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
