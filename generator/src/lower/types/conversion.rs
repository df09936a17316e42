//! Named schemas with a type for each direction -> conversions from the response type into the request type.
//!
//! A conversion never invents values: there is none if requests require a property that responses do not have.

use crate::ir::{
    Conversion, ConversionParts, Convert, Definition, DefinitionIndex, Field, Kind, Presence,
    Struct, Type, Union,
};
use crate::lower::names::wire_name;
use std::collections::{HashMap, HashSet};

/// The conversions between types of the module `schemas`: those of `read_write_types`, and those of the types inside them.
pub(crate) fn conversions<'d>(
    definitions: &'d [Definition],
    split: impl Iterator<Item = (&'d str, &'d str)>,
) -> Vec<Conversion> {
    let mut search = Search {
        definitions: DefinitionIndex::of(definitions),
        waiting: split.collect(),
        known: HashSet::new(),
        found: Vec::new(),
    };
    search.waiting.reverse();
    while let Some(pair) = search.waiting.pop() {
        if search.known.insert(pair) {
            search.convert(pair);
        }
    }
    supported(search.found)
}

/// A conversion, and the conversions that it uses.
type Found<'d> = (Conversion, Vec<Pair<'d>>);

/// The names of the source and the target type.
type Pair<'d> = (&'d str, &'d str);

/// Keeps the conversions for which all used conversions exist.
fn supported(found: Vec<Found<'_>>) -> Vec<Conversion> {
    let exist: HashSet<Pair<'_>> = found.iter().map(|(conversion, _)| pair(conversion)).collect();
    let mut users: HashMap<Pair<'_>, Vec<Pair<'_>>> = HashMap::new();
    for (conversion, uses) in &found {
        for used in uses {
            users.entry(*used).or_default().push(pair(conversion));
        }
    }
    let mut unsupported: HashSet<Pair<'_>> = HashSet::new();
    let mut waiting: Vec<Pair<'_>> =
        users.keys().copied().filter(|used| !exist.contains(used)).collect();
    while let Some(pair) = waiting.pop() {
        if unsupported.insert(pair) {
            waiting.extend(users.get(&pair).into_iter().flatten());
        }
    }
    let is_supported: Vec<bool> =
        found.iter().map(|(conversion, _)| !unsupported.contains(&pair(conversion))).collect();
    let kept = found.into_iter().zip(is_supported).filter(|(_, is_supported)| *is_supported);
    kept.map(|((conversion, _), _)| conversion).collect()
}

fn pair(conversion: &Conversion) -> Pair<'_> {
    (&conversion.source, &conversion.target)
}

struct Search<'d> {
    definitions: DefinitionIndex<'d>,
    waiting: Vec<Pair<'d>>,
    known: HashSet<Pair<'d>>,
    found: Vec<Found<'d>>,
}

impl<'d> Search<'d> {
    fn convert(&mut self, (source, target): Pair<'d>) {
        let kind = |name| Some(&self.definitions.get(name)?.kind);
        let mut uses = Vec::new();
        let parts = match (kind(source), kind(target)) {
            (Some(Kind::Struct(source)), Some(Kind::Struct(target))) => {
                self.fields(source, target, &mut uses).map(ConversionParts::Fields)
            }
            (Some(Kind::Union(source)), Some(Kind::Union(target))) => {
                self.variants(source, target, &mut uses).map(ConversionParts::Variants)
            }
            _ => None,
        };
        self.waiting.extend(&uses);
        if let Some(parts) = parts {
            let (source, target) = (source.to_owned(), target.to_owned());
            self.found.push((Conversion { source, target, parts }, uses));
        }
    }

    fn fields(
        &self,
        source: &'d Struct,
        target: &'d Struct,
        uses: &mut Vec<Pair<'d>>,
    ) -> Option<Vec<(String, Convert)>> {
        let mut fields = Vec::with_capacity(target.fields.len());
        for field in &target.fields {
            let name = wire_name(target, field);
            let found = source.fields.iter().find(|other| wire_name(source, other) == name);
            match found {
                Some(found) if found.name == field.name => {
                    fields.push((field.name.clone(), self.field(found, field, uses)?));
                }
                // A required property that responses do not have, or have under another name.
                _ => return None,
            }
        }
        if let Some(extra) = &target.extra {
            let value = self.value(&source.extra.as_ref()?.ty, &extra.ty, uses)?;
            fields.push(("extra".to_owned(), wrap(Convert::Values, value)));
        }
        Some(fields)
    }

    /// The conversion of a field, or `None` if it would invent a value.
    fn field(
        &self,
        source: &'d Field,
        target: &'d Field,
        uses: &mut Vec<Pair<'d>>,
    ) -> Option<Convert> {
        let value = self.value(&source.ty, &target.ty, uses)?;
        match (source.presence, target.presence) {
            (Presence::Required, Presence::Required) => Some(value),
            (Presence::Optional, Presence::Optional | Presence::RequiredNullable) => {
                Some(wrap(Convert::Optional, value))
            }
            (Presence::Optional, Presence::Nullable) => Some(Convert::Wrapped(Box::new(value))),
            _ => None,
        }
    }

    fn variants(
        &self,
        source: &'d Union,
        target: &'d Union,
        uses: &mut Vec<Pair<'d>>,
    ) -> Option<Vec<(String, Convert)>> {
        let mut variants = Vec::with_capacity(source.alternatives.len());
        for variant in &source.alternatives {
            let found = target.alternatives.iter().find(|other| other.name == variant.name)?;
            variants.push((variant.name.clone(), self.value(&variant.ty, &found.ty, uses)?));
        }
        Some(variants)
    }

    fn value(
        &self,
        source: &'d Type,
        target: &'d Type,
        uses: &mut Vec<Pair<'d>>,
    ) -> Option<Convert> {
        match (self.resolve(source), self.resolve(target)) {
            (source, target) if source == target => Some(Convert::Same),
            (
                Type::Local(source) | Type::Schema(source),
                Type::Local(target) | Type::Schema(target),
            ) => {
                if source == target {
                    return Some(Convert::Same);
                }
                uses.push((source, target));
                Some(Convert::Into)
            }
            (Type::List(source), Type::List(target)) => {
                Some(wrap(Convert::Items, self.value(source, target, uses)?))
            }
            (Type::Map(key, source), Type::Map(other, target)) if key == other => {
                Some(wrap(Convert::Values, self.value(source, target, uses)?))
            }
            (Type::Optional(source), Type::Optional(target)) => {
                Some(wrap(Convert::Optional, self.value(source, target, uses)?))
            }
            (Type::Boxed(source), Type::Boxed(target)) => {
                Some(wrap(Convert::Boxed, self.value(source, target, uses)?))
            }
            _ => None,
        }
    }

    /// Follows aliases to their target.
    fn resolve(&self, ty: &'d Type) -> &'d Type {
        let mut ty = ty;
        while let Type::Local(name) | Type::Schema(name) = ty
            && let Some(Definition { kind: Kind::Alias(target), .. }) = self.definitions.get(name)
        {
            ty = target;
        }
        ty
    }
}

/// The conversion of a container: none if its content needs none.
fn wrap(container: fn(Box<Convert>) -> Convert, content: Convert) -> Convert {
    match content {
        Convert::Same => Convert::Same,
        content => container(Box::new(content)),
    }
}
