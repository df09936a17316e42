//! A module under construction: its names and its types.

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
    /// Whether types that the document names are never aliases of each other.
    keeps_named: bool,
}

/// The position of a definition, which precedes the definitions of its properties.
pub(crate) struct DefinitionIndex(usize);

/// The type with a shape. Others are aliases of it.
struct Owner {
    name: String,
    /// Whether the document names the type.
    own: bool,
}

/// The shape of a definition: its content without documentation. Types of the same shape are aliases.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// The required and optional constants; the wire name, type and presence of each property; and the type of additional properties.
    Struct(Direction, Vec<Constant>, Vec<(String, Type, Presence)>, Option<Type>),
    /// The name and the string of each variant.
    StringEnum(Vec<(String, String)>),
    /// The name and the integer of each variant.
    IntegerEnum(Vec<(String, i64)>),
    /// The name and the value of each variant.
    ScalarEnum(Vec<(String, Value)>),
    /// The tag property; the name, type and tags of each variant.
    Union(Option<String>, Vec<(String, Type, Vec<Value>)>),
}

impl Module {
    /// Creates a module with its reserved names.
    pub(crate) fn new(names: UniqueNames) -> Self {
        Self {
            names,
            definitions: Vec::new(),
            shapes: HashMap::new(),
            aliases: HashMap::new(),
            keeps_named: false,
        }
    }

    /// Creates the module of the named schemas, which are never aliases of each other by shape.
    pub(crate) fn of_schemas(names: UniqueNames) -> Self {
        Self { keeps_named: true, ..Self::new(names) }
    }

    /// Takes the name of a type: the name in the profile, or else the suggested one.
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

    /// Defines a type, or an alias if an earlier type has the same shape. A type that the document names is never an
    /// alias of one with a derived name.
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

    /// Replaces a defined type by an alias.
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

    /// The type without aliases of this module, which is equal for equal types.
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

    /// Returns all definitions, in document order.
    pub(crate) fn into_definitions(self) -> Vec<Definition> {
        self.definitions.into_iter().flatten().collect()
    }

    /// The definitions so far.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.iter().flatten()
    }

    /// A definition by name.
    pub(crate) fn definition_mut(&mut self, name: &str) -> Option<&mut Definition> {
        self.definitions.iter_mut().flatten().find(|definition| definition.name == name)
    }

    /// Defines a type, regardless of its shape.
    pub(crate) fn fill(&mut self, index: DefinitionIndex, definition: Definition) {
        if let Some(place) = self.definitions.get_mut(index.0) {
            *place = Some(definition);
        }
    }
}
