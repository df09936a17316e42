//! Alternatives of different types -> an enum with a variant for each alternative.

use super::alternatives::Alternative;
use super::any_of_object::combined;
use super::discriminator::{self, Tag};
use super::{discriminator_values, unreachable_variant, variant};
use crate::document::{Schema, SchemaUse};
use crate::ir::{self, Definition, Kind, Type, Union};
use crate::lower::names::{UniqueNames, reserved};
use crate::lower::types::lowering::Lowering;
use crate::lower::types::module::Shape;
use crate::lower::types::type_name::TypeName;
use serde_json::Value;
use std::borrow::Cow;

/// Defines the enum.
pub(super) fn define(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    alternatives: &[Alternative<'_>],
    type_name: &TypeName,
) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let tag = discriminator::of(lowering.context, schema.discriminator.as_ref(), alternatives);
    let is_declared = tag.as_ref().is_some_and(|tag| tag.is_declared);
    let (tag, values) =
        tag.map_or((None, Vec::new()), |Tag { property, values, .. }| (Some(property), values));
    let mut values = values.into_iter();
    let mut names = UniqueNames::new(reserved::VARIANTS);
    let mut lowered = Vec::with_capacity(alternatives.len() + 1);
    for alternative in alternatives {
        let tags = values.next().unwrap_or_default();
        let other = tag.is_some()
            && discriminator::is_other(lowering.context.document, &alternative.listed);
        let wanted_name = if other {
            "Base".to_owned()
        } else {
            variant::name(lowering.context, &alternative.listed, &tags)
        };
        let used = with_tags(lowering, alternative, tag.as_deref(), &tags);
        let ty = lowering.ty(&used, &type_name.alternative(&wanted_name));
        lowered.push(ir::Alternative {
            name: names.take(&wanted_name).0,
            docs: match &tag {
                Some(tag) if other => variant::docs_of_other(&ty, tag),
                tag => variant::docs(&alternative.listed, &ty, tag.as_deref(), &tags),
            },
            ty,
            optional_tag: !is_declared && !tags.is_empty(),
            tags,
            other,
            combined: false,
            converts: false,
            takes_literals: false,
        });
    }
    if !is_declared
        && let Some(combined) = combined(lowering.context, schema, alternatives, tag.as_deref())
    {
        let ty = lowering.ty(&combined, &type_name.alternative("Combined"));
        lowered.push(ir::Alternative {
            name: names.take("Combined").0,
            docs: variant::docs_of_combined(),
            ty,
            tags: Vec::new(),
            optional_tag: false,
            other: false,
            combined: true,
            converts: false,
            takes_literals: false,
        });
    }
    let mut docs = type_name.docs(schema);
    if tag.is_none() {
        report_unreachable(lowering, alternatives, &mut lowered);
        if unreachable_variant::has_objects(lowering.context.document, alternatives) {
            docs.paragraph(
                "Only their properties tell the objects apart: a value is decoded as the variant that keeps most of it.",
            );
        }
    }
    let shape = lowered
        .iter()
        .map(|alternative| {
            let ty = lowering.module.canonical(&alternative.ty);
            (alternative.name.clone(), ty, alternative.tags.clone())
        })
        .collect();
    let definition = Definition {
        name: name.clone(),
        docs,
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::Union(Union { tag: tag.clone(), alternatives: lowered }),
    };
    lowering.module.define(index, Shape::Union(tag, shape), definition, type_name.fixed);
    Type::Local(name)
}

/// Reports the variants that no value is decoded as, here and in their documentation.
fn report_unreachable(
    lowering: &mut Lowering<'_, '_>,
    alternatives: &[Alternative<'_>],
    lowered: &mut [ir::Alternative],
) {
    let decoded_as = unreachable_variant::decoded_as(lowering.context.document, alternatives);
    for (index, (alternative, first)) in alternatives.iter().zip(decoded_as).enumerate() {
        let first = first.and_then(|first| lowered.get(first)).map(|first| first.name.clone());
        let (Some(first), Some(variant)) = (first, lowered.get_mut(index)) else { continue };
        lowering.context.diagnostics.warning(
            alternative.listed.at(),
            format_args!(
                "no response is decoded as the variant `{}`, because `{first}` has all its properties",
                variant.name
            ),
            "give one of them a property with a constant, or the union a discriminator, with an overlay",
        );
        variant.docs.paragraph(variant::docs_of_unreachable(&first));
    }
}

/// Adds the tags to an inline alternative. Named alternatives already have them.
fn with_tags<'s>(
    lowering: &Lowering<'_, '_>,
    alternative: &'s Alternative<'_>,
    tag: Option<&str>,
    tags: &[Value],
) -> Cow<'s, SchemaUse> {
    let part = |schema| discriminator_values::part(lowering.context.document, schema, tag?, tags);
    match alternative.merged.as_ref() {
        used @ SchemaUse::Inline(schema) if discriminator_values::named(used).is_none() => {
            match part(schema) {
                Some(part) => {
                    let mut schema = schema.clone();
                    schema.all_of.insert(0, part);
                    Cow::Owned(SchemaUse::Inline(schema))
                }
                None => Cow::Borrowed(used),
            }
        }
        used => Cow::Borrowed(used),
    }
}
