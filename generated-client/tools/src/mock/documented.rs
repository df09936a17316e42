//! The operations that the document describes, as the server needs them.

use super::reply::{Reply, fail, is_json};
use super::request::ReceivedRequest;
use super::template;
use crate::operations::{Content, Direction, Format, Location, Operation, Operations, Response};
use runtime::reqwest::Url;
use runtime::testing::EncodedResponse;
use runtime::{Api, Bytes, Method, PageStyle, Paging, StatusCode, Value};
use serde_json::json;
use std::fmt;
use std::sync::Arc;

/// The API of a server.
#[derive(Clone)]
pub(super) struct Documented {
    pub(super) operations: &'static Operations,
    api: &'static Api,
    /// The base URL, with the port of the server.
    pub(super) base: Url,
}

impl Documented {
    pub(super) fn new(operations: &'static Operations, api: &'static Api, base: Url) -> Self {
        Self { operations, api, base }
    }

    /// The operation with an id.
    pub(super) fn operation(&self, id: &str) -> Option<Endpoint> {
        let operation = self.operations.by_id(id)?;
        Some(Endpoint {
            method: operation.method.parse().ok()?,
            path: operation.path.to_string(),
            operation: Some(operation),
            documented: self.clone(),
        })
    }

    /// An endpoint that the document does not describe.
    pub(super) fn undocumented(&self, method: Method, path: String) -> Endpoint {
        Endpoint { method, path, operation: None, documented: self.clone() }
    }

    /// A request, with the operation that it is of.
    pub(super) fn read(&self, head: &hyper::http::request::Parts, body: Bytes) -> ReceivedRequest {
        let sent = head.uri.path_and_query().map_or("/", |target| target.as_str());
        let base = self.base.path().trim_end_matches('/');
        // A request outside the base URL is of no operation.
        let target = sent.strip_prefix(base).unwrap_or(sent).to_owned();
        let is_below = sent.starts_with(base);
        let path = target.split('?').next().unwrap_or_default();
        let matched = |has_method: &dyn Fn(&Operation) -> bool| -> Vec<_> {
            let operations = self.operations.operations.iter().filter(|_| is_below);
            let operations = operations.filter(|operation| has_method(operation));
            let parameters = |one: &Operation| {
                let is_reserved = |name: &str| {
                    let mut parameters = one.parameters.iter().filter(|one| one.reserved);
                    parameters.any(|one| one.location == Location::Path && one.name == name)
                };
                template::matched(&one.path, path, &is_reserved)
            };
            operations.filter_map(|one| Some((one, parameters(one)?))).collect()
        };
        let mut matching = matched(&|one| *one.method == *head.method.as_str());
        if matching.is_empty() && head.method == Method::GET {
            // Links to further pages are read with GET.
            matching = matched(&|one| one.paging.is_some());
        }
        // The template with the fewest parameters is the most specific one.
        let fewest = matching.iter().map(|(_, parameters)| parameters.len()).min();
        let (operations, parameters): (Vec<_>, Vec<_>) = matching
            .into_iter()
            .filter(|(_, parameters)| Some(parameters.len()) == fewest)
            .map(|(operation, parameters)| (&*operation.id, parameters))
            .unzip();
        let query = self.url(&target).query_pairs().into_owned().collect();
        ReceivedRequest {
            method: head.method.clone(),
            target,
            headers: head.headers.clone(),
            body,
            operations,
            // Operations may have different names for a parameter.
            path_parameters: parameters.concat(),
            query,
            value: None,
        }
    }

    /// The URL of a target, which is relative to the base URL.
    fn url(&self, target: &str) -> Url {
        let (path, query) =
            target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        url.set_query(query);
        url
    }

    /// An error in the format of the API.
    pub(super) fn error(&self, status: u16, reason: &str) -> Reply {
        let mut names: Vec<&str> = self.api.error_messages.split('/').skip(1).collect();
        if names.is_empty() {
            names.push("message");
        }
        let is_list = names.last().is_some_and(|name| name.ends_with('s'));
        let message = if is_list { json!([reason]) } else { json!(reason) };
        let body = names.iter().rev().fold(message, |body, name| match name.parse::<usize>() {
            Ok(_) => json!([body]),
            Err(_) => json!({ *name: body }),
        });
        Reply::json(&body).status(status)
    }

    /// A reply with the number of its request.
    pub(super) fn identified(&self, mut reply: Reply, number: u64) -> Reply {
        let name = self.api.request_id_header;
        if !name.is_empty() && !reply.headers.contains_key(name) {
            reply = reply.header(name, format_args!("mock-{number}"));
        }
        reply
    }
}

/// A method and a path, documented or not.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) documented: Documented,
    method: Method,
    path: String,
    pub(super) operation: Option<&'static Operation>,
}

impl Endpoint {
    /// The request with the parameters of the path, if it is of this endpoint.
    pub(super) fn matched(&self, request: &Arc<ReceivedRequest>) -> Option<Arc<ReceivedRequest>> {
        if let Some(operation) = self.operation {
            return request.operations.contains(&&*operation.id).then(|| Arc::clone(request));
        }
        let path = request.target.split('?').next().unwrap_or_default();
        let path_parameters = template::matched(&self.path, path, &|_| false)
            .filter(|_| self.method == request.method)?;
        Some(Arc::new(ReceivedRequest { path_parameters, ..(**request).clone() }))
    }

    pub(super) fn has_path_parameter(&self, name: &str) -> bool {
        self.path.contains(&format!("{{{name}}}"))
    }

    pub(super) fn has_query_parameter(&self, name: &str) -> bool {
        self.query_schema(name).is_some()
    }

