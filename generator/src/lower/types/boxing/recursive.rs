//! The definitions of the module `schemas` -> the same, with a box where a type would hold itself.

use crate::diagnostic::{Diagnostics, Untyped};
use crate::ir::{Definition, Kind, Type, Union};
use crate::source::Pointer;
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{HashMap, HashSet};

/// Boxes the fields of recursive types, and replaces aliases of themselves by `Value`. `places` holds the locations of the
/// schemas.
pub(crate) fn box_recursive(
    mut definitions: Vec<Definition>,
    places: &HashMap<String, Pointer>,
    diagnostics: &mut Diagnostics,
) -> Vec<Definition> {
    let circular = circular_aliases(&definitions);
    for definition in &mut definitions {
        if circular.contains(&definition.name) {
            diagnostics.untyped(
                places.get(&definition.name).unwrap_or(&Pointer::root()),
                Untyped::VALUE,
                format_args!("the schema `{}` refers to itself and has no content: it is untyped (`Value`)", definition.name),
                "describe an object in the chain of references, with an overlay where the document is not yours",
            );
            definition.kind = Kind::Alias(Type::Value);
        }
    }
    let circles = Circles::of(definitions.iter().flat_map(|definition| {
        held(&definition.kind).into_iter().map(|held| (definition.name.as_str(), held))
    }));
    for definition in &mut definitions {
        for ty in parts(&mut definition.kind) {
            if direct(ty).is_some_and(|target| circles.hold_both(&definition.name, target)) {
                *ty = boxed(ty);
            }
        }
    }
    definitions
}

/// The types of the values that a type holds.
fn parts(kind: &mut Kind) -> Vec<&mut Type> {
    match kind {
        Kind::Struct(object) => object.fields.iter_mut().map(|field| &mut field.ty).collect(),
        Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
            alternatives.iter_mut().map(|alternative| &mut alternative.ty).collect()
        }
        Kind::Alias(Type::Tuple(places)) => places.iter_mut().collect(),
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::Alias(_) => Vec::new(),
    }
}

/// The names of the aliases that lead to themselves by aliases alone.
fn circular_aliases(definitions: &[Definition]) -> HashSet<String> {
    let aliases: Vec<(&str, &str)> = definitions
        .iter()
        .flat_map(|definition| match &definition.kind {
            Kind::Alias(target) => {
                target.mentioned().into_iter().map(|to| (definition.name.as_str(), to)).collect()
            }
            Kind::Struct(_)
            | Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_) => Vec::new(),
        })
        .collect();
    let circles = Circles::of(aliases.iter().copied());
    let circular = aliases.iter().filter(|(from, to)| circles.hold_both(from, to));
    circular.map(|(from, _)| (*from).to_owned()).collect()
}

/// The types whose size is part of that of a type.
fn held(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Struct(object) => {
            object.fields.iter().filter_map(|field| direct(&field.ty)).collect()
        }
        Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
            alternatives.iter().filter_map(|alternative| direct(&alternative.ty)).collect()
        }
        Kind::Alias(Type::Tuple(places)) => places.iter().filter_map(direct).collect(),
        Kind::Alias(target) => direct(target).into_iter().collect(),
        Kind::StringEnum(_) | Kind::IntegerEnum(_) => Vec::new(),
    }
}

/// Which circle each name stands in: names lead to each other if theirs is the same.
struct Circles(HashMap<String, usize>);

impl Circles {
    /// The circles that edges make, from name to name.
    fn of<'e>(edges: impl Iterator<Item = (&'e str, &'e str)>) -> Self {
        let graph: DiGraphMap<&str, ()> = edges.collect();
        // Kosaraju's algorithm leaves nothing on the stack, however far an edge leads.
        let circles = kosaraju_scc(&graph).into_iter().enumerate();
        let numbered = circles.flat_map(|(number, names)| {
            names.into_iter().map(move |name| (name.to_owned(), number))
        });
        Self(numbered.collect())
    }

    /// Whether two names, of which one leads to the other, lead back as well.
    fn hold_both(&self, one: &str, other: &str) -> bool {
        self.0.get(one) == self.0.get(other)
    }
}

/// The type that a value of this type holds without a pointer between them.
fn direct(ty: &Type) -> Option<&str> {
    match ty {
        Type::Local(name) | Type::Schema(name) => Some(name),
        Type::Optional(inner) => direct(inner),
        _ => None,
    }
}

fn boxed(ty: &Type) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(Box::new(boxed(inner))),
        other => Type::Boxed(Box::new(other.clone())),
    }
}
