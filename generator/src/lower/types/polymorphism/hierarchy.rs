//! The named schemas -> the bases among them, and the union that replaces each base.

use super::{all_of_subschemas, constant};
use crate::document::{Discriminator, Document, Schema, SchemaUse};
use crate::lower::types::null::is_null;
use indexmap::IndexMap;
use serde_json::Value;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// The maximum number of visited schemas, because those of a long chain multiply.
const MAX_VISITS: usize = 2_000_000;

/// The most references that lead from a name to a schema. More are a circle.
const MAX_ALIASES: usize = 16;

/// The extension of the union that replaces a base, with the name of the schema that has the base's properties.
pub(super) const PROPERTIES: &str = "x-base-properties";

/// The named schemas that a schema extends by `allOf`.
fn extended<'s>(document: &'s Document, schema: &'s Schema) -> Vec<&'s str> {
    if schema.alias().is_some() {
        return Vec::new();
    }
    let parts = schema.all_of.iter();
    parts
        .flat_map(|part| match part {
            SchemaUse::Named { name, .. } => vec![original(document, name)],
            SchemaUse::Inline(part) => extended(document, part),
        })
        .collect()
}

/// The schema that a name leads to by references alone.
fn original<'s>(document: &'s Document, name: &'s str) -> &'s str {
    let alias = |name: &&'s str| document.schemas.get(*name)?.alias();
    std::iter::successors(Some(name), alias).take(MAX_ALIASES).last().unwrap_or(name)
}

/// The alternatives that a schema lists.
fn listed(schema: &Schema) -> &[SchemaUse] {
    if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of }
}

/// A schema that others extend.
pub(super) struct Base<'d> {
    /// The discriminator property, if there is one.
    property: Option<&'d str>,
    /// The name of the schema with the properties of the base, if it has any.
    pub(super) properties: Option<String>,
}

/// The schemas of a document that extend each other.
pub(super) struct Hierarchy<'d> {
    document: &'d Document,
    /// The schemas that extend a schema directly.
    children: HashMap<&'d str, Vec<&'d str>>,
    pub(super) bases: HashMap<&'d str, Base<'d>>,
    visits: Cell<usize>,
}

