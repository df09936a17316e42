//! `$dynamicRef`: binds each to the anchor that JSON Schema 2020-12 (§8.2.3.2) chooses, as a `$ref`.
//!
//! If a schema refers to a template and has a `$dynamicAnchor` that the template refers to dynamically, it gets a copy of the
//! template whose dynamic references point to its own anchor. Each named schema is a scope of its own, with or without `$id`.

use crate::read::rewrite::for_each_reference;
use crate::source::Pointer;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The maximum number of copies in a document. Further references keep the anchors of the template.
const MAX_COPIES: usize = 1_000;

/// The locations of the dynamic anchors of a schema, by name.
type Anchors = BTreeMap<String, Pointer>;

/// Resolves the dynamic references of a document.
pub(super) fn bind(document: &mut Value) {
    let schemas = Pointer::from("/components/schemas");
    let Some(named) = document.pointer(schemas.as_str()).and_then(Value::as_object) else { return };
    let scopes: BTreeMap<Pointer, Anchors> = named
        .iter()
        .map(|(name, schema)| (schemas.child(name), schema))
        .map(|(at, schema)| (at.clone(), anchors(schema, &at)))
        .collect();
    if scopes.values().all(BTreeMap::is_empty) {
        return;
    }
    let mut copies = Copies { templates: document.clone(), scopes: &scopes, made: BTreeMap::new() };
    for (at, anchors) in &scopes {
        if let Some(schema) = document.pointer_mut(at.as_str()) {
            copies.complete(schema, at, anchors);
            bind_to(schema, anchors);
        }
    }
    let made = copies.made;
    if let Some(named) = document.pointer_mut(schemas.as_str()).and_then(Value::as_object_mut) {
        for (name, schema) in made.into_values() {
            named.insert(name, schema);
        }
    }
}

/// Copies of templates, each for a schema that refers to it.
struct Copies<'s> {
    /// The unchanged document.
    templates: Value,
    scopes: &'s BTreeMap<Pointer, Anchors>,
    /// The names and values of the copies, by the template and the schema that refers to it.
    made: BTreeMap<(Pointer, Pointer), (String, Value)>,
}

impl Copies<'_> {
    /// Replaces references of a schema to templates by references to copies for its own anchors.
    fn complete(&mut self, schema: &mut Value, owner: &Pointer, anchors: &Anchors) {
        if anchors.is_empty() {
            return;
        }
        let mut inlined = None;
        if let Some(template) = schema.get("$ref").and_then(Value::as_str).map(str::to_owned)
            && let Some(template) = self.template(&template, owner, anchors)
        {
            inlined = self.copy(&template, owner, anchors);
        }
        if let (Some(copy), Value::Object(schema)) = (inlined, &mut *schema) {
            schema.shift_remove("$ref");
            let parts = schema.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(parts) = parts {
                parts.push(copy);
            }
        }
        for_each_reference(schema, &Pointer::root(), &mut |reference, _| {
            if let Some(template) = self.template(reference, owner, anchors)
                && let Some(name) = self.named_copy(&template, owner, anchors)
            {
                *reference = Pointer::from("/components/schemas").child(name).to_reference();
            }
        });
    }

    /// The template that a reference points to, if it uses any of the anchors.
    fn template(&self, reference: &str, owner: &Pointer, anchors: &Anchors) -> Option<Pointer> {
        let at = Pointer::of_reference(reference)?;
        let own = self.scopes.get(&at)?;
        let is_completed = at != *owner && own.keys().any(|name| anchors.contains_key(name));
        is_completed.then_some(at)
    }

    /// The name of the copy of a template.
    fn named_copy(
        &mut self,
        template: &Pointer,
        owner: &Pointer,
        anchors: &Anchors,
    ) -> Option<String> {
        let key = (template.clone(), owner.clone());
        if let Some((name, _)) = self.made.get(&key) {
            return Some(name.clone());
        }
        if self.made.len() == MAX_COPIES {
            return None;
        }
        let last = |at: &Pointer| at.tokens().last().unwrap_or_default();
        let name = format!("{}_{}", last(owner), last(template));
        // The name is recorded before the copy exists, because the template may refer to itself.
        self.made.insert(key.clone(), (name.clone(), Value::Null));
        let mut copy = self.copy(template, owner, anchors)?;
        self.complete(&mut copy, owner, anchors);
        self.made.insert(key, (name.clone(), copy));
        Some(name)
    }

    /// Copies a template. Its dynamic references point to the given anchors, or else to its own.
    fn copy(&self, template: &Pointer, owner: &Pointer, anchors: &Anchors) -> Option<Value> {
        let mut copy = self.templates.pointer(template.as_str())?.clone();
        let own = self.scopes.get(template)?;
        let mut bound = own.clone();
        bound.extend(anchors.clone());
        bind_to(&mut copy, &bound);
        let root = template.to_reference();
        for_each_reference(&mut copy, &Pointer::root(), &mut |reference, _| {
            if *reference == root {
                *reference = owner.to_reference();
            }
        });
        if let Value::Object(copy) = &mut copy {
            // Anchors of the template itself.
            for name in ["$id", "$anchor", "$dynamicAnchor", "$defs"] {
                copy.shift_remove(name);
            }
        }
        Some(copy)
    }
}

/// The dynamic anchors of a schema, including those in its definitions.
fn anchors(schema: &Value, at: &Pointer) -> Anchors {
    let anchor = |schema: &Value| Some(schema.get("$dynamicAnchor")?.as_str()?.to_owned());
    let definitions = schema.get("$defs").and_then(Value::as_object).into_iter().flatten();
    let inner = definitions.filter_map(|(name, definition)| {
        Some((anchor(definition)?, at.child("$defs").child(name)))
    });
    anchor(schema).map(|name| (name, at.clone())).into_iter().chain(inner).collect()
}

/// Replaces the dynamic references to these anchors.
fn bind_to(value: &mut Value, anchors: &Anchors) {
    match value {
        Value::Object(properties) => {
            let target =
                properties.get("$dynamicRef").and_then(Value::as_str).and_then(|reference| {
                    let (_, name) = reference.rsplit_once('#')?;
                    anchors.get(name)
                });
            if let Some(target) = target
                && !properties.contains_key("$ref")
            {
                let reference = target.to_reference();
                properties.shift_remove("$dynamicRef");
                properties.insert("$ref".to_owned(), reference.into());
            }
            properties.values_mut().for_each(|property| bind_to(property, anchors));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| bind_to(item, anchors)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
