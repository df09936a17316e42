//! In: schemas with alternatives. Out: enums of types; the one type, where the alternatives come to one.

use super::docs::code;
use super::module::Shape;
use super::name::{self, Names};
use super::schema::{Lowering, is_null, scalar_type, single_type};
use super::wanted::Wanted;
use super::{Context, about, enumeration, reserved};
use crate::document::{
    Additional, Discriminator, Document, ObjectRules, Schema, SchemaUse, Type as JsonType,
};
use crate::ir::{Alternative, Definition, Docs, Kind, Type, Union};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;

/// No more alternatives are merged with what their schema says of all of them: where such schemas are alternatives of each
/// other, they multiply.
const MAX_DISTRIBUTED: usize = 1_000;

/// The type of a schema that has alternatives; none, where it has none that matter.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    wanted: &Wanted,
) -> Option<Type> {
    let alternatives = alternatives(schema);
    if !says_nothing_of_members(schema) {
        lowering.context.distributed += alternatives.len();
    }
    match alternatives.as_slice() {
        [] => None,
        _ if lowering.context.distributed > MAX_DISTRIBUTED => {
            Some(lowering.untyped(&schema.at, "the alternatives of this document multiply"))
        }
        [only] => Some(lowering.ty(only, wanted)),
        several => Some(
            match (
                same_scalar(lowering.context, several),
                texts(lowering.context.document, several),
            ) {
                (Some(ty), _) => ty,
                (None, Some(values)) => enumeration::lower(lowering, schema, &values, wanted),
                (None, None) => define(lowering, schema, several, wanted),
            },
        ),
    }
}

/// The values of alternatives that are all texts: a text that is not listed is one that an enumeration keeps.
fn texts(document: &Document, alternatives: &[Cow<'_, SchemaUse>]) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    let mut met = HashSet::new();
    let mut waiting: Vec<&SchemaUse> = alternatives.iter().rev().map(|used| &**used).collect();
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
            (Some(_), true) => waiting.extend(parts().filter(|part| !is_null(part))),
            (None, true) if !are_texts && !is_text => return None,
            (None, true) => {}
        }
        for value in listed {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
    }
    (!values.is_empty()).then_some(values)
}

/// What a schema may be, `null` aside: each alternative with all that the schema says of every one of them.
fn alternatives(schema: &Schema) -> Vec<Cow<'_, SchemaUse>> {
    let listed = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
    if listed.is_empty() {
        return by_type(schema);
    }
    if listed.iter().all(only_narrows) {
        return Vec::new();
    }
    let common = Schema {
        one_of: Vec::new(),
        any_of: Vec::new(),
        discriminator: None,
        nullable: false,
        ..schema.clone()
    };
    let real = listed.iter().filter(|used| !is_null(used));
    if says_nothing_of_members(&common) {
        return real.map(|used| with_types(used, &common.types)).collect();
    }
    real.map(|used| {
        Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            at: about::place(used).clone(),
            annotations: about::of(used).clone(),
            all_of: vec![SchemaUse::Inline(Box::new(common.clone())), used.clone()],
            ..Schema::default()
        })))
    })
    .collect()
}

/// An alternative that does not say its types has those that hold for all.
fn with_types<'s>(used: &'s SchemaUse, types: &[JsonType]) -> Cow<'s, SchemaUse> {
    match used {
        SchemaUse::Inline(schema) if schema.types.is_empty() && !types.is_empty() => {
            let schema = Schema { types: types.to_vec(), ..(**schema).clone() };
            Cow::Owned(SchemaUse::Inline(Box::new(schema)))
        }
        SchemaUse::Inline(_) | SchemaUse::Named { .. } => Cow::Borrowed(used),
    }
}

/// A schema of several types, as one schema for each.
fn by_type(schema: &Schema) -> Vec<Cow<'_, SchemaUse>> {
    if schema.types.len() < 2 || schema.values.is_some() {
        return Vec::new();
    }
    let of_type = |ty: &JsonType| {
        Cow::Owned(SchemaUse::Inline(Box::new(Schema {
            types: vec![*ty],
            nullable: false,
            ..schema.clone()
        })))
    };
    schema.types.iter().map(of_type).collect()
}

/// Whether an alternative allows fewer values, but says nothing of their types: that one of some members is required.
fn only_narrows(schema: &SchemaUse) -> bool {
    let SchemaUse::Inline(schema) = schema else { return false };
    let said = Schema {
        at: Default::default(),
        annotations: Default::default(),
        not: None,
        object: ObjectRules { required: Default::default(), ..schema.object.clone() },
        types: schema.types.iter().copied().filter(|ty| *ty != JsonType::Object).collect(),
        ..(**schema).clone()
    };
    said == Schema::default()
}

fn says_nothing_of_members(schema: &Schema) -> bool {
    schema.object.properties.is_empty()
        && schema.object.required.is_empty()
        && schema.object.additional == Additional::Unspecified
}

