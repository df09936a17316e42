//! A discriminator or a constant property -> the tag that selects an alternative.

use super::alternatives::Alternative;
use super::{all_of_subschemas, constant, hierarchy, inheritance};
use crate::document::{Discriminator, Document, Schema, SchemaUse};
use crate::lower::types::context::Context;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::HashSet;

/// The property that selects an alternative.
pub(super) struct Tag {
    pub(super) property: String,
    /// Its values for each alternative. The alternative for all other values has none.
    pub(super) values: Vec<Vec<Value>>,
    /// Whether a discriminator declares it, which makes it required.
    pub(super) is_declared: bool,
}

/// Determines the tag of alternatives, if they have one.
pub(super) fn of(
    context: &mut Context<'_>,
    discriminator: Option<&Discriminator>,
    alternatives: &[Alternative<'_>],
) -> Option<Tag> {
    let by_discriminator =
        discriminator.and_then(|discriminator| declared(context, discriminator, alternatives));
    by_discriminator.or_else(|| constants(context.document, alternatives))
}

/// Whether an alternative is for all tags that select no other.
pub(super) fn is_other(document: &Document, used: &SchemaUse) -> bool {
    matches!(used, SchemaUse::Named { .. })
        && all_of_subschemas::used(document, used).is_some_and(inheritance::is_base)
}

/// The tag of a discriminator.
fn declared(
    context: &mut Context<'_>,
    discriminator: &Discriminator,
    alternatives: &[Alternative<'_>],
) -> Option<Tag> {
    let document = context.document;
    let mut values = Vec::with_capacity(alternatives.len());
    for Alternative { listed, .. } in alternatives {
        let of_one = if is_other(document, listed) {
            Vec::new()
        } else {
            let mut of_one = values_of(document, discriminator, listed, &mut HashSet::new());
            if of_one.is_empty() {
                context.diagnostics.warning(
                    listed.at(),
                    format_args!("the discriminator `{}` has no value for this alternative, so it cannot select one", discriminator.property),
                    "give the property a `const`, or refer to a schema that the `mapping` names",
                );
                return None;
            }
            add_allowed(context, discriminator, listed, &mut of_one);
            of_one
        };
        values.push(of_one);
    }
    Some(Tag { property: discriminator.property.clone(), values, is_declared: true })
}

/// The values of a discriminator for one alternative: those mapped to it, by the discriminator or by that of its base, or
/// else those that it allows, or else its name; and those of the alternatives inside it.
pub(super) fn values_of<'s>(
    document: &'s Document,
    discriminator: &Discriminator,
    used: &'s SchemaUse,
    visited: &mut HashSet<&'s str>,
) -> Vec<Value> {
    let Some(schema) = all_of_subschemas::used(document, used) else { return Vec::new() };
    let property = &discriminator.property;
    let names = names(used);
    let mapped_by = |discriminator: &Discriminator| -> Vec<Value> {
        let mapping = discriminator.mapping.iter();
        let mapped = mapping.filter(|(_, name)| names.contains(&name.as_str()));
        mapped.map(|(text, _)| constant::typed(document, schema, property, text)).collect()
    };
    let mut values = mapped_by(discriminator);
    if values.is_empty() {
        let inherited = inheritance::discriminators(document, schema);
        let inherited = inherited.filter(|inherited| inherited.property == *property);
        values = inherited.map(mapped_by).find(|values| !values.is_empty()).unwrap_or_default();
    }
    if values.is_empty() {
        values = allowed(document, schema, property, used);
    }
    if let (SchemaUse::Named { name, .. }, true) = (used, values.is_empty()) {
        let tag = hierarchy::default_tag(name, schema);
        values.push(constant::typed(document, schema, property, &tag));
    }
    for value in inside(document, discriminator, used, visited) {
        let is_mapped = discriminator.mapping.contains_key(&constant::text(&value));
        if !is_mapped && !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// The names by which a mapping may refer to an alternative.
fn names(used: &SchemaUse) -> Vec<&str> {
    match used {
        SchemaUse::Named { name, .. } => vec![name],
        SchemaUse::Inline(schema) => schema
            .all_of
            .iter()
            .filter_map(|part| match part {
                SchemaUse::Named { name, .. } => Some(name.as_str()),
                SchemaUse::Inline(_) => None,
            })
            .collect(),
    }
}

/// The values that an alternative allows. A list of several values counts only in an inline alternative.
fn allowed(document: &Document, schema: &Schema, property: &str, used: &SchemaUse) -> Vec<Value> {
    let constants = constant::of_object(document, schema);
    if let Some(value) = constants.get(property) {
        return vec![(*value).clone()];
    }
    match (used, schema.object.properties.get(property)) {
        (SchemaUse::Inline(_), Some(SchemaUse::Inline(property))) => {
            property.values.clone().unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// The values of the nested alternatives, if an alternative is itself a union with this discriminator.
fn inside<'s>(
    document: &'s Document,
    discriminator: &Discriminator,
    used: &'s SchemaUse,
    visited: &mut HashSet<&'s str>,
) -> Vec<Value> {
    let SchemaUse::Named { name, .. } = used else { return Vec::new() };
    let Some(schema) = document.schemas.get(name).filter(|_| visited.insert(name)) else {
        return Vec::new();
    };
    match &schema.discriminator {
        Some(inner) if inner.property == discriminator.property => schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .filter(|used| !is_other(document, used))
            .flat_map(|used| values_of(document, inner, used, visited))
            .collect(),
        _ => Vec::new(),
    }
}

/// Adds the values that an alternative allows, with a warning, if the discriminator maps none of them to it.
fn add_allowed(
    context: &mut Context<'_>,
    discriminator: &Discriminator,
    used: &SchemaUse,
    values: &mut Vec<Value>,
) {
    let document = context.document;
    let property = &discriminator.property;
    let Some(schema) = all_of_subschemas::used(document, used) else { return };
    let allowed = all_of_subschemas::property(document, schema, property)
        .filter_map(|property| all_of_subschemas::used(document, property))
        .flat_map(|property| all_of_subschemas::of(document, property))
        .find_map(|part| part.values.as_deref());
    let Some(allowed) =
        allowed.filter(|allowed| values.iter().all(|value| !allowed.contains(value)))
    else {
        return;
    };
    let list: Vec<String> = allowed.iter().map(Value::to_string).collect();
    context.diagnostics.warning(
        used.at(),
        format_args!("the discriminator selects this alternative by another value than `{property}` has in it: {}", list.join(", ")),
        "make the two agree, for example with an overlay",
    );
    if let [only] = allowed {
        values.push(only.clone());
    }
}

/// A property with a different constant in each alternative, preferably one that all alternatives require.
fn constants(document: &Document, alternatives: &[Alternative<'_>]) -> Option<Tag> {
    let of_each: Vec<IndexMap<&str, &Value>> = alternatives
        .iter()
        .map(|alternative| {
            let schema = all_of_subschemas::used(document, &alternative.listed);
            schema.map(|schema| constant::of_object(document, schema)).unwrap_or_default()
        })
        .collect();
    let tag = |property: &str| {
        let mut values: Vec<Vec<Value>> = Vec::with_capacity(of_each.len());
        for constants in &of_each {
            let value = vec![(*constants.get(property)?).clone()];
            if values.contains(&value) {
                return None;
            }
            values.push(value);
        }
        Some(Tag { property: property.to_owned(), values, is_declared: false })
    };
    let is_required = |tag: &Tag| {
        alternatives.iter().all(|alternative| {
            all_of_subschemas::used(document, &alternative.merged)
                .is_some_and(|schema| all_of_subschemas::requires(document, schema, &tag.property))
        })
    };
    let tags: Vec<Tag> = of_each.first()?.keys().filter_map(|property| tag(property)).collect();
    let required = tags.iter().position(is_required).unwrap_or_default();
    tags.into_iter().nth(required)
}