impl<'d> Hierarchy<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut hierarchy = Self {
            document,
            children: HashMap::new(),
            bases: HashMap::new(),
            visits: Cell::new(0),
        };
        for (name, schema) in &document.schemas {
            for base in extended(document, schema) {
                let children = hierarchy.children.entry(base).or_default();
                if base != name && !children.contains(&name.as_str()) {
                    children.push(name);
                }
            }
        }
        let bases = document
            .schemas
            .iter()
            .filter_map(|(name, schema)| Some((name.as_str(), hierarchy.base(name, schema)?)));
        hierarchy.bases = bases.collect();
        hierarchy
    }

    /// The base, if a schema is one.
    fn base(&self, name: &str, schema: &'d Schema) -> Option<Base<'d>> {
        self.children.get(name).filter(|children| !children.is_empty())?;
        let parts = all_of_subschemas::of(self.document, schema);
        let property = parts.iter().find_map(|part| {
            part.discriminator.as_ref().map(|discriminator| discriminator.property.as_str())
        });
        // A union whose alternatives do not extend it is a normal part, even if others extend it.
        let is_base = if listed(schema).is_empty() {
            property.is_some()
        } else {
            let descendants = self.descendants(name);
            listed(schema).iter().any(|used| self.extends(used, name, &descendants))
        };
        let mut properties = format!("{name}Base");
        while self.document.schemas.contains_key(&properties) {
            properties.push_str("Properties");
        }
        let has_properties = parts
            .iter()
            .any(|part| !part.object.properties.is_empty() || !part.object.required.is_empty());
        let properties = has_properties.then_some(properties);
        is_base.then_some(Base { property, properties })
    }

    /// Whether the work budget is used up.
    pub(super) fn is_exhausted(&self) -> bool {
        self.visits.get() > MAX_VISITS
    }

    fn visit(&self, schemas: usize) {
        self.visits.set(self.visits.get().saturating_add(schemas));
    }

    /// The schema that a name leads to by references alone.
    fn original<'s>(&'s self, name: &'s str) -> &'s str {
        original(self.document, name)
    }

    /// All schemas that extend a schema, directly or indirectly.
    fn descendants(&self, name: &str) -> HashSet<&'d str> {
        let mut descendants = HashSet::new();
        let children = self.children.get(name).into_iter().flatten();
        let mut waiting: Vec<&'d str> = children.copied().collect();
        while let Some(child) = waiting.pop() {
            if !self.is_exhausted() && descendants.insert(child) {
                self.visit(1);
                waiting.extend(self.children.get(child).into_iter().flatten());
            }
        }
        descendants
    }

    /// Whether an alternative of a base extends it.
    fn extends(&self, used: &SchemaUse, base: &str, descendants: &HashSet<&str>) -> bool {
        match used {
            SchemaUse::Named { name, .. } => descendants.contains(self.original(name)),
            SchemaUse::Inline(schema) => extended(self.document, schema)
                .iter()
                .any(|name| *name == base || descendants.contains(name)),
        }
    }

    /// Replaces the bases in the `allOf` of a schema by the schemas with their properties.
    pub(super) fn of_properties(&self, schema: &Schema) -> Schema {
        if schema.alias().is_some() {
            return schema.clone();
        }
        let all_of = schema.all_of.iter().filter_map(|part| match part {
            SchemaUse::Named { at, name, annotations } => Some(SchemaUse::Named {
                at: at.clone(),
                name: match self.bases.get(self.original(name)) {
                    Some(base) => base.properties.clone()?,
                    None => name.clone(),
                },
                annotations: annotations.clone(),
            }),
            SchemaUse::Inline(part) => Some(SchemaUse::Inline(Box::new(self.of_properties(part)))),
        });
        Schema { all_of: all_of.collect(), ..schema.clone() }
    }

    /// The tags that select a schema: those that a discriminator maps to it, or else its constant, or else its name.
    fn tags(&self, name: &str, schema: &'d Schema, property: &str) -> Vec<String> {
        let parts = all_of_subschemas::of(self.document, schema);
        self.visit(parts.len());
        let discriminators = parts.iter().filter_map(|part| part.discriminator.as_ref());
        let mapping = discriminators
            .filter(|discriminator| discriminator.property == property)
            .flat_map(|discriminator| &discriminator.mapping);
        let mut tags: Vec<String> = Vec::new();
        let is_same = |target: &str| self.original(target) == self.original(name);
        for (text, _) in mapping.filter(|(_, target)| is_same(target)) {
            if !tags.contains(text) {
                tags.push(text.clone());
            }
        }
        if tags.is_empty() {
            let constants = constant::of_object(self.document, schema);
            let constant = constants.get(property).map(|value| constant::text(value));
            tags.push(constant.unwrap_or_else(|| default_tag(name, schema)));
        }
        tags
    }

    /// The union of the descendants of a base.
    pub(super) fn union(&self, name: &str, schema: &'d Schema, base: &Base<'d>) -> Schema {
        let descendants = self.descendants(name);
        let alternatives = self.alternatives(name, schema, &descendants);
        let discriminator = base.property.map(|property| Discriminator {
            property: property.to_owned(),
            mapping: self.mapping(schema, property, &alternatives),
        });
        let mut one_of: Vec<SchemaUse> = alternatives
            .into_iter()
            .map(|used| match (&used, &base.properties) {
                (SchemaUse::Inline(inline), _) if self.extends(&used, name, &descendants) => {
                    SchemaUse::Inline(Box::new(self.of_properties(inline)))
                }
                (_, Some(properties))
                    if !is_null(self.document, &used)
                        && !self.extends(&used, name, &descendants) =>
                {
                    SchemaUse::Inline(Box::new(Schema {
                        at: used.at().clone(),
                        annotations: used.annotations().clone(),
                        all_of: vec![named(schema, properties), used],
                        ..Schema::default()
                    }))
                }
                _ => used,
            })
            .collect();
        if let (Some(_), Some(properties)) = (base.property, &base.properties) {
            one_of.push(named(schema, properties));
        }
        let mut extensions = schema.extensions.clone();
        extensions.insert(PROPERTIES.to_owned(), base.properties.as_deref().into());
        Schema {
            at: schema.at.clone(),
            annotations: schema.annotations.clone(),
            nullable: schema.nullable,
            one_of,
            discriminator,
            extensions,
            ..Schema::default()
        }
    }

    /// The alternatives that a base lists, or else those that its discriminator maps to and its children.
    fn alternatives(
        &self,
        name: &str,
        schema: &Schema,
        descendants: &HashSet<&str>,
    ) -> Vec<SchemaUse> {
        let mut alternatives = listed(schema).to_vec();
        let is_itself = |used: &SchemaUse| matches!(used, SchemaUse::Named { name: own, .. } if self.original(own) == name);
        alternatives.retain(|used| !is_itself(used));
        let mut known: HashSet<&str> = HashSet::new();
        for used in listed(schema) {
            if let SchemaUse::Named { name, .. } = used {
                let name = self.original(name);
                known.insert(name);
                known.extend(self.document.schemas.get(name).into_iter().flat_map(|schema| {
                    let parts = all_of_subschemas::of(self.document, schema).into_iter();
                    parts.flat_map(|part| extended(self.document, part))
                }));
            }
        }
        let children = self.children.get(name).into_iter().flatten().copied();
        let mapped = schema
            .discriminator
            .iter()
            .flat_map(|discriminator| discriminator.mapping.values())
            .map(|target| self.original(target));
        let mapped = mapped.filter(|target| *target != name && !descendants.contains(target));
        for child in children.chain(mapped.filter(|_| listed(schema).is_empty())) {
            if known.insert(child) {
                alternatives.push(named(schema, child));
            }
        }
        alternatives
    }

    /// The tags of alternatives, including those of their descendants.
    fn mapping(
        &self,
        schema: &Schema,
        property: &str,
        alternatives: &[SchemaUse],
    ) -> IndexMap<String, String> {
        let mut mapping = IndexMap::new();
        let names = alternatives.iter().filter_map(|used| match used {
            SchemaUse::Named { name, .. } => self.document.schemas.get_key_value(name),
            SchemaUse::Inline(_) => None,
        });
        for (name, alternative) in names.clone() {
            let own = schema.discriminator.iter().flat_map(|own| &own.mapping);
            let own = own
                .filter(|(_, target)| self.original(target) == self.original(name))
                .map(|(text, _)| text.clone());
            let mut tags: Vec<String> = own.collect();
            if tags.is_empty() {
                tags = self.tags(name, alternative, property);
            }
            for tag in tags {
                mapping.entry(tag).or_insert_with(|| name.clone());
            }
        }
        for (name, _) in names {
            let mut below: Vec<&str> = self.descendants(self.original(name)).into_iter().collect();
            below.sort_by_key(|name| self.document.schemas.get_index_of(*name));
            for descendant in below {
                let Some(schema) = self.document.schemas.get(descendant) else { continue };
                for tag in self.tags(descendant, schema, property) {
                    mapping.entry(tag).or_insert_with(|| name.clone());
                }
            }
        }
        mapping
    }
}

/// The default tag of a schema: Azure's extension, or else its name.
pub(super) fn default_tag(name: &str, schema: &Schema) -> String {
    let said = schema.extensions.get("x-ms-discriminator-value").and_then(Value::as_str);
    said.unwrap_or(name).to_owned()
}

/// A reference to a schema, located in another schema.
fn named(from: &Schema, name: &str) -> SchemaUse {
    SchemaUse::Named { at: from.at.clone(), name: name.to_owned(), annotations: Box::default() }
}
