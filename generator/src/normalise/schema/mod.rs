//! Reads schemas and their subschemas, and resolves references.

mod all_of;
mod annotations;
mod enumeration;
mod rules;
mod schema_keywords;

use super::reference::{SCHEMAS, Target};
use super::{Node, Normaliser};
use crate::document::{Additional, Schema, SchemaUse};
use crate::source::Pointer;
use indexmap::IndexMap;

/// The maximum depth of nested schemas, including inlined references.
const MAX_DEPTH: usize = 128;
/// The maximum number of times that an unnamed schema is inlined before it gets a name. Otherwise, a chain of schemas that each
/// refer twice to the next one would grow exponentially.
const MAX_COPIES: usize = 10;

impl<'a> Normaliser<'a, '_> {
    /// Reads the schemas under `components`, by name.
    pub(super) fn named_schemas(&mut self, root: &Node<'a>) -> IndexMap<String, Schema> {
        let components = root.object("components");
        let schemas = components.into_iter().flat_map(|node| node.properties_of("schemas"));
        schemas.map(|(name, node)| (name.to_owned(), self.named_schema(node))).collect()
    }

    /// Reads a named schema, which may be a reference to another.
    pub(super) fn named_schema(&mut self, node: Node<'a>) -> Schema {
        let at = node.at.clone();
        if node.reference().is_some() {
            // Read for its diagnostics: a circle of references.
            self.resolve_fully(node.clone(), SCHEMAS);
        }
        match self.schema_use(node) {
            SchemaUse::Inline(schema) => *schema,
            other @ SchemaUse::Named { .. } => {
                Schema { at, all_of: vec![other], ..Schema::default() }
            }
        }
    }

    /// Reads the schema in a property of an object.
    pub(super) fn schema_of(&mut self, owner: &Node<'a>, name: &str) -> Option<SchemaUse> {
        owner.object(name).map(|node| self.schema_use(node))
    }

    fn schemas_of(&mut self, owner: &Node<'a>, name: &str) -> Vec<SchemaUse> {
        owner.items_of(name).map(|node| self.schema_use(node)).collect()
    }

    /// Reads a schema or a reference to one. An invalid schema is treated as an empty one.
    pub(super) fn schema_use(&mut self, node: Node<'a>) -> SchemaUse {
        if node.reference().is_some() {
            self.schema_reference(node)
        } else {
            SchemaUse::Inline(self.schema(&node))
        }
    }

    fn schema_reference(&mut self, node: Node<'a>) -> SchemaUse {
        let annotations = self.reference_annotations(&node);
        match self.resolve_schema(&node) {
            Some(Target::Schema(name)) => SchemaUse::Named { at: node.at, name, annotations },
            Some(Target::Value(target))
                if self.open.contains(&target.at) || self.exceeds_copies(&target.at) =>
            {
                SchemaUse::Named { at: node.at, name: self.name_unnamed(target), annotations }
            }
            Some(Target::Value(target)) => {
                let mut schema = self.schema(&target);
                annotations::override_with(*annotations, &mut schema.annotations);
                SchemaUse::Inline(schema)
            }
            None => {
                let schema = Schema { at: node.at, annotations: *annotations, ..Schema::default() };
                SchemaUse::Inline(Box::new(schema))
            }
        }
    }

    /// Returns the generated name of an unnamed schema. The schema is read later, like those under `components`.
    fn name_unnamed(&mut self, node: Node<'a>) -> String {
        let known = self.unnamed.iter().find(|(_, known)| known.at == node.at);
        if let Some((name, _)) = known {
            return name.clone();
        }
        let structure = ["components", "schemas", "properties", "paths", "content", "schema"];
        let tokens = node.at.tokens().filter(|token| !structure.contains(&token.as_str()));
        let mut name = tokens.collect::<Vec<_>>().join("_");
        while self.has_schema(&name) || self.unnamed.contains_key(&name) {
            name.push('_');
        }
        self.unnamed.insert(name.clone(), node);
        name
    }

    /// Whether `components` contains a schema with this name.
    fn has_schema(&self, name: &str) -> bool {
        let schemas = self.root.get("components").and_then(|value| value.get("schemas"));
        schemas.is_some_and(|schemas| schemas.get(name).is_some())
    }

    fn schema(&mut self, node: &Node<'a>) -> Box<Schema> {
        if !self.check_depth(node) {
            return Box::new(Schema { at: node.at.clone(), ..Schema::default() });
        }
        let mut schema = self.shallow_schema(node);
        self.open.push(node.at.clone());
        self.subschemas(node, &mut schema);
        self.open.pop();
        schema
    }

    /// Checks the depth of nested schemas.
    fn check_depth(&mut self, node: &Node<'a>) -> bool {
        let help = "move the referenced schemas to `components/schemas`";
        if self.open.len() >= MAX_DEPTH {
            let message = format!(
                "with its references resolved, this schema is nested more than {MAX_DEPTH} levels deep"
            );
            self.error(&node.at, message, help);
            return false;
        }
        true
    }

    /// Whether an unnamed schema has been inlined too often.
    fn exceeds_copies(&mut self, target: &Pointer) -> bool {
        let copies = self.copies.entry(target.clone()).or_default();
        *copies += 1;
        *copies > MAX_COPIES
    }

    /// Reads a schema without its subschemas.
    ///
    /// Never inlined into the caller, so that its locals do not occupy the stack while subschemas are read.
    #[inline(never)]
    fn shallow_schema(&mut self, node: &Node<'a>) -> Box<Schema> {
        let mut schema = Box::new(Schema { at: node.at.clone(), ..Schema::default() });
        let Some(read) = self.read(node, "a schema", schema_keywords::SCHEMA) else {
            return schema;
        };
        let openapiv3::Schema { schema_data, schema_kind } = read;
        schema.nullable = schema_data.nullable;
        schema.annotations = self.annotations(node, schema_data);
        schema.format = node.get("format").and_then(|node| node.value.as_str()).map(str::to_owned);
        schema.discriminator = self.discriminator(node);
        schema.extensions = node.extensions();
        self.enumeration(node, &mut schema);
        rules::set(node, schema_kind, &mut schema);
        self.several_types(node, &mut schema);
        schema
    }

    /// Reads the subschemas of a schema.
    fn subschemas(&mut self, node: &Node<'a>, schema: &mut Schema) {
        schema.all_of = self.schemas_of(node, "allOf");
        all_of::hoist_annotations(schema);
        schema.one_of = self.schemas_of(node, "oneOf");
        schema.any_of = self.schemas_of(node, "anyOf");
        schema.not = self.schema_of(node, "not");
        schema.array.items = self.schema_of(node, "items");
        schema.array.tuple = self.tuple(node);
        for (name, node) in node.properties_of("properties") {
            let property = self.schema_use(node);
            schema.object.properties.insert(name.to_owned(), property);
        }
        if let Some(node) = node.object("additionalProperties") {
            schema.object.additional = Additional::Schema(self.schema_use(node));
        }
    }
}
