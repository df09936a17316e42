//! Reads the servers of documents, paths and operations.

use super::fixed_fields::ValueKind::{List, Object, Strings, Text};
use super::fixed_fields::{FixedField, may, must, should};
use super::path_template::template_names;
use super::{Node, Normaliser};
use crate::document::{Server, ServerVariable};
use indexmap::IndexMap;
use std::collections::HashSet;

const SERVER: &[FixedField] =
    &[must("url", Text), may("description", Text), may("variables", Object)];
const VARIABLE: &[FixedField] =
    &[should("default", Text), may("enum", Strings), may("description", Text)];

/// The property that lists servers.
pub(super) const SERVERS: FixedField = may("servers", List);

impl<'a> Normaliser<'a, '_> {
    /// Reads the servers of an object.
    pub(super) fn servers(&mut self, owner: &Node<'a>) -> Vec<Server> {
        owner.items_of("servers").filter_map(|node| self.server(&node)).collect()
    }

    fn server(&mut self, node: &Node<'a>) -> Option<Server> {
        let openapiv3::Server {
            url,
            description,
            variables: _,  // read separately
            extensions: _, // unused
        } = self.read(node, "a server", SERVER)?;
        let variables: IndexMap<String, ServerVariable> = node
            .properties_of("variables")
            .filter_map(|(name, node)| Some((name.to_owned(), self.server_variable(&node)?)))
            .collect();
        for name in template_names(&url) {
            if !variables.contains_key(name) {
                self.warning(
                    &node.at.child("url"),
                    format!("the URL contains `{{{name}}}`, but the variable is not declared"),
                    "declare it in the server's `variables`, with a `default`",
                );
            }
        }
        Some(Server { at: node.at.clone(), url, description, variables })
    }

    fn server_variable(&mut self, node: &Node<'a>) -> Option<ServerVariable> {
        let openapiv3::ServerVariable {
            enumeration,
            mut default,
            description,
            extensions: _, // unused
        } = self.read(node, "a server variable", VARIABLE)?;
        if let (None, Some(first)) = (node.get("default"), enumeration.first()) {
            default.clone_from(first);
        }
        if !enumeration.is_empty() && !enumeration.contains(&default) {
            self.warning(
                &node.at.child("default"),
                format!("the default \"{default}\" is not one of the variable's values"),
                "add it to `enum`, or choose another default",
            );
        }
        let (values, repeated) = distinct(enumeration);
        for value in repeated {
            self.warning(
                &node.at.child("enum"),
                format!("the value \"{value}\" is repeated"),
                "remove one of the two, for example with an overlay",
            );
        }
        Some(ServerVariable { default, values, description })
    }
}

/// Splits values into distinct ones and duplicates.
fn distinct(values: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut met = HashSet::new();
    values.into_iter().partition(|value| met.insert(value.clone()))
}
