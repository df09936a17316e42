//! Serves the documented examples of the operations in `spec/`: documentation pages, or documents of the whole API.

use crate::undocumented;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering};
use wiremock::{Request, Respond, ResponseTemplate};

/// The number of items of a listing.
const LISTING: usize = 5;

/// The default number of items per page.
const PER_PAGE: usize = 2;

/// All documented operations, and the number of requests so far.
pub(crate) struct Dashboard {
    operations: Vec<Operation>,
    responses: AtomicU64,
}

/// A documented operation.
struct Operation {
    method: String,
    /// The path template, relative to the base URL.
    path: String,
    /// The status of the documented response.
    status: u16,
    /// The body of the documented response, if it has an example.
    example: Option<Value>,
    paged: bool,
}

impl Dashboard {
    /// The operations in `spec/`.
    pub(crate) fn documented() -> Result<Self, Box<dyn Error>> {
        let mut operations = Vec::new();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec"))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                operations
                    .extend(Operation::all(&serde_json::from_str(&fs::read_to_string(&path)?)?));
            }
        }
        // Several templates may match a path: the one with the fewest parameters wins.
        operations.sort_by_key(|operation| operation.path.matches('{').count());
        Ok(Self { operations, responses: AtomicU64::new(0) })
    }

    fn respond_to(&self, request: &Request) -> ResponseTemplate {
        let path = request.url.path().strip_prefix("/api/v1").unwrap_or_default();
        let method = request.method.as_str();
        let Some(operation) = self.operations.iter().find(|known| known.is(method, path)) else {
            return undocumented::respond(method, path, request).unwrap_or_else(|| {
                error(404, format!("{method} {path} is not documented in spec/"))
            });
        };
        let has_body = !request.body.is_empty();
        if has_body && serde_json::from_slice::<Value>(&request.body).is_err() {
            return error(400, "The body is not JSON".to_owned());
        }
        if operation.paged { operation.page(request) } else { operation.response() }
    }
}

impl Respond for Dashboard {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = self.responses.fetch_add(1, Ordering::Relaxed);
        self.respond_to(request).insert_header("X-Request-Id", format!("mock-{number}"))
    }
}

impl Operation {
    /// The operations of a documentation page or of a whole document.
    fn all(document: &Value) -> Vec<Self> {
        if let Some(page) = document.get("spec") {
            let text = |name: &str| page.get(name).and_then(Value::as_str).unwrap_or_default();
            return vec![Self::documented(document, text("path"), text("method"), page, page)];
        }
        let paths = document.get("paths").and_then(Value::as_object);
        let items = paths.into_iter().flatten();
        let operations = items.flat_map(|(path, item)| {
            let item = resolved(document, item);
            let methods = item.as_object().into_iter().flatten();
            let methods = methods.filter(|(method, _)| METHODS.contains(&method.as_str()));
            methods.map(|(method, operation)| {
                Self::documented(document, path, method, operation, item)
            })
        });
        operations.collect()
    }

    /// Reads the first response that means success and has an example, or else the first that means success.
    fn documented(
        document: &Value,
        path: &str,
        method: &str,
        operation: &Value,
        path_item: &Value,
    ) -> Self {
        let responses = operation.get("responses").and_then(Value::as_object);
        let successes: Vec<(u16, Option<&Value>)> = responses
            .into_iter()
            .flatten()
            .filter_map(|(status, response)| {
                let status = status.parse().ok().filter(|status| (200..300).contains(status))?;
                Some((status, example(document, resolved(document, response))))
            })
            .collect();
        let chosen = successes.iter().find(|(_, example)| example.is_some());
        let (status, example) = chosen.or(successes.first()).copied().unwrap_or((200, None));
        let parameters = |owner: &Value| owner.get("parameters").and_then(Value::as_array).cloned();
        let parameters = [operation, path_item].into_iter().filter_map(parameters).flatten();
        let paged = parameters
            .map(|parameter| resolved(document, &parameter).clone())
            .any(|parameter| parameter["name"] == "startingAfter");
        // Some releases document a list by one of its items.
        let is_item = |example: &Value| {
            example.is_object() && PAGE_ITEMS.iter().all(|name| example.get(name).is_none())
        };
        let example = match example {
            Some(item) if paged && is_item(item) => Some(json!([item])),
            other => other.cloned(),
        };
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            status,
            paged: paged && example.as_ref().is_some_and(Value::is_array),
            example,
        }
    }

    /// Whether a request matches this operation.
    fn is(&self, method: &str, path: &str) -> bool {
        let matches = |(template, requested): (&str, &str)| {
            template.starts_with('{') || template == requested
        };
        self.method == method
            && self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(matches)
    }

    /// The documented response.
    fn response(&self) -> ResponseTemplate {
        match &self.example {
            Some(example) => ResponseTemplate::new(self.status).set_body_json(example),
            None => ResponseTemplate::new(self.status),
        }
    }

    /// A page of a listing, with a link to the next page.
    fn page(&self, request: &Request) -> ResponseTemplate {
        let parameter = |name: &str| {
            request
                .url
                .query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        let per_page = parameter("perPage").and_then(|text| text.parse().ok()).unwrap_or(PER_PAGE);
        let listing = self.listing();
        let start = parameter("startingAfter")
            .and_then(|id| listing.iter().position(|element| element["id"] == *id))
            .map_or(0, |position| position + 1);
        let page: Vec<&Value> = listing.iter().skip(start).take(per_page.max(1)).collect();
        let response = ResponseTemplate::new(self.status).set_body_json(&page);
        match page.last().and_then(|last| last["id"].as_str()) {
            Some(last) if start + page.len() < listing.len() => {
                response.insert_header("Link", format!("<{}>; rel=next", after(request, last)))
            }
            _ => response,
        }
    }

    /// The documented item, repeated with different IDs.
    fn listing(&self) -> Vec<Value> {
        let element =
            self.example.as_ref().and_then(|list| list.get(0)).cloned().unwrap_or_default();
        let numbered = |number: usize| {
            let mut element = element.clone();
            element["id"] =
                json!(format!("{}{number}", element["id"].as_str().unwrap_or_default()));
            element
        };
        (1..=LISTING).map(numbered).collect()
    }
}

/// The properties that contain the items of a page, if it is an object.
const PAGE_ITEMS: [&str; 3] = ["items", "records", "events"];

/// The methods of operations.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// The value, or the value in the same document that it refers to.
fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

/// The first example of a response.
fn example<'d>(document: &'d Value, response: &'d Value) -> Option<&'d Value> {
    let media = response.pointer("/content/application~1json")?;
    let named = || media.get("examples")?.as_object()?.values().next();
    let of_schema = || resolved(document, media.get("schema")?).get("example");
    media.get("example").or_else(|| resolved(document, named()?).get("value")).or_else(of_schema)
}

/// The URL of the page after an item: the URL of the request with another token.
fn after(request: &Request, id: &str) -> String {
    let mut url = request.url.clone();
    let others = request.url.query_pairs().filter(|(key, _)| key != "startingAfter");
    url.query_pairs_mut().clear().extend_pairs(others).append_pair("startingAfter", id);
    // The request target has no host, so take it from the header.
    let host = request.headers.get("host").and_then(|host| host.to_str().ok());
    format!("http://{}{}?{}", host.unwrap_or_default(), url.path(), url.query().unwrap_or_default())
}

/// An error in the format of the dashboard.
fn error(status: u16, message: String) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "errors": [message] }))
}
