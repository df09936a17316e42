//! Resolves name conflicts between documents: renames values, and updates the references to them.

use super::component_maps;
use crate::diagnostic::{Diagnostics, Origins};
use crate::read::document::for_each_operation;
use crate::read::rewrite::Moves;
use crate::source::Pointer;
use serde_json::{Map, Value, json};

/// A value with a new name.
pub(super) struct Renamed {
    parent: Pointer,
    before: String,
    after: String,
}

impl Renamed {
    /// Warns about a new name that callers see.
    pub(super) fn warn(&self, diagnostics: &mut Diagnostics) {
        let Self { parent, before, after } = self;
        let noun = match parent.tokens().last().as_deref() {
            Some("schemas") => "schema",
            Some("securitySchemes") => "security scheme",
            _ => return,
        };
        diagnostics.warning(
            &parent.child(after),
            format_args!(
                "another document has a different {noun} `{before}`; this one is renamed to `{after}`"
            ),
            "rename one of the two, for example with an overlay",
        );
    }

    fn before(&self) -> Pointer {
        self.parent.child(&self.before)
    }

    fn after(&self) -> Pointer {
        self.parent.child(&self.after)
    }

    fn is_of(&self, parent: &str) -> bool {
        self.parent == Pointer::root().child("components").child(parent)
    }
}

/// Azure's extension for the tag of a schema that no mapping names.
const DISCRIMINATOR_VALUE: &str = "x-ms-discriminator-value";

/// Renames values whose names have another meaning in `other`.
pub(super) fn rename_conflicts(
    document: &mut Value,
    other: &Value,
    file: &str,
    origins: &mut Origins,
) -> Vec<Renamed> {
    let mut all = Vec::new();
    // A value that refers to a renamed value differs, too.
    loop {
        let found = conflicts(document, other, file);
        if found.is_empty() {
            return all;
        }
        let mut moves = Moves::default();
        for renamed in &found {
            if renamed.is_of("schemas") {
                keep_tag(document, renamed);
            }
            rename(properties_mut(document, &renamed.parent), renamed);
            origins.record_move(&renamed.before(), &renamed.after());
            moves.record(renamed.before(), renamed.after());
        }
        keep_discriminator_values(document, &found);
        moves.update_references(document);
        rename_requirements(document, &found);
        all.extend(found);
    }
}

/// Returns the values whose names have another meaning, with free names.
fn conflicts(document: &Value, other: &Value, file: &str) -> Vec<Renamed> {
    let stem = file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let mut found = Vec::new();
    for parent in component_maps(document) {
        let properties = |document: &'_ Value| {
            document.pointer(parent.as_str()).and_then(Value::as_object).cloned()
        };
        let (Some(own), Some(existing)) = (properties(document), properties(other)) else {
            continue;
        };
        for (before, _) in own.iter().filter(|(name, value)| {
            existing.get(name.as_str()).is_some_and(|existing| existing != *value)
        }) {
            let mut after = format!("{stem}_{before}");
            while own.contains_key(&after) || existing.contains_key(&after) {
                after.push('_');
            }
            found.push(Renamed { parent: parent.clone(), before: before.clone(), after });
        }
    }
    found
}

fn properties_mut<'d>(
    document: &'d mut Value,
    parent: &Pointer,
) -> Option<&'d mut Map<String, Value>> {
    document.pointer_mut(parent.as_str()).and_then(Value::as_object_mut)
}

/// Renames a property in place.
fn rename(properties: Option<&mut Map<String, Value>>, renamed: &Renamed) {
    let Some(properties) = properties else { return };
    let all = std::mem::take(properties);
    properties.extend(all.into_iter().map(|(name, value)| {
        let name = if name == renamed.before { renamed.after.clone() } else { name };
        (name, value)
    }));
}

/// Updates security requirements to the new names of security schemes.
fn rename_requirements(document: &mut Value, renamed: &[Renamed]) {
    let Value::Object(properties) = document else { return };
    let follow = |owner: &mut Map<String, Value>| {
        let requirements = owner.get_mut("security").and_then(Value::as_array_mut);
        for requirement in requirements.into_iter().flatten() {
            for renamed in renamed.iter().filter(|renamed| renamed.is_of("securitySchemes")) {
                rename(requirement.as_object_mut(), renamed);
            }
        }
    };
    follow(properties);
    for_each_operation(properties, |_, _, operation| follow(operation));
}

/// Keeps the tag of a schema that extends others: its name, unless a discriminator maps another to it.
fn keep_tag(document: &mut Value, renamed: &Renamed) {
    let schema = document.pointer_mut(renamed.before().as_str()).and_then(Value::as_object_mut);
    if let Some(schema) = schema.filter(|schema| schema.contains_key("allOf")) {
        schema.entry(DISCRIMINATOR_VALUE).or_insert_with(|| renamed.before.clone().into());
    }
}

/// Keeps the values of discriminators: without a mapping, they are the names of schemas.
fn keep_discriminator_values(value: &mut Value, renamed: &[Renamed]) {
    match value {
        Value::Object(properties) => {
            if properties.get("discriminator").is_some_and(Value::is_object) {
                add_mappings(properties, renamed);
            }
            properties
                .values_mut()
                .for_each(|property| keep_discriminator_values(property, renamed));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| keep_discriminator_values(item, renamed));
        }
        _ => {}
    }
}

fn add_mappings(schema: &mut Map<String, Value>, renamed: &[Renamed]) {
    let listed = ["oneOf", "anyOf"].into_iter().filter_map(|name| schema.get(name)?.as_array());
    let listed: Vec<Value> =
        listed.flatten().filter_map(|part| part.get("$ref").cloned()).collect();
    let Some(discriminator) = schema.get_mut("discriminator").and_then(Value::as_object_mut) else {
        return;
    };
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    let Value::Object(mapping) = mapping else { return };
    for renamed in renamed.iter().filter(|renamed| renamed.is_of("schemas")) {
        let reference = renamed.before().to_reference();
        for target in mapping.values_mut().filter(|target| **target == renamed.before) {
            *target = reference.clone().into();
        }
        let is_mapped = mapping.values().any(|target| *target == reference);
        if listed.contains(&Value::from(reference.as_str())) && !is_mapped {
            mapping.insert(renamed.before.clone(), reference.into());
        }
    }
}
