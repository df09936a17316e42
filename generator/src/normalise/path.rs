//! Reads the paths of a document or a callback, with their operations.

use super::fixed_fields::ValueKind::{List, Object, Text};
use super::fixed_fields::{FixedField, may};
use super::path_template::template_names;
use super::{Node, Normaliser, parameter, server};
use crate::document::{
    Method, Operation, Parameter, ParameterContent, ParameterLocation, Schema, SchemaUse, Server,
    Style, Type,
};
use crate::read::ORIGINAL_PATH;
use serde_json::Value;
use std::borrow::Cow;

const PATH_ITEM: &[FixedField] = &[
    may("summary", Text),
    may("description", Text),
    server::SERVERS,
    may("parameters", List),
    may("get", Object),
    may("put", Object),
    may("post", Object),
    may("delete", Object),
    may("options", Object),
    may("head", Object),
    may("patch", Object),
    may("trace", Object),
    // OpenAPI 3.2.
    may("query", Object),
];

/// The values that the operations of a path share.
pub(super) struct PathDefaults {
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) servers: Vec<Server>,
    pub(super) parameters: Vec<Parameter>,
}

impl<'a> Normaliser<'a, '_> {
    /// Reads the operations of the document.
    pub(super) fn paths(&mut self, root: &Node<'a>) -> Vec<Operation> {
        let mut operations = Vec::new();
        // The extensions of paths are unused.
        for (path, node) in root.properties_of("paths").filter(|(path, _)| !path.starts_with("x-"))
        {
            // If several documents contain the same path, each gets a different key.
            let path = node.value.get(ORIGINAL_PATH).and_then(Value::as_str).unwrap_or(path);
            let mut path = Cow::Borrowed(path);
            if let Some((sent, fragment)) = path.split_once('#') {
                let message = format!("the fragment `#{fragment}` of path `{path}` is not sent");
                let help = "describe what the server distinguishes by as a parameter";
                self.warning(&node.at, message, help);
                path = Cow::Owned(sent.to_owned());
            }
            if !path.starts_with('/') {
                let message = format!("path `{path}` does not start with a slash; one is added");
                self.violation(&node.at, message, format!("change it to `/{path}`"));
                path = Cow::Owned(format!("/{path}"));
            }
            if self.resolve(node.clone(), "pathItems").is_none() {
                // Reported as an error, because the client would lack the operations.
                if self.is_in_missing_file(&node) {
                    continue;
                }
                let message = format!("the operations of path `{path}` cannot be read");
                self.error(&node.at, message, "correct the reference");
                continue;
            }
            for mut operation in self.path_item(&path, node) {
                self.match_template(&mut operation);
                operations.push(operation);
            }
        }
        operations
    }

    /// Reads the operations of a path.
    pub(super) fn path_item(&mut self, path: &str, node: Node<'a>) -> Vec<Operation> {
        let Some(node) = self.resolve(node, "pathItems") else { return Vec::new() };
        let Some(item) = self.read(&node, "a path item", PATH_ITEM) else { return Vec::new() };
        let openapiv3::PathItem {
            summary,
            description,
            servers: _,    // read separately
            parameters: _, // read separately
            // The operations are read in the order of the document.
            get: _,
            put: _,
            post: _,
            delete: _,
            options: _,
            head: _,
            patch: _,
            trace: _,
            extensions: _, // unused
        } = item;
        let defaults = PathDefaults {
            summary,
            description,
            servers: self.servers(&node),
            parameters: self.parameters(&node),
        };
        let operations = node.properties().filter_map(|(name, node)| Some((method(name)?, node)));
        operations
            .filter_map(|(method, node)| self.operation(path, method, &node, &defaults))
            .collect()
    }

    /// Ensures that an operation has a path parameter for each name in the path template, and no others.
    fn match_template(&mut self, operation: &mut Operation) {
        let of_segments = name_segments(operation);
        let path = operation.path.clone();
        let names: Vec<&str> = template_names(&path).collect();
        if path.matches('{').count() != names.len() || path.matches('}').count() != names.len() {
            let message = format!("unbalanced braces in path `{path}`");
            self.error(&operation.at, message, "write each parameter as `{name}`");
        }
        operation.parameters.retain(|parameter| {
            let fits = parameter.location != ParameterLocation::Path
                || names.contains(&parameter.name.as_str());
            if !fits {
                self.warning(
                    &parameter.at,
                    format!(
                        "path `{path}` does not contain path parameter `{}`, which is ignored",
                        parameter.name
                    ),
                    format!("add `{{{}}}` to the path, or remove the parameter", parameter.name),
                );
            }
            fits
        });
        for name in names {
            let mut path_parameters = operation
                .parameters
                .iter()
                .filter(|parameter| parameter.location == ParameterLocation::Path);
            if path_parameters.any(|parameter| parameter.name == name) {
                continue;
            }
            self.warning(
                &operation.at,
                format!("path `{path}` contains `{{{name}}}`, but the parameter is not declared; it is assumed to be a string"),
                format!("declare a parameter `{name}` with \"in\": \"path\""),
            );
            operation.parameters.push(assumed_parameter(operation, name));
        }
        for parameter in &mut operation.parameters {
            if parameter.location == ParameterLocation::Path
                && of_segments.contains(&parameter.name)
                && let ParameterContent::Styled { allow_reserved, .. } = &mut parameter.content
            {
                *allow_reserved = true;
            }
        }
    }
}

/// Renames the parameters `{path*}`, `{+path}` and `{path+}` of a template, which match several segments, to `path`.
/// Returns the new names.
fn name_segments(operation: &mut Operation) -> Vec<String> {
    let path = operation.path.clone();
    let mut names = Vec::new();
    for written in template_names(&path) {
        let name = written.trim_start_matches('+').trim_end_matches(['*', '+']);
        if name == written || name.is_empty() {
            continue;
        }
        operation.path = operation.path.replace(&format!("{{{written}}}"), &format!("{{{name}}}"));
        for parameter in &mut operation.parameters {
            if parameter.location == ParameterLocation::Path && parameter.name == written {
                name.clone_into(&mut parameter.name);
            }
        }
        names.push(name.to_owned());
    }
    names
}

/// A parameter that the path template contains and the document does not describe.
fn assumed_parameter(operation: &Operation, name: &str) -> Parameter {
    let at = operation.at.clone();
    let schema = Schema { at: at.clone(), types: vec![Type::String], ..Schema::default() };
    Parameter {
        at,
        name: name.to_owned(),
        location: ParameterLocation::Path,
        description: None,
        required: true,
        deprecated: false,
        allow_empty_value: false,
        content: ParameterContent::Styled {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            schema: SchemaUse::Inline(Box::new(schema)),
        },
        examples: Vec::new(),
    }
}

fn method(name: &str) -> Option<Method> {
    // The methods of a path item are in lower case.
    Method::ALL.into_iter().find(|method| method.as_str().to_ascii_lowercase() == name)
}

impl PathDefaults {
    /// Merges an operation's own parameters with those of the path item. Its own take precedence over the same ones.
    pub(super) fn parameters_with(&self, mut own: Vec<Parameter>) -> Vec<Parameter> {
        let mut all = Vec::new();
        for defaults in &self.parameters {
            let index = own.iter().position(|own| parameter::is_same(own, defaults));
            all.push(index.map_or_else(|| defaults.clone(), |index| own.remove(index)));
        }
        all.extend(own);
        all
    }
}
