//! Boxes large variants of unions, because they would enlarge the values of all other variants.

use crate::ir::{Definition, DefinitionIndex, Kind, Struct, Type, Union};
use std::collections::HashMap;

/// The maximum size of an unboxed variant, in bytes: the limit of Clippy's `large_enum_variant`.
const LARGE: usize = 200;

/// The maximum depth of the computation. Types below it count as large.
const DEEPEST: usize = 32;

/// Boxes the large alternatives of definitions. `schemas` are the named schemas, if the definitions are not these.
pub(crate) fn box_large(definitions: &mut [Definition], schemas: Option<&DefinitionIndex<'_>>) {
    let mut large: Vec<(usize, usize)> = Vec::new();
    let own = DefinitionIndex::of(definitions);
    let mut sizes = Sizes { schemas: schemas.unwrap_or(&own), own: &own, known: HashMap::new() };
    for (index, definition) in definitions.iter().enumerate() {
        let Kind::Union(Union { alternatives, .. }) = &definition.kind else { continue };
        for (alternative, held) in alternatives.iter().enumerate() {
            if sizes.ty(&held.ty, false, DEEPEST) > LARGE {
                large.push((index, alternative));
            }
        }
    }
    for (index, alternative) in large {
        if let Some(Definition { kind: Kind::Union(union), .. }) = definitions.get_mut(index)
            && let Some(held) = union.alternatives.get_mut(alternative)
        {
            held.ty = Type::Boxed(Box::new(held.ty.clone()));
        }
    }
}

/// Estimates the sizes of types in bytes, rather too large than too small.
struct Sizes<'d> {
    own: &'d DefinitionIndex<'d>,
    schemas: &'d DefinitionIndex<'d>,
    known: HashMap<Name<'d>, usize>,
}

/// Whether a definition is in the module `schemas`, and its name.
type Name<'d> = (bool, &'d str);

impl<'d> Sizes<'d> {
    /// The size of a value of a type.
    fn ty(&mut self, ty: &'d Type, in_schemas: bool, depth: usize) -> usize {
        match ty {
            Type::Unit => 0,
            Type::Bool
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::U8
            | Type::U16
            | Type::U32
            | Type::Boxed(_) => 8,
            Type::I64 | Type::U64 | Type::F64 | Type::Number | Type::DateTime => 16,
            Type::String | Type::List(_) => 24,
            Type::Map(..) | Type::Foreign(_) => 32,
            // `serde_json` may be built with `preserve_order`, whose maps are larger.
            Type::Bytes | Type::Part | Type::Value => 72,
            Type::Optional(inner) => self.ty(inner, in_schemas, depth),
            Type::Tuple(places) => {
                let places = places.iter().map(|place| self.ty(place, in_schemas, depth));
                places.fold(0, usize::saturating_add)
            }
            Type::Local(name) => self.named((in_schemas, name), depth),
            Type::Schema(name) => self.named((true, name), depth),
        }
    }

    fn named(&mut self, name: Name<'d>, depth: usize) -> usize {
        if let Some(size) = self.known.get(&name) {
            return *size;
        }
        let Some(depth) = depth.checked_sub(1) else { return LARGE };
        let (in_schemas, local) = name;
        let definitions = if in_schemas { self.schemas } else { self.own };
        let Some(definition) = definitions.get(local) else { return 0 };
        let size = match &definition.kind {
            Kind::Struct(Struct { fields, extra, .. }) => {
                let fields = fields.iter().map(|field| self.ty(&field.ty, in_schemas, depth));
                let extra = if extra.is_some() { 24 } else { 0 };
                fields.fold(extra, usize::saturating_add)
            }
            Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
                let held = alternatives.iter().map(|held| self.ty(&held.ty, in_schemas, depth));
                // Larger variants are boxed.
                held.filter(|size| *size <= LARGE).fold(72, usize::max) + 8
            }
            Kind::StringEnum(_) => 24,
            Kind::IntegerEnum(_) => 16,
            Kind::ScalarEnum(_) => 72,
            Kind::Alias(target) => self.ty(target, in_schemas, depth),
        };
        self.known.insert(name, size);
        size
    }
}
