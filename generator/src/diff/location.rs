//! The types of an operation -> their locations in the API, such as: body property `clients[]`.

use super::types;
use crate::ir::{
    ArgumentKind, Definition, DefinitionIndex, Kind, Operation, Parameter, ParameterLocation, Type,
};
use crate::lower;
use std::collections::{HashMap, HashSet};

/// The locations of a module's types in the API.
#[derive(Default)]
pub(super) struct Locations<'a> {
    /// The root (such as `body`) and the path from there, by type name.
    known: HashMap<&'a str, (String, String)>,
}

impl<'a> Locations<'a> {
    /// The locations of an operation's types.
    pub(super) fn of_operation(operation: &'a Operation) -> Self {
        let mut locations = Self::default();
        let definitions = DefinitionIndex::of(&operation.definitions);
        for argument in &operation.arguments {
            match &argument.kind {
                ArgumentKind::Parameter(one) => {
                    locations.walk(
                        &definitions,
                        types::argument(&one.shape).0,
                        &parameter(one),
                        "",
                    );
                }
                ArgumentKind::Body(body) => locations.walk(&definitions, &body.ty, "body", ""),
            }
        }
        for setter in &operation.setters {
            let one = &setter.parameter;
            locations.walk(&definitions, types::argument(&one.shape).0, &parameter(one), "");
        }
        locations.walk(&definitions, &operation.output.ty, "response", "");
        for one in &operation.output.media_types {
            let root = format!("response {}", one.name_docs);
            locations.walk(&definitions, &one.content.ty, &root, "");
        }
        for response in &operation.responses {
            if let Some(content) = &response.content {
                let root = format!("response {}", response.status);
                locations.walk(&definitions, &content.ty, &root, "");
            }
        }
        locations
    }

    /// The locations of the named schemas. Each is a root.
    pub(super) fn of_schemas(schemas: &'a [Definition]) -> Self {
        let known = schemas.iter().map(|schema| {
            let name = schema.name.as_str();
            (name, (format!("schema `{name}`"), String::new()))
        });
        Self { known: known.collect() }
    }

    /// Records the location of a defined type, and of the types inside it.
    fn walk(&mut self, definitions: &DefinitionIndex<'a>, ty: &'a Type, root: &str, path: &str) {
        let path = format!("{path}{}", items(ty));
        let definition = local(ty).and_then(|name| definitions.get(name));
        let Some(definition) = definition else { return };
        if self.known.contains_key(definition.name.as_str()) {
            return;
        }
        self.known.insert(&definition.name, (root.to_owned(), path.clone()));
        match &definition.kind {
            Kind::Struct(object) => {
                for field in &object.fields {
                    let wire_name = lower::wire_name(object, field);
                    self.walk(definitions, &field.ty, root, &join(&path, &wire_name));
                }
                if let Some(extra) = &object.extra {
                    self.walk(definitions, &extra.ty, root, &join(&path, "*"));
                }
            }
            Kind::Union(union) => {
                for one in &union.alternatives {
                    self.walk(definitions, &one.ty, root, &path);
                }
            }
            Kind::Choice(alternatives) => {
                for one in alternatives {
                    self.walk(definitions, &one.ty, root, &path);
                }
            }
            Kind::Alias(target) => self.walk(definitions, target, root, &path),
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => {}
        }
    }

    /// The location of a type.
    pub(super) fn of(&self, name: &str) -> String {
        match self.known.get(name) {
            Some((root, path)) if path.is_empty() => root.clone(),
            Some((root, path)) => format!("{root} property `{path}`"),
            None => format!("type `{name}`"),
        }
    }

    /// The location of a property of a type.
    pub(super) fn of_property(&self, name: &str, property: &str) -> String {
        match self.known.get(name) {
            Some((root, path)) => format!("{root} property `{}`", join(path, property)),
            None => format!("type `{name}` property `{property}`"),
        }
    }
}

/// The name of the first type of the same module in a type.
fn local(ty: &Type) -> Option<&str> {
    match ty {
        Type::Local(name) => Some(name),
        other => other.inner().iter().find_map(local),
    }
}

/// The path from a type to its items or values.
fn items(ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("[]{}", items(inner)),
        Type::Map(_, inner) => format!(".*{}", items(inner)),
        other => other.inner().first().map(items).unwrap_or_default(),
    }
}

fn join(path: &str, property: &str) -> String {
    if path.is_empty() { property.to_owned() } else { format!("{path}.{property}") }
}

/// The location of a parameter.
pub(super) fn parameter(parameter: &Parameter) -> String {
    let location = match parameter.location {
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Query => "query parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{location} `{}`", parameter.wire_name)
}

/// The types that no other type mentions. No other change reports that they are added or removed.
pub(super) fn unmentioned<'a>(
    definitions: &'a [Definition],
    roots: impl Iterator<Item = &'a Type>,
) -> Vec<&'a Definition> {
    let inner = definitions.iter().flat_map(|definition| match &definition.kind {
        Kind::Struct(object) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            fields.chain(object.extra.as_ref().map(|extra| &extra.ty)).collect()
        }
        Kind::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
        Kind::Choice(alternatives) => alternatives.iter().map(|one| &one.ty).collect(),
        Kind::Alias(target) => vec![target],
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => Vec::new(),
    });
    let mentioned: HashSet<&str> = inner.chain(roots).flat_map(Type::mentioned).collect();
    definitions.iter().filter(|one| !mentioned.contains(one.name.as_str())).collect()
}
