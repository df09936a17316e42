//! The named schemas of the document -> their names in Rust.

use super::direction::{Direction, Directions};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::lower::names::{self, NameOverrides, UniqueNames, reserved};
use crate::source::Pointer;
use indexmap::IndexMap;

/// The Rust names of the named schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct SchemaNames(IndexMap<String, TypeNames>);

/// The Rust names of a named schema.
#[derive(Clone, Debug)]
struct TypeNames {
    name: String,
    /// The name of the type in requests, if it is different.
    request: Option<String>,
}

impl SchemaNames {
    /// Names all schemas before any is lowered, so that a nested type never takes the name of a named schema.
    pub(crate) fn of(
        document: &Document,
        directions: &Directions,
        overrides: &mut NameOverrides<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut names = UniqueNames::new(reserved::SCHEMA_TYPES);
        let mut take = |at: &Pointer, suggested: &str| {
            let (taken, numbered) = names.take(suggested);
            if numbered {
                diagnostics.warning(
                    at,
                    format_args!(
                        "another schema has the name `{suggested}`: this one is named `{taken}`"
                    ),
                    "rename one of the schemas, for example with an overlay",
                );
            }
            taken
        };
        let mut all = IndexMap::new();
        for (schema_name, schema) in &document.schemas {
            let chosen = overrides.of_type(&schema.at).map(str::to_owned);
            let suggested = chosen.unwrap_or_else(|| names::upper_camel(schema_name));
            let name = take(&schema.at, &suggested);
            all.insert(schema_name.clone(), TypeNames { name, request: None });
        }
        // Names from the document take precedence over derived ones.
        for (schema_name, TypeNames { name, request }) in &mut all {
            if let Some(schema) = document.schemas.get(schema_name)
                && directions.is_split(schema_name)
            {
                let suggested = format!("{}Request", name.trim_end_matches('_'));
                *request = Some(take(&schema.at, &suggested));
            }
        }
        Self(all)
    }

    /// The type of a named schema in a direction.
    pub(crate) fn get(&self, schema: &str, direction: Direction) -> Option<&str> {
        let TypeNames { name, request } = self.0.get(schema)?;
        match direction {
            Direction::Request | Direction::MergePatch => request.as_ref().or(Some(name)),
            Direction::Response | Direction::Both => Some(name),
        }
        .map(String::as_str)
    }

    /// The names, in responses and in requests, of schemas with a different type in each direction.
    pub(crate) fn split(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.values().filter_map(|names| Some((names.name.as_str(), names.request.as_deref()?)))
    }

    /// The names in Rust, in document order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .values()
            .flat_map(|TypeNames { name, request }| [name].into_iter().chain(request))
            .map(String::as_str)
    }
}
