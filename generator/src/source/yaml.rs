//! A text in YAML -> its value, as JSON has it, and where in the text each part of it stands.

use super::lines::Lines;
use super::span::SpanTree;
use indexmap::IndexMap;
use saphyr::{MarkedYaml, Scalar, YamlData, YamlLoader};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, SpannedEventReceiver};
use serde_json::{Map, Number, Value};

/// Values are nested no deeper, as in JSON.
const MAX_DEPTH: usize = 128;

/// Aliases stand for no more values than these, so that a small text stays a small value.
const MAX_ALIASED: usize = 10_000;

/// The name of a member whose members are those of the object as well: of YAML 1.1, and still in use.
const MERGE_KEY: &str = "<<";

/// What keeps a text from being read.
#[derive(Debug)]
pub(crate) struct YamlError {
    /// The byte at which it was found.
    pub(super) at: usize,
    /// The problem.
    pub(crate) message: String,
}

/// Reads a text of one document.
pub(super) fn read(text: &str, lines: &Lines) -> Result<(Value, SpanTree), YamlError> {
    let converter = Converter { text, lines };
    let mut loader = YamlLoader::<MarkedYaml<'_>>::default();
    loader.early_parse(false);
    loader.alias_limit(MAX_ALIASED);
    let mut parser = Parser::new_from_str(text);
    let mut depth: usize = 0;
    // Event by event, since neither the parser's own loop nor the loader bounds the depth.
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| converter.scan(&error))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(converter.too_deep(span.start));
        }
        loader.on_event(event, span);
    }
    if let Some(error) = loader.error() {
        return Err(converter.scan(error));
    }
    match loader.into_documents().as_slice() {
        [document] => converter.value(document, 0),
        [_, second, ..] => {
            Err(converter.error(second.span.start, "the file contains more than one document"))
        }
        [] => Err(YamlError { at: 0, message: "the file is empty".to_owned() }),
    }
}

/// Makes JSON of what was loaded.
struct Converter<'a> {
    text: &'a str,
    lines: &'a Lines,
}

impl Converter<'_> {
    fn byte(&self, marker: Marker) -> usize {
        self.lines.byte(marker.line(), marker.col(), self.text)
    }

    fn error(&self, at: Marker, message: impl Into<String>) -> YamlError {
        YamlError { at: self.byte(at), message: message.into() }
    }

    fn scan(&self, error: &ScanError) -> YamlError {
        self.error(*error.marker(), error.info())
    }

    fn too_deep(&self, at: Marker) -> YamlError {
        self.error(at, format!("values are nested more than {MAX_DEPTH} levels deep"))
    }

    /// A value and its place; `depth` counts the values around it, which aliases may have brought.
    fn value(&self, node: &MarkedYaml<'_>, depth: usize) -> Result<(Value, SpanTree), YamlError> {
        if depth > MAX_DEPTH {
            return Err(self.too_deep(node.span.start));
        }
        let mut places = IndexMap::new();
        let value = match &node.data {
            YamlData::Sequence(elements) => {
                let mut list = Vec::new();
                for (index, element) in elements.iter().enumerate() {
                    let (value, place) = self.value(element, depth + 1)?;
                    places.insert(index.to_string(), place);
                    list.push(value);
                }
                Value::Array(list)
            }
            YamlData::Mapping(members) => {
                let mut object = Map::new();
                let mut merged = Vec::new();
                for (key, member) in members {
                    let YamlData::Representation(name, style, _) = &key.data else {
                        return Err(self.error(key.span.start, "a key is not a string"));
                    };
                    let (value, place) = self.value(member, depth + 1)?;
                    if name == MERGE_KEY && *style == ScalarStyle::Plain && !value.is_string() {
                        merged.push((value, place));
                        continue;
                    }
                    places.insert(name.to_string(), place);
                    if object.insert(name.to_string(), value).is_some() {
                        let message = format!("duplicate key `{name}`");
                        return Err(self.error(key.span.start, message));
                    }
                }
                for (value, place) in merged {
                    self.merge(value, &place, &mut object, &mut places);
                }
                Value::Object(object)
            }
            _ => self.scalar(node)?,
        };
        let range = self.byte(node.span.start)..self.byte(node.span.end);
        Ok((value, SpanTree::new(range, places)))
    }

    /// Adds the members of an object, or of those in a list, that are not there already.
    fn merge(
        &self,
        value: Value,
        place: &SpanTree,
        object: &mut Map<String, Value>,
        places: &mut IndexMap<String, SpanTree>,
    ) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    if let (false, Some(place)) =
                        (object.contains_key(&name), place.child(&name, self.text))
                    {
                        places.insert(name.clone(), place.clone());
                        object.insert(name, member);
                    }
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.into_iter().enumerate() {
                    if let Some(place) = place.child(&index.to_string(), self.text) {
                        self.merge(element, place, object, places);
                    }
                }
            }
            _ => {}
        }
    }

    /// A value that holds no others.
    fn scalar(&self, node: &MarkedYaml<'_>) -> Result<Value, YamlError> {
        let error = |message: &str| self.error(node.span.start, message);
        let YamlData::Representation(text, style, tag) = &node.data else {
            return Err(error("the tag has no equivalent in JSON"));
        };
        if tag.as_ref().is_some_and(|tag| !tag.is_yaml_core_schema()) {
            return Err(error("the tag has no equivalent in JSON"));
        }
        let scalar = Scalar::parse_from_cow_and_metadata(text.clone(), *style, tag.as_ref());
        match scalar.ok_or_else(|| error("the value does not match its tag"))? {
            Scalar::Null => Ok(Value::Null),
            Scalar::Boolean(flag) => Ok(Value::Bool(flag)),
            Scalar::String(text) => Ok(Value::String(text.into_owned())),
            // The text itself, where it is JSON's, says more than 64 bits hold.
            Scalar::Integer(number) => {
                Ok(Value::Number(text.parse().unwrap_or_else(|_| number.into())))
            }
            Scalar::FloatingPoint(number) => {
                let number = text.parse().ok().or_else(|| Number::from_f64(number.0));
                number
                    .map(Value::Number)
                    .ok_or_else(|| error("the number has no equivalent in JSON"))
            }
        }
    }
}
