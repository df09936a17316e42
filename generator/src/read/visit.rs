//! Visits the objects of an OpenAPI document of any version, with their kinds and locations, from the inside out.

use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// The kind of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ObjectKind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Media,
    Encoding,
    Response,
    Callback,
    Example,
    SecurityScheme,
    Link,
    Schema,
}

/// How a property contains objects.
#[derive(Clone, Copy, Debug)]
enum Shape {
    One,
    /// A single object or a boolean.
    OneOrBool,
    List,
    Map,
    /// A map with extensions: names that start with `x-`.
    Extensible,
}

use Shape::{Extensible, List, Map, One, OneOrBool};

impl ObjectKind {
    /// The properties that contain objects, in OpenAPI 3.0 to 3.2 and Swagger 2.0.
    const fn properties(self) -> &'static [(&'static str, Shape, Self)] {
        match self {
            Self::Document => &[
                ("paths", Extensible, Self::PathItem),
                ("webhooks", Map, Self::PathItem),
                ("components", One, Self::Components),
                ("definitions", Map, Self::Schema),
                ("$defs", Map, Self::Schema),
                ("parameters", Map, Self::Parameter),
                ("responses", Map, Self::Response),
                ("securityDefinitions", Map, Self::SecurityScheme),
            ],
            Self::Components => &[
                ("schemas", Map, Self::Schema),
                ("responses", Map, Self::Response),
                ("parameters", Map, Self::Parameter),
                ("examples", Map, Self::Example),
                ("requestBodies", Map, Self::RequestBody),
                ("headers", Map, Self::Header),
                ("securitySchemes", Map, Self::SecurityScheme),
                ("links", Map, Self::Link),
                ("callbacks", Map, Self::Callback),
                ("pathItems", Map, Self::PathItem),
                ("mediaTypes", Map, Self::Media),
            ],
            Self::PathItem => &[
                ("parameters", List, Self::Parameter),
                ("get", One, Self::Operation),
                ("put", One, Self::Operation),
                ("post", One, Self::Operation),
                ("delete", One, Self::Operation),
                ("options", One, Self::Operation),
                ("head", One, Self::Operation),
                ("patch", One, Self::Operation),
                ("trace", One, Self::Operation),
                ("query", One, Self::Operation),
            ],
            Self::Operation => &[
                ("parameters", List, Self::Parameter),
                ("requestBody", One, Self::RequestBody),
                ("responses", Extensible, Self::Response),
                ("callbacks", Map, Self::Callback),
            ],
            Self::Parameter | Self::Header => &[
                ("schema", One, Self::Schema),
                ("content", Map, Self::Media),
                ("examples", Map, Self::Example),
            ],
            Self::RequestBody => &[("content", Map, Self::Media)],
            Self::Media => &[
                ("schema", One, Self::Schema),
                ("itemSchema", One, Self::Schema),
                ("examples", Map, Self::Example),
                ("encoding", Map, Self::Encoding),
            ],
            Self::Encoding => &[("headers", Map, Self::Header)],
            Self::Response => &[
                ("schema", One, Self::Schema),
                ("headers", Map, Self::Header),
                ("content", Map, Self::Media),
                ("links", Map, Self::Link),
            ],
            Self::Schema => &[
                ("properties", Map, Self::Schema),
                ("items", One, Self::Schema),
                ("allOf", List, Self::Schema),
                ("oneOf", List, Self::Schema),
                ("anyOf", List, Self::Schema),
                ("not", One, Self::Schema),
                ("additionalProperties", OneOrBool, Self::Schema),
                ("patternProperties", Map, Self::Schema),
                ("unevaluatedProperties", OneOrBool, Self::Schema),
                ("prefixItems", List, Self::Schema),
                ("if", One, Self::Schema),
                ("then", One, Self::Schema),
                ("else", One, Self::Schema),
                ("dependentSchemas", Map, Self::Schema),
                ("$defs", Map, Self::Schema),
                ("definitions", Map, Self::Schema),
            ],
            // A callback maps expressions to path items; it has no fixed properties.
            Self::Callback | Self::Example | Self::SecurityScheme | Self::Link => &[],
        }
    }

    /// The names of the properties that contain several objects.
    pub(super) fn collections(self) -> impl Iterator<Item = &'static str> {
        let collections = self
            .properties()
            .iter()
            .filter(|(_, shape, _)| matches!(shape, List | Map | Extensible));
        collections.map(|(name, ..)| *name)
    }

    /// The names of the properties that contain an object for which OpenAPI allows no reference.
    pub(super) fn inline_objects(self) -> impl Iterator<Item = &'static str> {
        let objects = self.properties().iter().filter(|(_, shape, kind)| {
            matches!(shape, One) && matches!(kind, Self::Operation | Self::Components)
        });
        objects.map(|(name, ..)| *name)
    }

    /// The kind of the object at a path of tokens below an object of this kind. Returns `None` if OpenAPI does not define it.
    fn below(self, tokens: &mut impl Iterator<Item = String>) -> Option<Self> {
        let Some(token) = tokens.next() else { return Some(self) };
        if self == Self::Callback {
            return Self::PathItem.below(tokens);
        }
        let (_, shape, kind) = self.properties().iter().find(|(name, ..)| *name == token)?;
        match shape {
            One | OneOrBool => {}
            List | Map | Extensible => {
                tokens.next()?;
            }
        }
        kind.below(tokens)
    }
}

