//! Alternatives of different types -> an enum with a variant for each.

use super::{tag, variant};
use crate::document::{Schema, SchemaUse};
use crate::ir::{Alternative, Definition, Kind, Type, Union};
use crate::lower::names::{UniqueNames, reserved};
use crate::lower::types::lowering::Lowering;
use crate::lower::types::module::Shape;
use crate::lower::types::type_name::TypeName;
use std::borrow::Cow;

/// Defines the enum.
pub(super) fn define(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    alternatives: &[Cow<'_, SchemaUse>],
    type_name: &TypeName,
) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let tags = tag::tags(lowering.context, schema.discriminator.as_ref(), alternatives);
    let (tag, mut texts) = match tags {
        Some((tag, texts)) => (Some(tag), texts.into_iter()),
        None => (None, Vec::new().into_iter()),
    };
    let mut names = UniqueNames::new(reserved::VARIANTS);
    let mut lowered = Vec::with_capacity(alternatives.len());
    for used in alternatives {
        let wanted_name = variant::name(lowering.context, used);
        let ty = lowering.ty(used, &type_name.alternative(&wanted_name));
        let tags = texts.next().unwrap_or_default();
        lowered.push(Alternative {
            name: names.take(&wanted_name).0,
            docs: variant::docs(used, &ty, tag.as_deref(), &tags),
            ty,
            tags,
            converts: false,
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
        name: name.clone(),
        docs: type_name.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::Union(Union { tag: tag.clone(), alternatives: lowered }),
    };
    lowering.module.define(index, Shape::Union(tag, shape), definition, type_name.fixed);
    Type::Local(name)
}
