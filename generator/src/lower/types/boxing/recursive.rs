//! Adds boxes to recursive types in the module `schemas`.

use crate::diagnostic::{Diagnostics, Untyped};
use crate::ir::{Definition, Kind, Type, Union};
use crate::source::Pointer;
use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{HashMap, HashSet};

/// Boxes the fields of recursive types, and replaces aliases of themselves by `Value`. `places` contains the locations of
/// the schemas.
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
                format_args!(
                    "the schema `{}` refers to itself and has no content: it is untyped (`Value`)",
                    definition.name
                ),
                "describe an object in the chain of references, for example with an overlay",
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

/// The types of the fields, variants or target of a definition.
fn parts(kind: &mut Kind) -> Vec<&mut Type> {
    match kind {
        Kind::Struct(object) => object.fields.iter_mut().map(|field| &mut field.ty).collect(),
        Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
            alternatives.iter_mut().map(|alternative| &mut alternative.ty).collect()
        }
        Kind::Alias(Type::Tuple(places)) => places.iter_mut().collect(),
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) | Kind::Alias(_) => {
            Vec::new()
        }
    }
}

/// The names of aliases that lead only to themselves.
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
            | Kind::ScalarEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_) => Vec::new(),
        })
        .collect();
    let circles = Circles::of(aliases.iter().copied());
    let circular = aliases.iter().filter(|(from, to)| circles.hold_both(from, to));
    circular.map(|(from, _)| (*from).to_owned()).collect()
}

/// The types stored inside a type without indirection.
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
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => Vec::new(),
    }
}

/// The strongly connected component of each name. Names in one component lead to each other.
struct Circles(HashMap<String, usize>);

impl Circles {
    /// Computes the components of a graph of names.
    fn of<'e>(edges: impl Iterator<Item = (&'e str, &'e str)>) -> Self {
        let graph: DiGraphMap<&str, ()> = edges.collect();
        // Kosaraju's algorithm is iterative, so long chains cannot overflow the stack.
        let circles = kosaraju_scc(&graph).into_iter().enumerate();
        let numbered = circles.flat_map(|(number, names)| {
            names.into_iter().map(move |name| (name.to_owned(), number))
        });
        Self(numbered.collect())
    }

    /// Whether two names are in one component.
    fn hold_both(&self, one: &str, other: &str) -> bool {
        self.0.get(one) == self.0.get(other)
    }
}

/// The name of a type stored inside this type without indirection.
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
