//! A module under construction: the names that are taken in it and the types that it defines.

use super::direction::Direction;
use crate::diagnostic::Diagnostics;
use crate::ir::{Constant, Definition, Docs, Kind, Presence, Type};
use crate::lower::names::{NameOverrides, UniqueNames};
use crate::profile::TraitPath;
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashMap;

/// A module under construction.
pub(crate) struct Module {
    names: UniqueNames,
    definitions: Vec<Option<Definition>>,
    /// The type of each shape.
    shapes: HashMap<(Shape, Vec<TraitPath>), Owner>,
    /// The target of each alias.
    aliases: HashMap<String, Type>,
    /// Whether types that the document itself names are never aliases of each other.
    keeps_named: bool,
}

/// The position of a definition among the others: before those of its properties.
pub(crate) struct DefinitionIndex(usize);

/// The type that has a shape, of which others are aliases.
struct Owner {
    name: String,
    /// Whether the name stands for a place that the document itself names.
    own: bool,
}

/// A definition without names and documentation: two places of the same shape share a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// The constants; the properties' names on the wire, types and presences; and the type of the others.
    Struct(Direction, Vec<Constant>, Vec<(String, Type, Presence)>, Option<Type>),
    /// The variants' names and strings.
    StringEnum(Vec<(String, String)>),
    /// The variants' names and integers.
    IntegerEnum(Vec<(String, i64)>),
    /// The tag; the variants' names, types and values of the tag.
    Union(Option<String>, Vec<(String, Type, Vec<Value>)>),
}

impl Module {
    /// A module with the names that the crate itself uses in it.
    pub(crate) fn new(names: UniqueNames) -> Self {
        Self {
            names,
            definitions: Vec::new(),
            shapes: HashMap::new(),
            aliases: HashMap::new(),
            keeps_named: false,
        }
    }

    /// The module of the named schemas, each of which is a type of its own.
    pub(crate) fn of_schemas(names: UniqueNames) -> Self {
        Self { keeps_named: true, ..Self::new(names) }
    }

    /// Takes the name of the type of what stands at a place: the profile's, or the one suggested.
    pub(crate) fn name(
        &mut self,
        suggested: &str,
        at: &Pointer,
        overrides: &mut NameOverrides<'_>,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let suggested = overrides.of_type(at).unwrap_or(suggested);
        let (name, numbered) = self.names.take(suggested);
        if numbered {
            diagnostics.warning(
                at,
                format_args!("the name `{suggested}` is taken: this type is named `{name}`"),
                format_args!(
                    "to give it a stable name, add `\"{at}\" = \"...\"` to `[names]` in the profile"
                ),
            );
        }
        name
    }

    /// Reserves the position of a definition.
    pub(crate) fn reserve(&mut self) -> DefinitionIndex {
        self.definitions.push(None);
        DefinitionIndex(self.definitions.len() - 1)
    }

    /// Defines a type; an alias of an earlier one, where there is one of the same shape. A name that is the type's own
    /// is no alias of one that was derived.
    pub(crate) fn define(
        &mut self,
        index: DefinitionIndex,
        shape: Shape,
        definition: Definition,
        own: bool,
    ) {
        let name = definition.name.clone();
        let shape = (shape, definition.derives.clone());
        match self.shapes.get(&shape) {
            Some(first) if first.own && own && self.keeps_named => self.fill(index, definition),
            Some(first) if first.own || !own => {
                let target = Type::Local(first.name.clone());
                self.alias(index, name, definition.docs, definition.deprecated, target);
            }
            _ => {
                self.fill(index, definition);
                if let Some(first) = self.shapes.insert(shape, Owner { name: name.clone(), own }) {
                    self.replace_by_alias(first.name, Type::Local(name));
                }
            }
        }
    }

    /// Makes an alias of a type that has been defined.
    fn replace_by_alias(&mut self, name: String, target: Type) {
        if let Some(definition) = self.definition_mut(&name) {
            definition.kind = Kind::Alias(target.clone());
        }
        for other in self.aliases.values_mut().filter(|ty| **ty == Type::Local(name.clone())) {
            *other = target.clone();
        }
        self.aliases.insert(name, target);
    }

    /// Defines another name of a type.
    pub(crate) fn alias(
        &mut self,
        index: DefinitionIndex,
        name: String,
        docs: Docs,
        deprecated: bool,
        target: Type,
    ) {
        self.aliases.insert(name.clone(), self.canonical(&target));
        self.fill(
            index,
            Definition { name, docs, deprecated, derives: Vec::new(), kind: Kind::Alias(target) },
        );
    }

    /// The type with all aliases of this module followed: equal for types that are.
    pub(crate) fn canonical(&self, ty: &Type) -> Type {
        match ty {
            Type::Local(name) => self.aliases.get(name).cloned().unwrap_or_else(|| ty.clone()),
            Type::List(element) => Type::List(Box::new(self.canonical(element))),
            Type::Tuple(places) => {
                Type::Tuple(places.iter().map(|place| self.canonical(place)).collect())
            }
            Type::Map(key, value) => Type::Map(*key, Box::new(self.canonical(value))),
            Type::Optional(inner) => Type::Optional(Box::new(self.canonical(inner))),
            Type::Boxed(inner) => Type::Boxed(Box::new(self.canonical(inner))),
            other => other.clone(),
        }
    }

    /// All that was defined, in the order of the document.
    pub(crate) fn into_definitions(self) -> Vec<Definition> {
        self.definitions.into_iter().flatten().collect()
    }

    /// The definitions so far.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.iter().flatten()
    }

    /// A type that has been defined, to be changed.
    pub(crate) fn definition_mut(&mut self, name: &str) -> Option<&mut Definition> {
        self.definitions.iter_mut().flatten().find(|definition| definition.name == name)
    }

    /// Defines a type whatever its shape.
    pub(crate) fn fill(&mut self, index: DefinitionIndex, definition: Definition) {
        if let Some(place) = self.definitions.get_mut(index.0) {
            *place = Some(definition);
        }
    }
}
