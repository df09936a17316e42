//! A discriminator, or a property with a constant value -> the tag that tells the alternatives apart.

use crate::document::{Discriminator, SchemaUse};
use crate::lower::types::context::Context;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;

/// The property that tells alternatives apart, and its values for each alternative.
pub(super) fn tags(
    context: &Context<'_>,
    discriminator: Option<&Discriminator>,
    alternatives: &[Cow<'_, SchemaUse>],
) -> Option<(String, Vec<Vec<String>>)> {
    let by_name = discriminator.and_then(|discriminator| {
        let texts: Option<Vec<_>> =
            alternatives.iter().map(|used| texts_of_name(discriminator, used)).collect();
        Some((discriminator.property.clone(), texts?))
    });
    by_name.or_else(|| {
        let first = alternatives.first()?;
        constants(context, first).find_map(|(tag, _)| {
            let text_of = |used| constants(context, used).find(|(name, _)| *name == tag);
            let texts: Option<Vec<&str>> =
                alternatives.iter().map(|used| Some(text_of(used)?.1)).collect();
            let texts = texts?;
            let all_differ = texts.iter().collect::<HashSet<_>>().len() == texts.len();
            let texts = texts.into_iter().map(|text| vec![text.to_owned()]).collect();
            all_differ.then(|| (tag.to_owned(), texts))
        })
    })
}

/// The values of a discriminator for a named schema: those mapped to it, or its name.
fn texts_of_name(discriminator: &Discriminator, schema: &SchemaUse) -> Option<Vec<String>> {
    let SchemaUse::Named { name, .. } = schema else { return None };
    let mapped: Vec<String> = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| *target == name)
        .map(|(text, _)| text.clone())
        .collect();
    Some(if mapped.is_empty() { vec![name.clone()] } else { mapped })
}

/// The properties of an object that always have the same text.
fn constants<'s>(
    context: &'s Context<'_>,
    schema: &'s SchemaUse,
) -> impl Iterator<Item = (&'s str, &'s str)> {
    let schema = match schema {
        SchemaUse::Inline(schema) => Some(&**schema),
        SchemaUse::Named { name, .. } => context.document.schemas.get(name),
    };
    schema.into_iter().flat_map(|schema| &schema.object.properties).filter_map(|(name, member)| {
        let SchemaUse::Inline(member) = member else { return None };
        match member.values.as_deref() {
            Some([Value::String(text)]) => Some((name.as_str(), text.as_str())),
            _ => None,
        }
    })
}
