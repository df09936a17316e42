//! `$dynamicRef`: binds each to the anchor that JSON Schema 2020-12 (§8.2.3.2) chooses, as a `$ref`.
//!
//! A schema that refers to another and has a `$dynamicAnchor` of a name that the other refers to dynamically completes it:
//! it gets a copy of the other, whose references lead to its own anchor. A named schema is a scope of its own, whether it
//! has an `$id` or not.

use crate::read::rewrite::for_each_reference;
use crate::source::Pointer;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many copies are made of a document's schemas; those beyond keep the anchors of the schema that is copied.
const MAX_COPIES: usize = 1_000;

/// Where the dynamic anchors of a schema stand, by their names.
type Anchors = BTreeMap<String, Pointer>;

/// Binds the dynamic references of a document.
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

/// The copies of schemas, each for one that completes it.
struct Copies<'s> {
    /// The document as it was.
    templates: Value,
    scopes: &'s BTreeMap<Pointer, Anchors>,
    /// The names and the schemas of the copies, by the schema that is completed and the one that completes it.
    made: BTreeMap<(Pointer, Pointer), (String, Value)>,
}

impl Copies<'_> {
    /// Lets the references of a schema lead to copies, where its anchors complete what they lead to.
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

    /// The schema that a reference leads to, if the anchors complete it.
    fn template(&self, reference: &str, owner: &Pointer, anchors: &Anchors) -> Option<Pointer> {
        let at = Pointer::of_reference(reference)?;
        let own = self.scopes.get(&at)?;
        let is_completed = at != *owner && own.keys().any(|name| anchors.contains_key(name));
        is_completed.then_some(at)
    }

    /// The name of the copy of a schema.
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
        // It is known before it is made: the schema may refer to itself.
        self.made.insert(key.clone(), (name.clone(), Value::Null));
        let mut copy = self.copy(template, owner, anchors)?;
        self.complete(&mut copy, owner, anchors);
        self.made.insert(key, (name.clone(), copy));
        Some(name)
    }

    /// A copy of a schema, with its dynamic references bound to the anchors, where they have the names, else to its own.
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
            // They name the schema itself.
            for name in ["$id", "$anchor", "$dynamicAnchor", "$defs"] {
                copy.shift_remove(name);
            }
        }
        Some(copy)
    }
}

/// The dynamic anchors of a schema: its own, and those of its definitions.
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
        Value::Object(members) => {
            let target = members.get("$dynamicRef").and_then(Value::as_str).and_then(|reference| {
                let (_, name) = reference.rsplit_once('#')?;
                anchors.get(name)
            });
            if let Some(target) = target
                && !members.contains_key("$ref")
            {
                let reference = target.to_reference();
                members.shift_remove("$dynamicRef");
                members.insert("$ref".to_owned(), reference.into());
            }
            members.values_mut().for_each(|member| bind_to(member, anchors));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| bind_to(item, anchors)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