/// Visits the objects of a document.
pub(super) trait Visitor {
    /// Visits a reference to an object, before it is resolved.
    fn reference(&mut self, _kind: ObjectKind, _reference: &mut String, _at: &Pointer) {}

    /// Visits a value at the location of an object, before the objects inside it.
    fn enter(&mut self, _kind: ObjectKind, _value: &mut Value, _at: &Pointer) {}

    /// Visits an object, after the objects inside it.
    fn object(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer);

    /// Prepares the document before the targets of references are visited.
    fn before_root(&mut self, _document: &mut Value) {}
}

impl<F: FnMut(ObjectKind, &mut Value, &Pointer)> Visitor for F {
    fn object(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        self(kind, value, at);
    }
}

/// Visits the objects of a document. A referenced value at a location that OpenAPI does not define is visited as an object of
/// the kind that the reference expects.
pub(super) fn visit_objects(document: &mut Value, visitor: &mut impl Visitor) {
    let mut walker = Walker { visitor, roots: HashMap::new(), pending: Vec::new() };
    walker.add_root(Pointer::root(), ObjectKind::Document);
    while let Some((at, kind)) = walker.pending.pop() {
        walker.visitor.before_root(document);
        if let Some(value) = document.pointer_mut(at.as_str()) {
            walker.object(kind, value, &at, true);
        }
    }
}

/// Walks through a document.
struct Walker<'a, V> {
    visitor: &'a mut V,
    /// The locations that are visited separately, and their kinds.
    roots: HashMap<Pointer, ObjectKind>,
    pending: Vec<(Pointer, ObjectKind)>,
}

impl<V: Visitor> Walker<'_, V> {
    fn add_root(&mut self, at: Pointer, kind: ObjectKind) {
        self.roots.insert(at.clone(), kind);
        self.pending.push((at, kind));
    }

    /// Whether the walk reaches a location.
    fn reaches(&self, location: &Pointer) -> bool {
        location.enclosing().any(|ancestor| {
            let kind = self.roots.get(&ancestor);
            let rest = Pointer::from(location.strip(&ancestor).unwrap_or_default());
            kind.is_some_and(|kind| kind.below(&mut rest.tokens()).is_some())
        })
    }

    fn object(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer, is_root: bool) {
        if !is_root && self.roots.contains_key(at) {
            return;
        }
        self.visitor.enter(kind, value, at);
        self.references(kind, value, at);
        if kind == ObjectKind::Callback {
            self.map(ObjectKind::PathItem, value, at, is_not_extension);
        }
        for (name, shape, kind) in kind.properties() {
            let Some(property) = value.get_mut(name) else { continue };
            let at = at.child(name);
            match shape {
                OneOrBool if property.is_boolean() => {}
                One | OneOrBool => self.object(*kind, property, &at, false),
                List => {
                    for (index, item) in property.as_array_mut().into_iter().flatten().enumerate() {
                        self.object(*kind, item, &at.child(index), false);
                    }
                }
                Map => self.map(*kind, property, &at, |_| true),
                Extensible => self.map(*kind, property, &at, is_not_extension),
            }
        }
        self.visitor.object(kind, value, at);
    }

    /// Visits the references of an object: its own, and those in the mapping of a discriminator.
    fn references(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        let Value::Object(properties) = value else { return };
        if let Some(Value::String(reference)) = properties.get_mut("$ref") {
            self.reference(kind, reference, &at.child("$ref"));
        }
        let mapping =
            properties.get_mut("discriminator").and_then(|value| value.get_mut("mapping"));
        for (name, target) in mapping.and_then(Value::as_object_mut).into_iter().flatten() {
            // Other values are names of schemas.
            if let Value::String(target) = target
                && target.contains(['#', '/', '.'])
            {
                self.reference(
                    kind,
                    target,
                    &at.child("discriminator").child("mapping").child(name),
                );
            }
        }
    }

    fn reference(&mut self, kind: ObjectKind, reference: &mut String, at: &Pointer) {
        self.visitor.reference(kind, reference, at);
        if let Some(target) = Pointer::of_reference(reference)
            && !self.reaches(&target)
        {
            self.add_root(target, kind);
        }
    }

    fn map(
        &mut self,
        kind: ObjectKind,
        value: &mut Value,
        at: &Pointer,
        holds_object: impl Fn(&str) -> bool,
    ) {
        for (name, property) in value.as_object_mut().into_iter().flatten() {
            if holds_object(name) {
                self.object(kind, property, &at.child(name), false);
            }
        }
    }
}

/// Whether a name in a map is not that of an extension.
fn is_not_extension(name: &str) -> bool {
    !name.starts_with("x-")
}
