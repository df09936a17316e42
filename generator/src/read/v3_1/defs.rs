//! Converts `$defs` and `$anchor`: schemas with their own names become named schemas of the document.

use crate::read::rewrite::{Moves, Rewrite, for_each_reference};
use crate::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// The properties that contain definitions. Older drafts of JSON Schema use the second.
const NAMES: [&str; 2] = ["$defs", "definitions"];

/// The definitions of a document.
pub(super) struct Definitions {
    taken: HashSet<String>,
    collected: Map<String, Value>,
    moves: Moves,
    anchors: HashMap<String, Pointer>,
}

impl Definitions {
    /// Creates an empty collection. The names of existing schemas of the document are taken.
    pub(super) fn new(document: &Value) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        Self {
            taken: schemas.into_iter().flat_map(Map::keys).cloned().collect(),
            collected: Map::new(),
            moves: Moves::default(),
            anchors: HashMap::new(),
        }
    }

    /// Moves the definitions out of a schema, or of the document.
    pub(super) fn collect(&mut self, schema: &mut Rewrite<'_>) {
        for name in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = schema.properties.get(name) {
                self.anchors.insert(format!("#{anchor}"), schema.at.clone());
            }
        }
        for parent in NAMES {
            for (name, definition) in schema.take_object(parent).into_iter().flatten() {
                self.add(schema, &[parent, &name], &name, definition);
            }
        }
    }

    /// Makes a value below an object a named schema. Returns the reference to it.
    pub(super) fn add(
        &mut self,
        from: &mut Rewrite<'_>,
        path: &[&str],
        name: &str,
        schema: Value,
    ) -> String {
        let mut free = name.to_owned();
        if self.taken.contains(name) {
            let owner = from.at.tokens().last().unwrap_or_default();
            free = format!("{owner}_{name}");
        }
        while !self.taken.insert(free.clone()) {
            free.push('_');
        }
        let location = path.iter().fold(from.at.clone(), |location, token| location.child(token));
        let named = Pointer::from("/components/schemas").child(&free);
        from.diagnostics.origins_mut().record_move(&location, &named);
        self.moves.record(location, named.clone());
        self.collected.insert(free, schema);
        named.to_reference()
    }

    /// Records that a value moves.
    pub(super) fn record_move(&mut self, from: Pointer, to: Pointer) {
        self.moves.record(from, to);
    }

    /// Adds the definitions under `components`, and updates references.
    pub(super) fn finish(self, document: &mut Value) {
        let Self { collected, moves, anchors, .. } = self;
        if !collected.is_empty()
            && let Value::Object(document) = &mut *document
        {
            let components = document.entry("components").or_insert_with(|| json!({}));
            if let Value::Object(components) = components
                && let Value::Object(schemas) =
                    components.entry("schemas").or_insert_with(|| json!({}))
            {
                schemas.extend(collected);
            }
        }
        if !anchors.is_empty() {
            for_each_reference(document, &Pointer::root(), &mut |reference, _| {
                if let Some(location) = anchors.get(reference.as_str()) {
                    *reference = location.to_reference();
                }
            });
        }
        moves.update_references(document);
    }
}
