//! In: an OpenAPI document of any version. Out: its objects, each with its kind and its place, from the inside out.

use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// What an object of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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

/// How a member holds objects.
#[derive(Clone, Copy, Debug)]
enum Holds {
    One,
    /// One, or true or false.
    OneOrFlag,
    List,
    Named,
}

use Holds::{List, Named, One, OneOrFlag};

impl Kind {
    /// The members that hold objects: those of OpenAPI 3.0 to 3.2, and of Swagger 2.0.
    const fn members(self) -> &'static [(&'static str, Holds, Self)] {
        match self {
            Self::Document => &[
                ("paths", Named, Self::PathItem),
                ("webhooks", Named, Self::PathItem),
                ("components", One, Self::Components),
                ("definitions", Named, Self::Schema),
                ("$defs", Named, Self::Schema),
                ("parameters", Named, Self::Parameter),
                ("responses", Named, Self::Response),
                ("securityDefinitions", Named, Self::SecurityScheme),
            ],
            Self::Components => &[
                ("schemas", Named, Self::Schema),
                ("responses", Named, Self::Response),
                ("parameters", Named, Self::Parameter),
                ("examples", Named, Self::Example),
                ("requestBodies", Named, Self::RequestBody),
                ("headers", Named, Self::Header),
                ("securitySchemes", Named, Self::SecurityScheme),
                ("links", Named, Self::Link),
                ("callbacks", Named, Self::Callback),
                ("pathItems", Named, Self::PathItem),
                ("mediaTypes", Named, Self::Media),
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
                ("responses", Named, Self::Response),
                ("callbacks", Named, Self::Callback),
            ],
            Self::Parameter | Self::Header => &[
                ("schema", One, Self::Schema),
                ("content", Named, Self::Media),
                ("examples", Named, Self::Example),
            ],
            Self::RequestBody => &[("content", Named, Self::Media)],
            Self::Media => &[
                ("schema", One, Self::Schema),
                ("itemSchema", One, Self::Schema),
                ("examples", Named, Self::Example),
                ("encoding", Named, Self::Encoding),
            ],
            Self::Encoding => &[("headers", Named, Self::Header)],
            Self::Response => &[
                ("schema", One, Self::Schema),
                ("headers", Named, Self::Header),
                ("content", Named, Self::Media),
                ("links", Named, Self::Link),
            ],
            Self::Schema => &[
                ("properties", Named, Self::Schema),
                ("items", One, Self::Schema),
                ("allOf", List, Self::Schema),
                ("oneOf", List, Self::Schema),
                ("anyOf", List, Self::Schema),
                ("not", One, Self::Schema),
                ("additionalProperties", OneOrFlag, Self::Schema),
                ("patternProperties", Named, Self::Schema),
                ("unevaluatedProperties", OneOrFlag, Self::Schema),
                ("prefixItems", List, Self::Schema),
                ("if", One, Self::Schema),
                ("then", One, Self::Schema),
                ("else", One, Self::Schema),
                ("dependentSchemas", Named, Self::Schema),
                ("$defs", Named, Self::Schema),
                ("definitions", Named, Self::Schema),
            ],
            // A callback is path items by name: its members are no keywords.
            Self::Callback | Self::Example | Self::SecurityScheme | Self::Link => &[],
        }
    }

    /// What stands below an object of this kind, at a path of tokens; `None` where OpenAPI says nothing of it.
    fn below(self, tokens: &mut impl Iterator<Item = String>) -> Option<Self> {
        let Some(token) = tokens.next() else { return Some(self) };
        if self == Self::Callback {
            return Self::PathItem.below(tokens);
        }
        let (_, holds, kind) = self.members().iter().find(|(name, ..)| *name == token)?;
        match holds {
            One | OneOrFlag => {}
            List | Named => {
                tokens.next()?;
            }
        }
        kind.below(tokens)
    }
}

/// What is done with the objects of a document.
pub(super) trait Visitor {
    /// Visits a reference to an object of a kind, before it is followed, where it stands.
    fn reference(&mut self, _kind: Kind, _reference: &mut String, _at: &Pointer) {}

    /// Visits an object, after those inside it.
    fn object(&mut self, kind: Kind, value: &mut Value, at: &Pointer);

    /// Gives the document what references lead to, before they are followed.
    fn bring(&mut self, _document: &mut Value) {}
}

impl<F: FnMut(Kind, &mut Value, &Pointer)> Visitor for F {
    fn object(&mut self, kind: Kind, value: &mut Value, at: &Pointer) {
        self(kind, value, at);
    }
}

/// Visits the objects of a document. What stands at no place of its own, but is referred to, is visited as what the
/// reference takes it for.
pub(super) fn visit(document: &mut Value, visitor: &mut impl Visitor) {
    let mut walk = Walk { visitor, begun: HashMap::new(), pending: Vec::new() };
    walk.begin(Pointer::root(), Kind::Document);
    while let Some((at, kind)) = walk.pending.pop() {
        walk.visitor.bring(document);
        if let Some(value) = document.pointer_mut(at.as_str()) {
            walk.object(kind, value, &at, true);
        }
    }
}

/// A walk through a document.
struct Walk<'a, V> {
    visitor: &'a mut V,
    /// Where it has begun, or will, and with what.
    begun: HashMap<Pointer, Kind>,
    pending: Vec<(Pointer, Kind)>,
}

impl<V: Visitor> Walk<'_, V> {
    fn begin(&mut self, at: Pointer, kind: Kind) {
        self.begun.insert(at.clone(), kind);
        self.pending.push((at, kind));
    }

    /// Whether a place is one that the walk comes by.
    fn comes_by(&self, place: &Pointer) -> bool {
        place.enclosing().any(|around| {
            let kind = self.begun.get(&around);
            let rest = Pointer::from(place.strip(&around).unwrap_or_default());
            kind.is_some_and(|kind| kind.below(&mut rest.tokens()).is_some())
        })
    }

    fn object(&mut self, kind: Kind, value: &mut Value, at: &Pointer, begins: bool) {
        if !begins && self.begun.contains_key(at) {
            return;
        }
        self.references(kind, value, at);
        if kind == Kind::Callback {
            self.named(Kind::PathItem, value, at);
        }
        for (name, holds, kind) in kind.members() {
            let Some(member) = value.get_mut(name) else { continue };
            let at = at.child(name);
            match holds {
                OneOrFlag if member.is_boolean() => {}
                One | OneOrFlag => self.object(*kind, member, &at, false),
                List => {
                    for (index, element) in member.as_array_mut().into_iter().flatten().enumerate()
                    {
                        self.object(*kind, element, &at.child(index), false);
                    }
                }
                Named => self.named(*kind, member, &at),
            }
        }
        self.visitor.object(kind, value, at);
    }

    /// Visits the references of an object: its own, and those that a discriminator maps to.
    fn references(&mut self, kind: Kind, value: &mut Value, at: &Pointer) {
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

    fn reference(&mut self, kind: Kind, reference: &mut String, at: &Pointer) {
        self.visitor.reference(kind, reference, at);
        if let Some(target) = Pointer::of_reference(reference)
            && !self.comes_by(&target)
        {
            self.begin(target, kind);
        }
    }

    fn named(&mut self, kind: Kind, value: &mut Value, at: &Pointer) {
        for (name, member) in value.as_object_mut().into_iter().flatten() {
            if !name.starts_with("x-") || kind == Kind::Schema {
                self.object(kind, member, &at.child(name), false);
            }
        }
    }
}
