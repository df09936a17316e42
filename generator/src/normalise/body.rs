//! The body of a request, and the media types of any body -> the same, with examples gathered.

use super::keywords::ValueKind::{Any, Bool, Child, Enum, Named, Text};
use super::keywords::{Keyword, may, should};
use super::{Node, Normaliser};
use crate::document::{Encoding, Media, RequestBody, Style};
use indexmap::IndexMap;
use openapiv3::QueryStyle;

const REQUEST_BODY: &[Keyword] =
    &[should("content", Named), may("description", Text), may("required", Bool)];
const MEDIA: &[Keyword] =
    &[may("schema", Child), may("example", Any), may("examples", Named), may("encoding", Named)];
const ENCODING: &[Keyword] = &[
    may("contentType", Text),
    may("headers", Named),
    may("style", Enum(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
    may("explode", Bool),
    may("allowReserved", Bool),
];

impl<'a> Normaliser<'a, '_> {
    /// The body that an operation is sent.
    pub(super) fn request_body(&mut self, node: Node<'a>) -> Option<RequestBody> {
        let node = self.resolve(node)?;
        let openapiv3::RequestBody {
            description,
            content: _, // read one by one
            required,
            extensions: _, // nothing reads them
        } = self.read(&node, "a request body", REQUEST_BODY)?;
        let media = self.media(&node);
        let description = node.reference_override("description").or(description);
        Some(RequestBody { at: node.at, description, required, media })
    }

    /// The media types that an object holds as its `content`.
    pub(super) fn media(&mut self, owner: &Node<'a>) -> Vec<Media> {
        let content = owner.members_of("content");
        content.filter_map(|(name, node)| self.media_type(name, node)).collect()
    }

    fn media_type(&mut self, name: &str, node: Node<'a>) -> Option<Media> {
        let node = self.resolve(node)?;
        let openapiv3::MediaType {
            schema: _,     // read by itself
            example: _,    // read from the node, for it may be null
            examples: _,   // read one by one
            encoding: _,   // read one by one
            extensions: _, // nothing reads them
        } = self.read(&node, "a media type", MEDIA)?;
        let mut examples = self.examples(&node);
        if examples.is_empty() {
            examples.extend(self.example_of_schema(&node));
        }
        let encodings = node.members_of("encoding");
        let encodings: IndexMap<String, Encoding> = encodings
            .filter_map(|(name, node)| Some((name.to_owned(), self.encoding(&node)?)))
            .collect();
        let schema = self.schema_of(&node, "schema");
        Some(Media { at: node.at, media_type: name.to_owned(), schema, examples, encodings })
    }

    fn encoding(&mut self, node: &Node<'a>) -> Option<Encoding> {
        let openapiv3::Encoding {
            content_type,
            headers: _, // read one by one
            style,
            explode: _, // read from the node: its default depends on the style
            allow_reserved,
            extensions: _, // nothing reads them
        } = self.read(node, "an encoding", ENCODING)?;
        Some(Encoding {
            content_type,
            headers: self.headers(node),
            style: style.map(query_style),
            explode: node.get("explode").and_then(|node| node.value.as_bool()),
            allow_reserved,
        })
    }
}

/// A style of the query, which is also one of forms.
pub(super) fn query_style(style: QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
