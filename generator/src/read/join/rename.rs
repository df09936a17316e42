//! A document, and another that has values of the same names -> the first, with other names for what is not the
//! same, and references that follow.

use super::component_maps;
use crate::diagnostic::{Diagnostics, Origins};
use crate::read::document::for_each_operation;
use crate::read::rewrite::Moves;
use crate::source::Pointer;
use serde_json::{Map, Value, json};

/// A value that has another name than in its document.
pub(super) struct Renamed {
    holder: Pointer,
    before: String,
    after: String,
}

impl Renamed {
    /// Tells of a name that callers see.
    pub(super) fn warn(&self, diagnostics: &mut Diagnostics) {
        let Self { holder, before, after } = self;
        let noun = match holder.tokens().last().as_deref() {
            Some("schemas") => "schema",
            Some("securitySchemes") => "security scheme",
            _ => return,
        };
        diagnostics.warning(
            &holder.child(after),
            format_args!(
                "another document has a different {noun} `{before}`; this one is renamed to `{after}`"
            ),
            "rename one of the two, for example with an overlay",
        );
    }

    fn before(&self) -> Pointer {
        self.holder.child(&self.before)
    }

    fn after(&self) -> Pointer {
        self.holder.child(&self.after)
    }

    fn is_of(&self, holder: &str) -> bool {
        self.holder == Pointer::root().child("components").child(holder)
    }
}

/// Renames what has the name of something else in `other`.
pub(super) fn rename_conflicts(
    document: &mut Value,
    other: &Value,
    file: &str,
    origins: &mut Origins,
) -> Vec<Renamed> {
    let mut all = Vec::new();
    // What refers to something that was renamed is not the same any more.
    loop {
        let found = conflicts(document, other, file);
        if found.is_empty() {
            return all;
        }
        let mut moves = Moves::default();
        for renamed in &found {
            rename(members_mut(document, &renamed.holder), renamed);
            origins.moved(&renamed.before(), &renamed.after());
            moves.note(renamed.before(), renamed.after());
        }
        keep_discriminator_values(document, &found);
        moves.follow(document);
        rename_requirements(document, &found);
        all.extend(found);
    }
}

/// What has a name that is that of something else, with a name that is free.
fn conflicts(document: &Value, other: &Value, file: &str) -> Vec<Renamed> {
    let stem = file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let mut found = Vec::new();
    for holder in component_maps(document) {
        let members = |document: &'_ Value| {
            document.pointer(holder.as_str()).and_then(Value::as_object).cloned()
        };
        let (Some(own), Some(there)) = (members(document), members(other)) else { continue };
        for (before, _) in own
            .iter()
            .filter(|(name, value)| there.get(name.as_str()).is_some_and(|there| there != *value))
        {
            let mut after = format!("{stem}_{before}");
            while own.contains_key(&after) || there.contains_key(&after) {
                after.push('_');
            }
            found.push(Renamed { holder: holder.clone(), before: before.clone(), after });
        }
    }
    found
}

fn members_mut<'d>(
    document: &'d mut Value,
    holder: &Pointer,
) -> Option<&'d mut Map<String, Value>> {
    document.pointer_mut(holder.as_str()).and_then(Value::as_object_mut)
}

/// Renames a member; its order among the others stays.
fn rename(members: Option<&mut Map<String, Value>>, renamed: &Renamed) {
    let Some(members) = members else { return };
    let all = std::mem::take(members);
    members.extend(all.into_iter().map(|(name, value)| {
        let name = if name == renamed.before { renamed.after.clone() } else { name };
        (name, value)
    }));
}

/// Lets what operations ask for follow the names of security schemes.
fn rename_requirements(document: &mut Value, renamed: &[Renamed]) {
    let Value::Object(members) = document else { return };
    let follow = |owner: &mut Map<String, Value>| {
        let requirements = owner.get_mut("security").and_then(Value::as_array_mut);
        for requirement in requirements.into_iter().flatten() {
            for renamed in renamed.iter().filter(|renamed| renamed.is_of("securitySchemes")) {
                rename(requirement.as_object_mut(), renamed);
            }
        }
    };
    follow(members);
    for_each_operation(members, |_, _, operation| follow(operation));
}

/// Keeps the texts by which a discriminator tells schemas: where it does not map them, they are their names.
fn keep_discriminator_values(value: &mut Value, renamed: &[Renamed]) {
    match value {
        Value::Object(members) => {
            if members.get("discriminator").is_some_and(Value::is_object) {
                add_mappings(members, renamed);
            }
            members.values_mut().for_each(|member| keep_discriminator_values(member, renamed));
        }
        Value::Array(elements) => {
            elements.iter_mut().for_each(|element| keep_discriminator_values(element, renamed));
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
