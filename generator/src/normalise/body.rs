//! Reads request bodies, and the media types of requests and responses.

use super::fixed_fields::ValueKind::{Any, Bool, Child, Enum, Named, Text};
use super::fixed_fields::{FixedField, may, should};
use super::{Node, Normaliser};
use crate::document::{Encoding, Media, RequestBody, Style};
use crate::read::SEPARATOR;
use indexmap::IndexMap;
use openapiv3::QueryStyle;

const REQUEST_BODY: &[FixedField] =
    &[should("content", Named), may("description", Text), may("required", Bool)];
const MEDIA: &[FixedField] =
    &[may("schema", Child), may("example", Any), may("examples", Named), may("encoding", Named)];
const ENCODING: &[FixedField] = &[
    may("contentType", Text),
    may("headers", Named),
    may("style", Enum(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
    may("explode", Bool),
    may("allowReserved", Bool),
];

impl<'a> Normaliser<'a, '_> {
    /// Reads the body of a request.
    pub(super) fn request_body(&mut self, node: Node<'a>) -> Option<RequestBody> {
        let node = self.resolve(node, "requestBodies")?;
        let openapiv3::RequestBody {
            description,
            content: _, // read separately
            required,
            extensions: _, // unused
        } = self.read(&node, "a request body", REQUEST_BODY)?;
        let media = self.media(&node);
        let description = node.reference_override("description").or(description);
        Some(RequestBody { at: node.at, description, required, media })
    }

    /// Reads the media types in the `content` of an object.
    pub(super) fn media(&mut self, owner: &Node<'a>) -> Vec<Media> {
        let content = owner.properties_of("content");
        content.filter_map(|(name, node)| self.media_type(name, node)).collect()
    }

    fn media_type(&mut self, name: &str, node: Node<'a>) -> Option<Media> {
        let node = self.resolve(node, "mediaTypes")?;
        let openapiv3::MediaType {
            schema: _,     // read separately
            example: _,    // read from the node, because it may be null
            examples: _,   // read separately
            encoding: _,   // read separately
            extensions: _, // unused
        } = self.read(&node, "a media type", MEDIA)?;
        let mut examples = self.examples(&node);
        if examples.is_empty() {
            examples.extend(self.example_of_schema(&node));
        }
        let encodings = node.properties_of("encoding");
        let encodings: IndexMap<String, Encoding> = encodings
            .filter_map(|(name, node)| Some((name.to_owned(), self.encoding(&node)?)))
            .collect();
        let schema = self.schema_of(&node, "schema");
        Some(Media { at: node.at, media_type: name.to_owned(), schema, examples, encodings })
    }

    fn encoding(&mut self, node: &Node<'a>) -> Option<Encoding> {
        let openapiv3::Encoding {
            content_type,
            headers: _, // read separately
            style,
            explode: _, // read from the node: its default depends on the style
            allow_reserved,
            extensions: _, // unused
        } = self.read(node, "an encoding", ENCODING)?;
        Some(Encoding {
            content_type,
            headers: self.headers(node),
            style: separator(node).or(style.map(query_style)),
            explode: node.get("explode").and_then(|node| node.value.as_bool()),
            allow_reserved,
        })
    }
}

/// The style of a separator of Swagger 2.0 that OpenAPI 3 has no style for.
pub(super) fn separator(node: &Node<'_>) -> Option<Style> {
    match node.get(SEPARATOR)?.value.as_str()? {
        "ssv" => Some(Style::SpaceDelimited),
        "pipes" => Some(Style::PipeDelimited),
        "tsv" => Some(Style::TabDelimited),
        _ => None,
    }
}

/// Converts a style of query parameters, which forms use as well.
pub(super) fn query_style(style: QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
