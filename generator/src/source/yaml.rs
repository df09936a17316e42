//! In: a text in YAML. Out: its value, as JSON has it, and where in the text each part of it stands.

use super::lines::Lines;
use super::place::Place;
use indexmap::IndexMap;
use saphyr::{MarkedYaml, Scalar, YamlData, YamlLoader};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, SpannedEventReceiver};
use serde_json::{Map, Number, Value};

/// Values are nested no deeper, as in JSON.
const LEVELS: usize = 128;

/// Aliases stand for no more values than these, so that a small text stays a small value.
const ALIASED: usize = 10_000;

/// The name of a member whose members are those of the object as well: of YAML 1.1, and still in use.
const MERGE: &str = "<<";

/// What keeps a text from being read.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The byte at which it was found.
    pub(super) at: usize,
    /// What is wrong.
    pub(crate) message: String,
}

/// Reads a text of one document.
pub(super) fn read(text: &str, lines: &Lines) -> Result<(Value, Place), Fault> {
    let reader = Reader { text, lines };
    let mut loader = YamlLoader::<MarkedYaml<'_>>::default();
    loader.early_parse(false);
    loader.alias_limit(ALIASED);
    let mut parser = Parser::new_from_str(text);
    let mut depth: usize = 0;
    // Event by event, since neither the parser's own loop nor the loader bounds the depth.
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| reader.scan(&error))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > LEVELS {
            return Err(reader.too_deep(span.start));
        }
        loader.on_event(event, span);
    }
    if let Some(error) = loader.error() {
        return Err(reader.scan(error));
    }
    match loader.into_documents().as_slice() {
        [document] => reader.value(document, 0),
        [_, second, ..] => Err(reader.fault(second.span.start, "a second document begins here")),
        [] => Err(Fault { at: 0, message: "there is nothing in it".to_owned() }),
    }
}

/// Makes JSON of what was loaded.
struct Reader<'a> {
    text: &'a str,
    lines: &'a Lines,
}

impl Reader<'_> {
    fn byte(&self, marker: Marker) -> usize {
        self.lines.byte(marker.line(), marker.col(), self.text)
    }

    fn fault(&self, at: Marker, message: impl Into<String>) -> Fault {
        Fault { at: self.byte(at), message: message.into() }
    }

    fn scan(&self, error: &ScanError) -> Fault {
        self.fault(*error.marker(), error.info())
    }

    fn too_deep(&self, at: Marker) -> Fault {
        self.fault(at, format!("values are nested more than {LEVELS} levels deep"))
    }

    /// A value and its place; `depth` counts the values around it, which aliases may have brought.
    fn value(&self, node: &MarkedYaml<'_>, depth: usize) -> Result<(Value, Place), Fault> {
        if depth > LEVELS {
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
                        return Err(self.fault(key.span.start, "a member's name is not a text"));
                    };
                    let (value, place) = self.value(member, depth + 1)?;
                    if name == MERGE && *style == ScalarStyle::Plain && !value.is_string() {
                        merged.push((value, place));
                        continue;
                    }
                    places.insert(name.to_string(), place);
                    if object.insert(name.to_string(), value).is_some() {
                        let message = format!("`{name}` stands in this object more than once");
                        return Err(self.fault(key.span.start, message));
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
        Ok((value, Place::new(range, places)))
    }

    /// Adds the members of an object, or of those in a list, that are not there already.
    fn merge(
        &self,
        value: Value,
        place: &Place,
        object: &mut Map<String, Value>,
        places: &mut IndexMap<String, Place>,
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
    fn scalar(&self, node: &MarkedYaml<'_>) -> Result<Value, Fault> {
        let fault = |message: &str| self.fault(node.span.start, message);
        let YamlData::Representation(text, style, tag) = &node.data else {
            return Err(fault("a tag says what JSON cannot"));
        };
        if tag.as_ref().is_some_and(|tag| !tag.is_yaml_core_schema()) {
            return Err(fault("a tag says what JSON cannot"));
        }
        let scalar = Scalar::parse_from_cow_and_metadata(text.clone(), *style, tag.as_ref());
        match scalar.ok_or_else(|| fault("the value is not what its tag says"))? {
            Scalar::Null => Ok(Value::Null),
            Scalar::Boolean(flag) => Ok(Value::Bool(flag)),
            Scalar::String(text) => Ok(Value::String(text.into_owned())),
            // The text itself, where it is JSON's, says more than 64 bits hold.
            Scalar::Integer(number) => {
                Ok(Value::Number(text.parse().unwrap_or_else(|_| number.into())))
            }
            Scalar::FloatingPoint(number) => {
                let number = text.parse().ok().or_else(|| Number::from_f64(number.0));
                number.map(Value::Number).ok_or_else(|| fault("JSON has no such number"))
            }
        }
    }
}
