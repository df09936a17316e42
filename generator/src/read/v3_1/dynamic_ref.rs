//! `$dynamicRef`: binds each to the anchor that JSON Schema 2020-12 (§8.2.3.2) chooses, as a `$ref`.
//!
//! If a schema refers to a template and has a `$dynamicAnchor` that the template refers to dynamically, it gets a copy of the
//! template whose dynamic references point to its own anchor. Each named schema is a scope of its own, with or without `$id`.

use crate::diagnostic::Diagnostics;
use crate::expansion_budget::{ExpansionBudget, size_of};
use crate::read::rewrite::for_each_reference;
use crate::source::Pointer;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

/// The maximum number of named copies in a document. Further references keep the anchors of the template.
const MAX_COPIES: usize = 1_000;

/// The locations of the dynamic anchors of a schema, by name.
type Anchors = BTreeMap<String, Pointer>;

/// A named schema with dynamic anchors.
struct Template {
    schema: Value,
    size: usize,
    anchors: Anchors,
}

/// Resolves the dynamic references of a document.
pub(super) fn bind(document: &mut Value, diagnostics: &mut Diagnostics) {
    let schemas = Pointer::from("/components/schemas");
    let Some(named) = document.pointer(schemas.as_str()).and_then(Value::as_object) else { return };
    let templates: BTreeMap<Pointer, Template> = named
        .iter()
        .filter_map(|(name, schema)| {
            let at = schemas.child(name);
            let anchors = anchors(schema, &at);
            let has_anchors = !anchors.is_empty();
            let template = || Template { size: size_of(schema), schema: schema.clone(), anchors };
            has_anchors.then(|| (at, template()))
        })
        .collect();
    if templates.is_empty() {
        return;
    }
    let mut copies = Copies {
        templates: &templates,
        taken: named.keys().cloned().collect(),
        made: BTreeMap::new(),
        budget: ExpansionBudget::for_steps_in(size_of(document)),
        reported: HashSet::new(),
        diagnostics,
    };
    for (at, template) in &templates {
        if let Some(schema) = document.pointer_mut(at.as_str()) {
            copies.complete(schema, at, &template.anchors);
            bind_to(schema, &template.anchors);
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
struct Copies<'t> {
    /// The unchanged templates.
    templates: &'t BTreeMap<Pointer, Template>,
    /// The names of all schemas and copies.
    taken: HashSet<String>,
    /// The names and values of the copies, by the template and the schema that refers to it.
    made: BTreeMap<(Pointer, Pointer), (String, Value)>,
    /// The number of values that copies may still have.
    budget: ExpansionBudget,
    /// The copies that are not made, by the template and the schema that refers to it.
    reported: HashSet<(Pointer, Pointer)>,
    diagnostics: &'t mut Diagnostics,
}

impl<'t> Copies<'t> {
    /// Replaces references of a schema to templates by references to copies for its own anchors.
    fn complete(&mut self, schema: &mut Value, owner: &Pointer, anchors: &Anchors) {
        let mut inlined = None;
        if let Some(template) = schema.get("$ref").and_then(Value::as_str).map(str::to_owned)
            && let Some((at, template)) = self.template(&template, owner, anchors)
        {
            inlined = self.copy(&at, template, owner, anchors);
        }
        if let (Some(copy), Value::Object(schema)) = (inlined, &mut *schema) {
            schema.shift_remove("$ref");
            let parts = schema.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(parts) = parts {
                parts.push(copy);
            }
        }
        for_each_reference(schema, &Pointer::root(), &mut |reference, _| {
            if let Some((at, template)) = self.template(reference, owner, anchors)
                && let Some(name) = self.named_copy(&at, template, owner, anchors)
            {
                *reference = Pointer::from("/components/schemas").child(name).to_reference();
            }
        });
    }

    /// The template that a reference points to, if it uses any of the anchors.
    fn template(
        &self,
        reference: &str,
        owner: &Pointer,
        anchors: &Anchors,
    ) -> Option<(Pointer, &'t Template)> {
        let at = Pointer::of_reference(reference)?;
        let template = self.templates.get(&at)?;
        let mut names = template.anchors.keys();
        let is_completed = at != *owner && names.any(|name| anchors.contains_key(name));
        is_completed.then_some((at, template))
    }

    /// The name of the copy of a template.
    fn named_copy(
        &mut self,
        at: &Pointer,
        template: &Template,
        owner: &Pointer,
        anchors: &Anchors,
    ) -> Option<String> {
        let key = (at.clone(), owner.clone());
        if let Some((name, _)) = self.made.get(&key) {
            return Some(name.clone());
        }
        if self.made.len() == MAX_COPIES {
            self.report(owner, at);
            return None;
        }
        let mut copy = self.copy(at, template, owner, anchors)?;
        let last = |at: &Pointer| at.tokens().last().unwrap_or_default();
        let mut name = format!("{}_{}", last(owner), last(at));
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        // The name is recorded before the copy is complete, because the template may refer to itself.
        self.made.insert(key.clone(), (name.clone(), Value::Null));
        self.complete(&mut copy, owner, anchors);
        self.made.insert(key, (name.clone(), copy));
        Some(name)
    }

    /// Copies a template. Its dynamic references point to the given anchors, or else to its own.
    fn copy(
        &mut self,
        at: &Pointer,
        template: &Template,
        owner: &Pointer,
        anchors: &Anchors,
    ) -> Option<Value> {
        if !self.budget.spend(template.size) {
            self.report(owner, at);
            return None;
        }
        let mut copy = template.schema.clone();
        let mut bound = template.anchors.clone();
        bound.extend(anchors.clone());
        bind_to(&mut copy, &bound);
        let root = at.to_reference();
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

    /// Reports a copy that is not made, once.
    fn report(&mut self, owner: &Pointer, template: &Pointer) {
        if !self.reported.insert((template.clone(), owner.clone())) {
            return;
        }
        self.diagnostics.warning(
            owner,
            format_args!(
                "the document needs too many copies of schemas with dynamic anchors; the dynamic references of `{template}` keep its own anchors"
            ),
            "use fewer schemas that refer to a schema with a `$dynamicAnchor`",
        );
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Copies have a budget in proportion to the document, and each that is not made is reported.
    #[test]
    fn a_template_is_not_copied_without_limit() {
        let values: Vec<Value> = (0..100_000).map(Value::from).collect();
        let mut schemas = serde_json::Map::new();
        schemas.insert("Template".to_owned(), json!({ "$dynamicAnchor": "node", "enum": values }));
        for index in 0..1_000 {
            let schema =
                json!({ "$dynamicAnchor": "node", "$ref": "#/components/schemas/Template" });
            schemas.insert(format!("Owner{index}"), schema);
        }
        let mut document = json!({ "components": { "schemas": schemas } });
        let before = size_of(&document);
        let mut diagnostics = Diagnostics::default();
        bind(&mut document, &mut diagnostics);

        assert!(size_of(&document) <= 16 * 1024 * 1024 + 5 * before);
        let copied = size_of(&document) / 100_000 - 1;
        assert_eq!(diagnostics.into_vec().len(), 1_000 - copied);
    }
}
