//! Alternatives that need no union -> a single type or a string enum.

use super::alternatives::Alternative;
use crate::document::{Document, Schema, SchemaUse, Type as JsonType};
use crate::ir::Type;
use crate::lower::types::context::Context;
use crate::lower::types::integer::{integer_bounds, wider};
use crate::lower::types::null::is_null;
use crate::lower::types::scalar::{scalar_type, single_type};
use serde_json::Value;
use std::collections::HashSet;

/// A string enum of the values of all alternatives, if all are strings. It keeps other strings.
pub(super) fn texts(
    document: &Document,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
) -> Option<Schema> {
    let mut values: Vec<Value> = Vec::new();
    let mut value_annotations = Vec::new();
    let mut met = HashSet::new();
    let mut waiting: Vec<&SchemaUse> =
        alternatives.iter().rev().map(|alternative| &*alternative.merged).collect();
    while let Some(used) = waiting.pop() {
        let schema = match used {
            SchemaUse::Inline(schema) => schema,
            SchemaUse::Named { name, .. } if !met.insert(name) => continue,
            SchemaUse::Named { name, .. } => document.schemas.get(name)?,
        };
        let parts = || schema.one_of.iter().chain(&schema.any_of).rev();
        let listed = schema.values.as_deref().unwrap_or_default();
        let are_texts = !listed.is_empty() && listed.iter().all(Value::is_string);
        let is_text = single_type(schema) == Some(JsonType::String) && schema.format.is_none();
        match (parts().next(), schema.all_of.is_empty()) {
            (_, false) => return None,
            (Some(_), true) => waiting.extend(parts().filter(|part| !is_null(document, part))),
            (None, true) if !are_texts && !is_text => return None,
            (None, true) => {}
        }
        value_annotations.extend_from_slice(&schema.value_annotations);
        for value in listed {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
    }
    (!values.is_empty()).then(|| Schema {
        values: Some(values),
        value_annotations,
        ..schema.clone()
    })
}

/// The type of alternatives that have the same Rust type.
pub(super) fn same_scalar(context: &Context<'_>, alternatives: &[Alternative<'_>]) -> Option<Type> {
    let scalars: Option<Vec<Type>> =
        alternatives.iter().map(|alternative| scalar(context, &alternative.merged)).collect();
    let scalars = scalars?;
    let first = scalars.first()?;
    if scalars.iter().all(|ty| ty == first) {
        return Some(first.clone());
    }
    // All of these are strings.
    let is_text = |ty| matches!(ty, &(Type::String | Type::DateTime | Type::Foreign(_)));
    if scalars.contains(&Type::String) && scalars.iter().all(is_text) {
        return Some(Type::String);
    }
    let widest = scalars.iter().try_fold(first.clone(), |widest, ty| wider(&widest, ty));
    let is_number = |ty| matches!(ty, &Type::F64) || integer_bounds(ty).is_some();
    let is_any_number = scalars.contains(&Type::F64) && scalars.iter().all(is_number);
    widest.or(is_any_number.then_some(Type::F64))
}

/// Whether an alternative is a value with a title or a description.
pub(super) fn is_annotated_value(alternative: &Alternative<'_>) -> bool {
    let SchemaUse::Inline(schema) = &*alternative.listed else { return false };
    let annotations = &schema.annotations;
    schema.values.is_some() && (annotations.title.is_some() || annotations.description.is_some())
}

fn scalar(context: &Context<'_>, schema: &SchemaUse) -> Option<Type> {
    let SchemaUse::Inline(schema) = schema else { return None };
    // An enum of the empty string only says that a string may be empty.
    let is_plain =
        schema.values.iter().flatten().all(|value| value.as_str().is_none_or(str::is_empty))
            && [&schema.all_of, &schema.one_of, &schema.any_of]
                .iter()
                .all(|parts| parts.is_empty());
    if !is_plain {
        return None;
    }
    scalar_type(context.profile, schema)
}
