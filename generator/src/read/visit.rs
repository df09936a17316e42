//! An OpenAPI document of any version -> its objects, each with its kind and its place, from the inside out.

use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// What an object of a document is.
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

/// How a member shape objects.
#[derive(Clone, Copy, Debug)]
enum Shape {
    One,
    /// One, or true or false.
    OneOrBool,
    List,
    Map,
    /// A map whose names that begin with `x-` are extensions.
    Extensible,
}

use Shape::{Extensible, List, Map, One, OneOrBool};

impl ObjectKind {
    /// The members that hold objects: those of OpenAPI 3.0 to 3.2, and of Swagger 2.0.
    const fn members(self) -> &'static [(&'static str, Shape, Self)] {
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
            // A callback is path items by name: its members are no keywords.
            Self::Callback | Self::Example | Self::SecurityScheme | Self::Link => &[],
        }
    }

    /// The names of the members that hold several objects.
    pub(super) fn collections(self) -> impl Iterator<Item = &'static str> {
        let collections = self.members().iter().filter(|(_, shape, _)| matches!(shape, List | Map));
        collections.map(|(name, ..)| *name)
    }

    /// What stands below an object of this kind, at a path of tokens; `None` where OpenAPI says nothing of it.
    fn below(self, tokens: &mut impl Iterator<Item = String>) -> Option<Self> {
        let Some(token) = tokens.next() else { return Some(self) };
        if self == Self::Callback {
            return Self::PathItem.below(tokens);
        }
        let (_, shape, kind) = self.members().iter().find(|(name, ..)| *name == token)?;
        match shape {
            One | OneOrBool => {}
            List | Map | Extensible => {
                tokens.next()?;
            }
        }
        kind.below(tokens)
    }
}

/// What is done with the objects of a document.
pub(super) trait Visitor {
    /// Visits a reference to an object of a kind, before it is followed, where it stands.
    fn reference(&mut self, _kind: ObjectKind, _reference: &mut String, _at: &Pointer) {}

    /// Visits a value at the place of an object, before those inside it.
    fn enter(&mut self, _kind: ObjectKind, _value: &mut Value, _at: &Pointer) {}

    /// Visits an object, after those inside it.
    fn object(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer);

    /// Gives the document what references lead to, before they are followed.
    fn before_root(&mut self, _document: &mut Value) {}
}

impl<F: FnMut(ObjectKind, &mut Value, &Pointer)> Visitor for F {
    fn object(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        self(kind, value, at);
    }
}

/// Visits the objects of a document. What stands at no place of its own, but is referred to, is visited as what the
/// reference takes it for.
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

/// A walker through a document.
struct Walker<'a, V> {
    visitor: &'a mut V,
    /// Where it has roots, or will, and with what.
    roots: HashMap<Pointer, ObjectKind>,
    pending: Vec<(Pointer, ObjectKind)>,
}

impl<V: Visitor> Walker<'_, V> {
    fn add_root(&mut self, at: Pointer, kind: ObjectKind) {
        self.roots.insert(at.clone(), kind);
        self.pending.push((at, kind));
    }

    /// Whether a place is one that the walker comes by.
    fn reaches(&self, place: &Pointer) -> bool {
        place.enclosing().any(|around| {
            let kind = self.roots.get(&around);
            let rest = Pointer::from(place.strip(&around).unwrap_or_default());
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
            self.map(ObjectKind::PathItem, value, at, is_no_extension);
        }
        for (name, shape, kind) in kind.members() {
            let Some(member) = value.get_mut(name) else { continue };
            let at = at.child(name);
            match shape {
                OneOrBool if member.is_boolean() => {}
                One | OneOrBool => self.object(*kind, member, &at, false),
                List => {
                    for (index, element) in member.as_array_mut().into_iter().flatten().enumerate()
                    {
                        self.object(*kind, element, &at.child(index), false);
                    }
                }
                Map => self.map(*kind, member, &at, |_| true),
                Extensible => self.map(*kind, member, &at, is_no_extension),
            }
        }
        self.visitor.object(kind, value, at);
    }

    /// Visits the references of an object: its own, and those that a discriminator maps to.
    fn references(&mut self, kind: ObjectKind, value: &mut Value, at: &Pointer) {
        let Value::Object(members) = value else { return };
        if let Some(Value::String(reference)) = members.get_mut("$ref") {
            self.reference(kind, reference, &at.child("$ref"));
        }
        let mapping = members.get_mut("discriminator").and_then(|value| value.get_mut("mapping"));
        for (name, target) in mapping.and_then(Value::as_object_mut).into_iter().flatten() {
            // Others are names.
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
        for (name, member) in value.as_object_mut().into_iter().flatten() {
            if holds_object(name) {
                self.object(kind, member, &at.child(name), false);
            }
        }
    }
}

/// Whether a name is not that of an extension, in a map that may have extensions.
fn is_no_extension(name: &str) -> bool {
    !name.starts_with("x-")
}