    /// Fails the test if the document describes the operation, but not the parameter.
    #[track_caller]
    pub(super) fn ensure_query_parameter(&self, name: &str) {
        if self.operation.is_some() && !self.has_query_parameter(name) {
            fail(format!("{self} has no parameter `{name}` in its query"));
        }
    }

    /// Whether a parameter of the query is an integer.
    pub(super) fn is_integer(&self, name: &str) -> bool {
        self.query_schema(name).is_some_and(|schema| schema.get("type") == Some(&json!("integer")))
    }

    /// The schema of a parameter of the query. The name may have the brackets of an array.
    fn query_schema(&self, name: &str) -> Option<Value> {
        let plain = name.trim_end_matches("[]");
        let mut parameters = self.operation?.parameters.iter();
        let parameter = parameters.find(|parameter| {
            parameter.location == Location::Query
                && (parameter.name == name || parameter.name == plain)
        })?;
        Some(self.documented.operations.resolved(parameter.schema()))
    }

    pub(super) fn paging(&self) -> Paging {
        let operation =
            self.operation.map(|one| &one.described(self.documented.operations).operation);
        operation.and_then(|operation| operation.paging).unwrap_or(Paging::FORWARDS)
    }

    pub(super) fn page_style(&self) -> PageStyle {
        self.paging().style.unwrap_or(self.documented.api.pages)
    }

    /// The JSON pointer of the items in a page; `None` if a page is a list.
    pub(super) fn items_pointer(&self) -> Option<String> {
        let property = self.operation?.paging.as_ref()?.items.as_ref()?;
        match property.starts_with('/') {
            true => Some(property.to_string()),
            false => Some(format!("/{}", property.replace('~', "~0").replace('/', "~1"))),
        }
    }

    /// The URL of a target.
    pub(super) fn url(&self, target: &str) -> Url {
        self.documented.url(target)
    }

    /// The first documented success that this body fits, with it.
    pub(super) fn success(&self, body: EncodedResponse) -> Reply {
        let is_empty = body == EncodedResponse::Value(Value::Null);
        let (status, content) = self.documented_success(Some(&body));
        let is_unit = self.operation.is_some_and(|one| one.output.format == Format::Empty);
        let default = (!is_empty || !is_unit).then_some("application/json");
        let media_type = content.map(|content| &*content.media_type).or(default);
        let has_none =
            is_empty && (is_unit || content.is_none() || status == StatusCode::NO_CONTENT);
        Reply::encoded(status, media_type.filter(|_| !has_none), body)
    }

    /// The status and the content of the documented success that a body fits best: without content, if it is empty. The first of
    /// equals, and without a body.
    fn documented_success(
        &self,
        body: Option<&EncodedResponse>,
    ) -> (StatusCode, Option<&'static Content>) {
        let Some(operation) = self.operation else { return (StatusCode::OK, None) };
        let value = match body {
            Some(EncodedResponse::Value(value)) => Some(value),
            _ => None,
        };
        let is_empty = value.is_some_and(Value::is_null);
        let successes = operation.responses.iter().filter(|one| one.status.starts_with('2'));
        let successes = successes.filter(|one| one.contents.is_empty() == is_empty);
        let successes: Vec<&'static Response> = successes.collect();
        let response = match (successes.as_slice(), value) {
            ([_, _, ..], Some(value)) if !is_empty => {
                let deviations = |one: &&&'static Response| {
                    content(operation, &one.contents).map_or(0, |one| self.deviations(one, value))
                };
                successes.iter().min_by_key(deviations)
            }
            _ => successes.first(),
        };
        let Some(response) = response.copied().or_else(|| operation.success()) else {
            return (StatusCode::OK, None);
        };
        let status = response.status.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
        (status.unwrap_or(StatusCode::OK), content(operation, &response.contents))
    }

    /// How often a body deviates from the schema of a content.
    fn deviations(&self, content: &Content, body: &Value) -> usize {
        let schema = content.schema();
        let whole = schema.map(|one| self.documented.operations.whole(one, Direction::Response));
        let validator = whole.and_then(|whole| jsonschema::draft202012::new(&whole).ok());
        validator.map_or(0, |validator| validator.iter_errors(body).count())
    }

    /// How often a page deviates from its schema.
    pub(super) fn page_deviations(&self, page: &Value) -> usize {
        let (_, content) = self.documented_success(None);
        content.map_or(0, |content| self.deviations(content, page))
    }

    /// The documented example of a success, or else a value of its schema.
    pub(super) fn example_body(&self) -> Value {
        let (_, content) = self.documented_success(None);
        let schema = |content: &Content| {
            Some(self.documented.operations.example(content.schema()?, Direction::Response))
        };
        content.and_then(|one| one.example().or_else(|| schema(one))).unwrap_or_default()
    }

    /// The status of an error, if the document describes only errors.
    pub(super) fn only_error(&self) -> Option<u16> {
        let operation = self.operation.filter(|operation| operation.success().is_none())?;
        let statuses = operation.responses.iter().filter_map(|one| one.status.parse::<u16>().ok());
        statuses.clone().find(|status| (400..500).contains(status)).or(Some(404))
    }
}

/// The content that the client reads.
fn content(operation: &Operation, contents: &'static [Content]) -> Option<&'static Content> {
    let essence = |media_type: &str| {
        media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    };
    let accepted: Vec<String> = operation.output.accept.split(',').map(essence).collect();
    let is_accepted = |content: &&Content| accepted.contains(&essence(&content.media_type));
    let is_read = |content: &&Content| {
        is_json(&content.media_type) == (operation.output.format == Format::Json)
    };
    let mut contents = contents.iter();
    contents
        .clone()
        .find(is_accepted)
        .or_else(|| contents.clone().find(is_read))
        .or_else(|| contents.next())
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => f.write_str(&operation.id),
            None => write!(f, "{} {}", self.method, self.path),
        }
    }
}
