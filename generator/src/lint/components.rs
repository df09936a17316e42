//! Components that no operation uses, directly or through other components.

use super::Linter;
use crate::source::Pointer;
use serde_json::{Map, Value};
use std::collections::HashSet;

impl Linter<'_, '_> {
    /// Warns about unused components.
    pub(super) fn unused_components(&mut self, root: &Value) {
        let Some(components) = root.get("components").and_then(Value::as_object) else { return };
        let used = Used::by_operations(root);
        let components_at = Pointer::root().child("components");
        for (kind, named) in components.iter().filter(|(kind, _)| !kind.starts_with("x-")) {
            for name in named.as_object().into_iter().flat_map(Map::keys) {
                let at = components_at.child(kind).child(name);
                if !used.0.contains(&at) {
                    self.warn(
                        &at,
                        format_args!("unused component `{name}` in `{kind}`"),
                        "remove it, or reference it",
                    );
                }
            }
        }
    }
}

/// The components in use.
struct Used(HashSet<Pointer>);

impl Used {
    /// Collects the components that the document uses outside of `components`, and those that they use in turn.
    fn by_operations(root: &Value) -> Self {
        let mut pending = Vec::new();
        let mut used = Self(HashSet::new());
        let properties = root.as_object().into_iter().flatten();
        for (name, value) in properties.filter(|(name, _)| *name != "components") {
            used.property(name, value, root, &mut pending);
        }
        loop {
            while let Some(value) = pending.pop() {
                match value {
                    Value::Array(items) => pending.extend(items),
                    Value::Object(properties) => properties.iter().for_each(|(name, value)| {
                        used.property(name, value, root, &mut pending);
                    }),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
            used.derived(root, &mut pending);
            if pending.is_empty() {
                return used;
            }
        }
    }

    /// Visits the references in a property. Values inside it become pending.
    fn property<'v>(
        &mut self,
        name: &str,
        value: &'v Value,
        root: &'v Value,
        pending: &mut Vec<&'v Value>,
    ) {
        match (name, value) {
            ("$ref", Value::String(reference)) => self.refer(reference, root, pending),
            ("mapping", Value::Object(targets)) => {
                for target in targets.values().filter_map(Value::as_str) {
                    self.refer(target, root, pending);
                    self.refer(&format!("#/components/schemas/{target}"), root, pending);
                }
            }
            ("security", Value::Array(requirements)) => {
                let all = requirements.iter().filter_map(Value::as_object);
                for scheme in all.flat_map(Map::keys) {
                    self.refer(&format!("#/components/securitySchemes/{scheme}"), root, pending);
                }
            }
            _ => pending.push(value),
        }
    }

    /// Records the component that a reference points to. On the first visit, its value becomes pending.
    fn refer<'v>(&mut self, reference: &str, root: &'v Value, pending: &mut Vec<&'v Value>) {
        let Some(pointer) = Pointer::of_reference(reference) else { return };
        let tokens: Vec<String> = pointer.tokens().take(3).collect();
        let at = tokens.iter().fold(Pointer::root(), |at, token| at.child(token));
        if let Some(target) = root.pointer(at.as_str())
            && self.0.insert(at)
        {
            pending.push(target);
        }
    }

    /// Schemas that extend a schema with a discriminator are in use wherever that schema is.
    fn derived<'v>(&mut self, root: &'v Value, pending: &mut Vec<&'v Value>) {
        let schemas_at = Pointer::root().child("components").child("schemas");
        let schemas = root.pointer(schemas_at.as_str()).and_then(Value::as_object);
        let has_discriminator = |reference: &str| {
            let pointer = reference.strip_prefix('#').unwrap_or_default();
            self.0.contains(&Pointer::from(pointer))
                && root.pointer(pointer).is_some_and(|base| base.get("discriminator").is_some())
        };
        let derived: Vec<(Pointer, &Value)> = schemas
            .into_iter()
            .flatten()
            .map(|(name, schema)| (schemas_at.child(name), schema))
            .filter(|(at, schema)| {
                let bases = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
                let mut bases = bases.filter_map(|base| base.get("$ref")?.as_str());
                !self.0.contains(at) && bases.any(has_discriminator)
            })
            .collect();
        for (at, schema) in derived {
            self.0.insert(at);
            pending.push(schema);
        }
    }
}
