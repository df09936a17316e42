//! The document's named schemas -> their names in Rust.

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::lower::names::{self, NameOverrides, UniqueNames, reserved};
use indexmap::IndexMap;

/// The Rust names of the document's named schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct SchemaNames(IndexMap<String, String>);

impl SchemaNames {
    /// Names all schemas before any is lowered: a nested type never takes the name of a named one.
    pub(crate) fn of(
        document: &Document,
        overrides: &mut NameOverrides<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut names = UniqueNames::new(reserved::SCHEMA_TYPES);
        let mut all = IndexMap::new();
        for (schema_name, schema) in &document.schemas {
            let chosen = overrides.of_type(&schema.at).map(str::to_owned);
            let suggested = chosen.unwrap_or_else(|| names::upper_camel(schema_name));
            let (taken, numbered) = names.take(&suggested);
            if numbered {
                diagnostics.warning(
                    &schema.at,
                    format_args!(
                        "another schema has the name `{suggested}`: this one is named `{taken}`"
                    ),
                    "rename one of the schemas, with an overlay where the document is not yours",
                );
            }
            all.insert(schema_name.clone(), taken);
        }
        Self(all)
    }

    /// The type of a named schema.
    pub(crate) fn get(&self, schema: &str) -> Option<&str> {
        self.0.get(schema).map(String::as_str)
    }

    /// The names in Rust, in the order of the document.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}
