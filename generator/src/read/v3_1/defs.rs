//! `$defs` and `$anchor`: schemas with names of their own, which become named schemas of the document.

use crate::read::rewrite::{Moves, Rewrite, for_each_reference};
use crate::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// The properties that hold definitions; the second is that of older JSON Schema.
const NAMES: [&str; 2] = ["$defs", "definitions"];

/// The definitions of a document.
pub(super) struct Definitions {
    taken: HashSet<String>,
    gathered: Map<String, Value>,
    moves: Moves,
    anchors: HashMap<String, Pointer>,
}

impl Definitions {
    /// None yet, beside the named schemas of a document.
    pub(super) fn of(document: &Value) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        Self {
            taken: schemas.into_iter().flat_map(Map::keys).cloned().collect(),
            gathered: Map::new(),
            moves: Moves::default(),
            anchors: HashMap::new(),
        }
    }

    /// Takes the definitions out of a schema, or of the document.
    pub(super) fn gather(&mut self, schema: &mut Rewrite<'_>) {
        for name in ["$anchor", "$dynamicAnchor"] {
            if let Some(Value::String(anchor)) = schema.members.get(name) {
                self.anchors.insert(format!("#{anchor}"), schema.at.clone());
            }
        }
        for holder in NAMES {
            for (name, definition) in schema.take_object(holder).into_iter().flatten() {
                self.name(schema, &[holder, &name], &name, definition);
            }
        }
    }

    /// Makes a value below an object a named schema. Tells its reference.
    pub(super) fn name(
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
        let place = path.iter().fold(from.at.clone(), |place, token| place.child(token));
        let named = Pointer::from("/components/schemas").child(&free);
        from.diagnostics.origins_mut().moved(&place, &named);
        self.moves.note(place, named.clone());
        self.gathered.insert(free, schema);
        named.to_reference()
    }

    /// Notes that a value has moved.
    pub(super) fn moved(&mut self, from: Pointer, to: Pointer) {
        self.moves.note(from, to);
    }

    /// Puts the definitions under `components`, and lets references follow.
    pub(super) fn settle(self, document: &mut Value) {
        let Self { gathered, moves, anchors, .. } = self;
        if !gathered.is_empty()
            && let Value::Object(document) = &mut *document
        {
            let components = document.entry("components").or_insert_with(|| json!({}));
            if let Value::Object(components) = components
                && let Value::Object(schemas) =
                    components.entry("schemas").or_insert_with(|| json!({}))
            {
                schemas.extend(gathered);
            }
        }
        if !anchors.is_empty() {
            for_each_reference(document, &Pointer::root(), &mut |reference, _| {
                if let Some(place) = anchors.get(reference.as_str()) {
                    *reference = place.to_reference();
                }
            });
        }
        moves.follow(document);
    }
}