/// The type of alternatives that differ in nothing that a Rust type of its own would tell apart.
fn same_scalar(context: &Context<'_>, alternatives: &[Cow<'_, SchemaUse>]) -> Option<Type> {
    let scalars: Option<Vec<Type>> =
        alternatives.iter().map(|used| scalar(context, used)).collect();
    let scalars = scalars?;
    let first = scalars.first()?;
    if scalars.iter().all(|ty| ty == first) {
        return Some(first.clone());
    }
    // Any text is one of these.
    let is_text = |ty| matches!(ty, &(Type::String | Type::DateTime | Type::Foreign(_)));
    if scalars.contains(&Type::String) && scalars.iter().all(is_text) {
        return Some(Type::String);
    }
    // Each of these takes the values of those before it.
    let order = [Type::I32, Type::I64, Type::F64];
    let widest = order.iter().rev().find(|ty| scalars.contains(ty));
    widest.filter(|_| scalars.iter().all(|ty| order.contains(ty))).cloned()
}

fn scalar(context: &Context<'_>, schema: &SchemaUse) -> Option<Type> {
    let SchemaUse::Inline(schema) = schema else { return None };
    let is_plain = schema.values.is_none()
        && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|parts| parts.is_empty());
    if !is_plain {
        return None;
    }
    scalar_type(context.profile, schema)
}

fn define(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    alternatives: &[Cow<'_, SchemaUse>],
    wanted: &Wanted,
) -> Type {
    let slot = lowering.module.slot();
    let type_name = lowering.name(schema, wanted);
    let tags = tags(lowering.context, schema.discriminator.as_ref(), alternatives);
    let (tag, mut texts) = match tags {
        Some((tag, texts)) => (Some(tag), texts.into_iter()),
        None => (None, Vec::new().into_iter()),
    };
    let mut names = Names::new(reserved::VARIANTS);
    let mut lowered = Vec::with_capacity(alternatives.len());
    for used in alternatives {
        let wanted_name = variant_name(lowering.context, used);
        let ty = lowering.ty(used, &wanted.alternative(&wanted_name));
        let tags = texts.next().unwrap_or_default();
        lowered.push(Alternative {
            name: names.take(&wanted_name).0,
            docs: docs(used, &ty, tag.as_deref(), &tags),
            ty,
            tags,
        });
    }
    let shape = lowered
        .iter()
        .map(|alternative| {
            let ty = lowering.module.canonical(&alternative.ty);
            (alternative.name.clone(), ty, alternative.tags.clone())
        })
        .collect();
    let definition = Definition {
        name: type_name.clone(),
        docs: wanted.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::Union(Union { tag: tag.clone(), alternatives: lowered }),
    };
    lowering.module.define(slot, Shape::Union(tag, shape), definition, wanted.own);
    Type::Local(type_name)
}

/// The name of the variant for an alternative: its own, or its type's.
fn variant_name(context: &Context<'_>, schema: &SchemaUse) -> String {
    match schema {
        SchemaUse::Named { name, .. } => match context.schema_names.get(name) {
            Some(rust_name) => rust_name.to_owned(),
            None => name::upper_camel(name),
        },
        SchemaUse::Inline(schema) => match &schema.annotations.title {
            Some(title) => name::upper_camel(title),
            None => type_name(context, schema),
        },
    }
}

/// What an unnamed schema is called by its type.
fn type_name(context: &Context<'_>, schema: &Schema) -> String {
    let name = match (single_type(schema), schema.format.as_deref()) {
        (Some(JsonType::String), Some(format)) if context.profile.formats.contains_key(format) => {
            return name::upper_camel(format);
        }
        (Some(JsonType::Boolean), _) => "Bool",
        (Some(JsonType::Integer), _) => "Integer",
        (Some(JsonType::Number), _) => "Number",
        (Some(JsonType::String), Some("date-time")) => "DateTime",
        (Some(JsonType::String), _) => "Text",
        (Some(JsonType::Array), _) => "List",
        (Some(JsonType::Object), _) => "Object",
        (None, _) if schema.all_of.is_empty() => "Other",
        (None, _) => "Object",
    };
    name.to_owned()
}

fn docs(schema: &SchemaUse, ty: &Type, tag: Option<&str>, texts: &[String]) -> Docs {
    let mut docs = about::of_use(schema);
    if docs.0.is_empty() {
        docs.paragraph(match ty {
            Type::Local(name) => format!("[`{name}`]"),
            Type::Schema(name) => format!("[The schema `{name}`](crate::schemas::{name})."),
            Type::List(_) | Type::Tuple(_) => "A list.".to_owned(),
            Type::Map(..) => "A map.".to_owned(),
            Type::Bool => "A truth value.".to_owned(),
            Type::I32 | Type::I64 => "An integer.".to_owned(),
            Type::F64 => "A number.".to_owned(),
            Type::DateTime => "A date and time.".to_owned(),
            Type::String => "A text.".to_owned(),
            Type::Unit
            | Type::Bytes
            | Type::Part
            | Type::Value
            | Type::Foreign(_)
            | Type::Optional(_)
            | Type::Boxed(_) => "A value.".to_owned(),
        });
    }
    if let Some(tag) = tag {
        let texts: Vec<String> = texts.iter().map(|text| code(text)).collect();
        docs.paragraph(format!("Its {} is {}.", code(tag), texts.join(" or ")));
    }
    docs
}

/// The member that tells alternatives apart, and for each alternative the texts that tell it.
fn tags(
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

/// The texts by which a discriminator tells a named schema: those mapped to it, or its name.
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

/// The members of an object that always have the same text.
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
