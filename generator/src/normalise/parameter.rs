//! Reads parameters of paths and operations, and fills in defaults.

use super::body::{query_style, separator};
use super::fixed_fields::ValueKind::{Any, Bool, Child, Enum, Named, Text};
use super::fixed_fields::{FixedField, describe, may, must, should};
use super::header_name::is_header_name;
use super::{Node, Normaliser};
use crate::document::{Example, Parameter, ParameterContent, ParameterLocation, SchemaUse, Style};
use crate::nearest::nearest;
use openapiv3::{CookieStyle, HeaderStyle, ParameterData, PathStyle};

const COMMON: &[FixedField] = &[
    must("name", Text),
    must("in", Enum(&["query", "path", "header", "cookie"])),
    may("description", Text),
    may("required", Bool),
    may("deprecated", Bool),
    may("explode", Bool),
    may("example", Any),
    may("examples", Named),
];
const QUERY: &[FixedField] = &[
    may("style", Enum(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
    may("allowReserved", Bool),
    may("allowEmptyValue", Bool),
];
const PATH: &[FixedField] = &[
    may("style", Enum(&["simple", "label", "matrix"])),
    // OpenAPI 3.2.
    may("allowReserved", Bool),
];
const HEADER: &[FixedField] = &[may("style", Enum(&["simple"]))];
const COOKIE: &[FixedField] = &[may("style", Enum(&["form"]))];

const WITH_SCHEMA: &[FixedField] = &[should("schema", Child)];
const WITH_CONTENT: &[FixedField] = &[must("content", Named), may("schema", Any)];

/// How the values of a parameter are serialized.
pub(super) struct Serialization {
    pub(super) style: Style,
    pub(super) explode: Option<bool>,
    pub(super) allow_reserved: bool,
}

impl<'a> Normaliser<'a, '_> {
    /// Reads the parameters of an object.
    pub(super) fn parameters(&mut self, owner: &Node<'a>) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for node in owner.items_of("parameters") {
            let listed = node.at.clone();
            let Some(parameter) = self.parameter(node) else { continue };
            if let Some(first) = parameters.iter().find(|first| is_same(first, &parameter)) {
                let message = format!(
                    "duplicate parameter `{}`; it is first listed at {}",
                    parameter.name, first.at
                );
                let help = "remove one of the two";
                let value_at = |at| Node::root(self.root).find(at).map(|node| node.value);
                if value_at(&first.at) == value_at(&parameter.at) {
                    self.violation(&listed, message, help);
                } else {
                    self.error(&listed, message, help);
                }
            } else {
                parameters.push(parameter);
            }
        }
        parameters
    }

    fn parameter(&mut self, node: Node<'a>) -> Option<Parameter> {
        let node = self.resolve(node, "parameters")?;
        let noun = "a parameter";
        let location = node.get("in").and_then(|node| node.value.as_str());
        let by_location = match location.unwrap_or_default() {
            "query" => QUERY,
            "path" => PATH,
            "header" => HEADER,
            "cookie" => COOKIE,
            // OpenAPI 3.2.
            "querystring" => {
                self.warning(
                    &node.at,
                    "parameters with `in: querystring` are not supported and are omitted",
                    "describe the parameters with `in: query`, or use `Client::request`",
                );
                return None;
            }
            _ => return self.unknown_location(&node),
        };
        let fields = [COMMON, by_location, self.schema_or_content(&node, noun)].concat();
        let read = self.read(&node, noun, &fields)?;
        let (location, data, style, allow_reserved, allow_empty_value) = match read {
            openapiv3::Parameter::Query {
                parameter_data,
                allow_reserved,
                style,
                allow_empty_value,
            } => {
                let empty = allow_empty_value.unwrap_or_default();
                (
                    ParameterLocation::Query,
                    parameter_data,
                    query_style(style),
                    allow_reserved,
                    empty,
                )
            }
            openapiv3::Parameter::Header { parameter_data, style: HeaderStyle::Simple } => {
                (ParameterLocation::Header, parameter_data, Style::Simple, false, false)
            }
            openapiv3::Parameter::Path { parameter_data, style } => {
                let reserved = node.get("allowReserved").and_then(|node| node.value.as_bool());
                let reserved = reserved.unwrap_or_default();
                (ParameterLocation::Path, parameter_data, path_style(&style), reserved, false)
            }
            openapiv3::Parameter::Cookie { parameter_data, style: CookieStyle::Form } => {
                (ParameterLocation::Cookie, parameter_data, Style::Form, false, false)
            }
        };
        let ParameterData {
            name,
            description,
            required,
            deprecated,
            format: _,   // read separately
            example: _,  // read from the node, because it may be null
            examples: _, // read separately
            explode,
            extensions: _, // unused
        } = data;
        if location == ParameterLocation::Header && self.is_reserved_header(&node, &name) {
            return None;
        }
        if location == ParameterLocation::Header && !is_header_name(&name) {
            self.impossible_header(&node, &name, required);
            return None;
        }
        if location == ParameterLocation::Path && !required {
            let message = format!("path parameter `{name}` is not marked as required");
            self.warning(&node.at, message, "add \"required\": true");
        }
        let style = separator(&node).unwrap_or(style);
        let serialization = Serialization { style, explode, allow_reserved };
        let (content, examples) = self.parameter_content(&node, noun, serialization);
        let description = node.reference_override("description").or(description);
        Some(Parameter {
            at: node.at,
            name,
            location,
            description,
            required: required || location == ParameterLocation::Path,
            deprecated: deprecated.unwrap_or_default(),
            allow_empty_value,
            content,
            examples,
        })
    }

    fn unknown_location(&mut self, node: &Node<'a>) -> Option<Parameter> {
        if !node.value.is_object() {
            let message = format!("expected a parameter, found {}", describe(node.value));
            self.error(&node.at, message, "replace it with a parameter object");
            return None;
        }
        let found = node.get("in");
        let message = match &found {
            Some(location) => format!("{} is not a parameter location", describe(location.value)),
            None => "`in` of a parameter is missing".to_owned(),
        };
        let at = found.map_or_else(|| node.at.clone(), |location| location.at);
        let meant = node.get("in").and_then(|location| location.value.as_str());
        let meant = meant.and_then(|meant| nearest(meant, ["query", "path", "header", "cookie"]));
        let help = match meant {
            Some(meant) => format!("use \"{meant}\""),
            None => "use \"query\", \"path\", \"header\" or \"cookie\"; describe a body as `requestBody`".to_owned(),
        };
        self.error(&at, message, help);
        None
    }

    /// Whether OpenAPI ignores a header parameter, because media types or security schemes define the header.
    fn is_reserved_header(&mut self, node: &Node<'a>, name: &str) -> bool {
        let reserved = ["accept", "content-type", "authorization"];
        let is_reserved = reserved.iter().any(|reserved| name.eq_ignore_ascii_case(reserved));
        if is_reserved {
            self.warning(
                &node.at,
                format!("header parameter `{name}` is ignored, as OpenAPI requires"),
                "remove it; describe it with media types or security schemes",
            );
        }
        is_reserved
    }

    /// Reports a header parameter whose name no header can have. Requests are complete without an optional one.
    fn impossible_header(&mut self, node: &Node<'a>, name: &str, required: bool) {
        let help = "correct the name; headers have names such as `X-Trace-Id`";
        if required {
            let message = format!("`{name}` cannot be the name of a header");
            self.error(&node.at, message, help);
        } else {
            let message =
                format!("`{name}` cannot be the name of a header: the parameter is ignored");
            self.violation(&node.at, message, help);
        }
    }

    /// The properties that define the schema of a parameter or a header.
    pub(super) fn schema_or_content(
        &mut self,
        node: &Node<'a>,
        noun: &str,
    ) -> &'static [FixedField] {
        let Some(content) = node.get("content") else {
            return WITH_SCHEMA;
        };
        if node.get("schema").is_some() {
            let message = format!("{noun} has both `schema` and `content`; `content` applies");
            self.warning(&content.at, message, "remove one of the two");
        }
        WITH_CONTENT
    }

    /// Reads the schema and the examples of a parameter or a header.
    pub(super) fn parameter_content(
        &mut self,
        node: &Node<'a>,
        noun: &str,
        serialization: Serialization,
    ) -> (ParameterContent, Vec<Example>) {
        let mut examples = self.examples(node);
        let mut media = self.media(node);
        if let Some(content) = node.get("content") {
            if media.len() != 1 {
                let message =
                    format!("`content` of {noun} has {} media types, expected one", media.len());
                self.error(&content.at, message, "keep one media type");
            }
            if let Some(media) = media.pop() {
                examples.extend(media.examples);
                let content =
                    ParameterContent::Media { media_type: media.media_type, schema: media.schema };
                return (content, examples);
            }
        }
        let Serialization { style, explode, allow_reserved } = serialization;
        let content = ParameterContent::Styled {
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved,
            schema: self.schema_of(node, "schema").unwrap_or_else(|| any_schema(node)),
        };
        (content, examples)
    }
}

/// The schema of a parameter without one.
fn any_schema(node: &Node<'_>) -> SchemaUse {
    let at = node.at.clone();
    SchemaUse::Inline(Box::new(crate::document::Schema { at, ..Default::default() }))
}

/// Whether two parameters are the same: of one location and with one name. Names of headers are case-insensitive (RFC 9110).
pub(super) fn is_same(a: &Parameter, b: &Parameter) -> bool {
    a.location == b.location
        && match a.location {
            ParameterLocation::Header => a.name.eq_ignore_ascii_case(&b.name),
            ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Cookie => {
                a.name == b.name
            }
        }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}
