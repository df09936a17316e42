//! Serves the documented examples of the operations in `spec/`: documentation pages, or documents of the whole API.

use crate::schema_example::schema_example;
use crate::undocumented;
use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use wiremock::{Request, Respond, ResponseTemplate};

/// The number of items of a listing.
const LISTING: u64 = 5;

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
    /// The documented response, or the status of an error if only errors are documented.
    response: Result<DocumentedResponse, u16>,
    paged: bool,
}

/// A documented response that means success.
struct DocumentedResponse {
    status: u16,
    /// The media type of the body and an example of it, if the response has one.
    body: Option<(String, Value)>,
}

impl Dashboard {
    /// The operations of the documents in a folder.
    pub(crate) fn documented(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut operations = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                operations
                    .extend(Operation::all(&serde_json::from_str(&fs::read_to_string(&path)?)?));
            }
        }
        // Several templates may match a path: the one with the fewest parameters wins.
        operations.sort_by_key(|operation| operation.path.matches('{').count());
        if operations.is_empty() {
            return Err("spec/ contains no JSON document with operations".into());
        }
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
        match &operation.response {
            Ok(response) if operation.paged => response.page(request),
            Ok(response) => response.template(),
            Err(status) => error(*status, format!("spec/ documents no success of {method} {path}")),
        }
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

    /// Reads an operation of a document.
    fn documented(
        document: &Value,
        path: &str,
        method: &str,
        operation: &Value,
        path_item: &Value,
    ) -> Self {
        let parameters = |owner: &Value| owner.get("parameters").and_then(Value::as_array).cloned();
        let parameters = [operation, path_item].into_iter().filter_map(parameters).flatten();
        let has_pages = parameters
            .map(|parameter| resolved(document, &parameter).clone())
            .any(|parameter| parameter["name"] == "startingAfter");
        let mut response = DocumentedResponse::of(document, operation);
        let body = response.as_mut().ok().and_then(|response| response.body.as_mut());
        let paged = match body {
            Some((_, Value::Array(_))) => has_pages,
            // Some releases document a list by one of its items.
            Some((_, item)) if has_pages && is_item(item) => {
                *item = json!([item]);
                true
            }
            _ => false,
        };
        Self { method: method.to_uppercase(), path: path.to_owned(), response, paged }
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
}

impl DocumentedResponse {
    /// The first response that means success and has a body, or else the first that means success. Without one, the status
    /// of a documented error.
    fn of(document: &Value, operation: &Value) -> Result<Self, u16> {
        let responses = operation.get("responses").and_then(Value::as_object);
        let responses = || responses.into_iter().flatten();
        let mut successes = responses().filter_map(|(status, response)| {
            let status = success(status)?;
            Some(Self { status, body: body(document, resolved(document, response)) })
        });
        let mut failures = responses().filter_map(|(status, _)| status.parse::<u16>().ok());
        let failure = failures.find(|status| (400..500).contains(status)).unwrap_or(404);
        let first = successes.next().ok_or(failure)?;
        match first.body {
            Some(_) => Ok(first),
            None => Ok(successes.find(|other| other.body.is_some()).unwrap_or(first)),
        }
    }

    /// The response, with the whole body.
    fn template(&self) -> ResponseTemplate {
        let template = ResponseTemplate::new(self.status);
        match &self.body {
            Some((media_type, body)) if is_json(media_type) => {
                template.set_body_raw(body.to_string(), media_type)
            }
            Some((media_type, body)) => {
                template.set_body_raw(body.as_str().unwrap_or_default(), media_type)
            }
            None => template,
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
            .and_then(|after| listing.iter().position(|item| id(item).as_ref() == Some(&after)))
            .map_or(0, |position| position + 1);
        let page: Vec<&Value> = listing.iter().skip(start).take(per_page.max(1)).collect();
        let response = ResponseTemplate::new(self.status).set_body_json(&page);
        match page.last().and_then(|last| id(last)) {
            Some(last) if start + page.len() < listing.len() => {
                response.insert_header("Link", format!("<{}>; rel=next", after(request, &last)))
            }
            _ => response,
        }
    }

    /// The documented item, repeated with different IDs.
    fn listing(&self) -> Vec<Value> {
        let list = self.body.as_ref().map(|(_, list)| list);
        let item = list.and_then(|list| list.get(0)).cloned().unwrap_or_default();
        let numbered = |number: u64| {
            let mut item = item.clone();
            match item.get_mut("id") {
                Some(Value::String(id)) => id.push_str(&number.to_string()),
                Some(Value::Number(id)) => *id = number.into(),
                _ => {}
            }
            item
        };
        (1..=LISTING).map(numbered).collect()
    }
}

/// The ID of an item, as in a URL.
fn id(item: &Value) -> Option<String> {
    match item.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

/// Whether an example of a response is an item, not a page with items.
fn is_item(example: &Value) -> bool {
    example.is_object() && PAGE_ITEMS.iter().all(|name| example.get(name).is_none())
}

/// The properties that contain the items of a page, if it is an object.
const PAGE_ITEMS: [&str; 3] = ["items", "records", "events"];

/// The methods of operations.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// The value, or the value in the same document that it refers to.
pub(crate) fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

/// A documented status, if it means success: `200`, `2XX` or `default`.
fn success(status: &str) -> Option<u16> {
    match status {
        "2XX" | "default" => Some(200),
        status => status.parse().ok().filter(|status| (200..300).contains(status)),
    }
}

/// The media type and the body of a response: its first example, or else one of its schema.
fn body(document: &Value, response: &Value) -> Option<(String, Value)> {
    let Some(content) = response.get("content").and_then(Value::as_object) else {
        // Swagger 2.0.
        let examples = response.get("examples").and_then(Value::as_object);
        let example = examples.and_then(|examples| examples.values().next()).cloned();
        let of_schema = || Some(schema_example(document, response.get("schema")?));
        return Some(("application/json".to_owned(), example.or_else(of_schema)?));
    };
    let json = content.iter().find(|(media_type, _)| is_json(media_type));
    let (media_type, media) = json.or_else(|| content.iter().next())?;
    let named = || media.get("examples")?.as_object()?.values().next();
    let of_schema = || Some(schema_example(document, media.get("schema")?));
    let example = media.get("example").or_else(|| resolved(document, named()?).get("value"));
    Some((media_type.clone(), example.cloned().or_else(of_schema).unwrap_or_default()))
}

fn is_json(media_type: &str) -> bool {
    media_type.contains("json")
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
