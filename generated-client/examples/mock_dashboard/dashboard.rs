//! The documentation pages in `spec/` -> documented responses.

use serde_json::{Value, json};
use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{fs, io};
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
    /// The body of the documented response.
    example: Value,
    paged: bool,
}

impl Dashboard {
    /// Reads the operations that `spec/` documents.
    pub(crate) fn documented() -> Result<Self, Box<dyn Error>> {
        let mut operations = Vec::new();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec"))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let page: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
                let operation = page.get("spec").and_then(Operation::documented);
                let unreadable = || {
                    let message = format!("{} is no page that can be served", path.display());
                    io::Error::other(message)
                };
                operations.push(operation.ok_or_else(unreadable)?);
            }
        }
        Ok(Self { operations, responses: AtomicU64::new(0) })
    }

    fn respond_to(&self, request: &Request) -> ResponseTemplate {
        let path = request.url.path().strip_prefix("/api/v1").unwrap_or_default();
        let method = request.method.as_str();
        let Some(operation) = self.operations.iter().find(|known| known.is(method, path)) else {
            return error(404, format!("{method} {path} is not documented in spec/"));
        };
        let has_body = !request.body.is_empty();
        if has_body && serde_json::from_slice::<Value>(&request.body).is_err() {
            return error(400, "The body is not JSON".to_owned());
        }
        if operation.paged { operation.page(request) } else { operation.example() }
    }
}

impl Respond for Dashboard {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let number = self.responses.fetch_add(1, Ordering::Relaxed);
        self.respond_to(request).insert_header("X-Request-Id", format!("mock-{number}"))
    }
}

impl Operation {
    /// The operation of a page, with the first successful response that has an example.
    fn documented(spec: &Value) -> Option<Self> {
        let (status, example) =
            spec.get("responses")?.as_object()?.iter().find_map(|(status, response)| {
                let example = response.pointer("/content/application~1json/example")?;
                Some((status.parse().ok().filter(|status| (200..300).contains(status))?, example))
            })?;
        let parameters = spec.get("parameters").and_then(Value::as_array);
        let paged = parameters.into_iter().flatten().any(|one| one["name"] == "startingAfter");
        Some(Self {
            method: spec.get("method")?.as_str()?.to_uppercase(),
            path: spec.get("path")?.as_str()?.to_owned(),
            status,
            example: example.clone(),
            paged: paged && example.is_array(),
        })
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
    fn example(&self) -> ResponseTemplate {
        ResponseTemplate::new(self.status).set_body_json(&self.example)
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
        let element = self.example.get(0).cloned().unwrap_or_default();
        let numbered = |number: usize| {
            let mut element = element.clone();
            element["id"] =
                json!(format!("{}{number}", element["id"].as_str().unwrap_or_default()));
            element
        };
        (1..=LISTING).map(numbered).collect()
    }
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
