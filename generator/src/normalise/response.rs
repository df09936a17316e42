//! Reads the responses of operations, and headers.

use super::fixed_fields::ValueKind::{Any, Bool, Enum, Named, Object, Text};
use super::fixed_fields::{FixedField, may, should};
use super::header_name::is_header_name;
use super::{Node, Normaliser, parameter};
use crate::document::{Header, Response, Status, Style};
use indexmap::IndexMap;
use openapiv3::{HeaderStyle, StatusCode};

const RESPONSE: &[FixedField] = &[
    should("description", Text),
    may("headers", Named),
    may("content", Named),
    may("links", Object),
];
const HEADER: &[FixedField] = &[
    may("description", Text),
    may("required", Bool),
    may("deprecated", Bool),
    may("style", Enum(&["simple"])),
    may("explode", Bool),
    may("example", Any),
    may("examples", Named),
];

impl<'a> Normaliser<'a, '_> {
    /// Reads the responses of an operation.
    pub(super) fn responses(&mut self, operation: &Node<'a>) -> Vec<Response> {
        let responses = operation.properties_of("responses");
        // The extensions of responses are unused.
        let responses = responses.filter(|(name, _)| !name.starts_with("x-"));
        responses.filter_map(|(name, node)| self.response(name, node)).collect()
    }

    fn response(&mut self, name: &str, node: Node<'a>) -> Option<Response> {
        let Some(status) = status(name) else {
            let message = format!("`{name}` is not a status code");
            self.error(
                &node.at,
                message,
                "use a status code such as \"200\", a range such as \"2XX\", or \"default\"",
            );
            return None;
        };
        let node = self.resolve(node, "responses")?;
        let openapiv3::Response {
            description,
            headers: _,    // read separately
            content: _,    // read separately
            links: _,      // unused: callers follow links by calling other operations
            extensions: _, // unused
        } = self.read(&node, "a response", RESPONSE)?;
        let headers = self.headers(&node);
        let media = self.media(&node);
        let description = node.reference_override("description").unwrap_or(description);
        Some(Response { at: node.at, status, description, headers, media })
    }

    /// Reads the headers of an object.
    pub(super) fn headers(&mut self, owner: &Node<'a>) -> IndexMap<String, Header> {
        owner
            .properties_of("headers")
            // OpenAPI ignores it, because the media type defines the header.
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
            .filter_map(|(name, node)| {
                if !is_header_name(name) {
                    let message = format!("`{name}` cannot be the name of a header: it is ignored");
                    self.violation(&node.at, message, "correct the name, or remove the header");
                    return None;
                }
                Some((name.to_owned(), self.header(node)?))
            })
            .collect()
    }

    fn header(&mut self, node: Node<'a>) -> Option<Header> {
        let node = self.resolve(node, "headers")?;
        let noun = "a header";
        let fields = [HEADER, self.schema_or_content(&node, noun)].concat();
        let openapiv3::Header {
            description,
            style: HeaderStyle::Simple, // the only one
            required,
            deprecated,
            format: _,     // read separately
            example: _,    // unused
            examples: _,   // unused
            extensions: _, // unused
        } = self.read(&node, noun, &fields)?;
        let serialization = parameter::Serialization {
            style: Style::Simple,
            explode: node.get("explode").and_then(|node| node.value.as_bool()),
            allow_reserved: false,
        };
        let (content, _) = self.parameter_content(&node, noun, serialization);
        let deprecated = deprecated.unwrap_or_default();
        let description = node.reference_override("description").or(description);
        Some(Header { at: node.at, description, required, deprecated, content })
    }
}

/// Parses the key of a response.
fn status(name: &str) -> Option<Status> {
    if name == "default" {
        return Some(Status::Default);
    }
    match serde_json::from_value(name.into()).ok()? {
        StatusCode::Code(code) => Some(Status::Code(code)),
        StatusCode::Range(hundred) => (1..=5).contains(&hundred).then_some(Status::Range(hundred)),
    }
}
