//! Reads operations, and merges the defaults of their path item.

use super::fixed_fields::ValueKind::{Bool, Child, Children, Named, Object, Strings, Text};
use super::fixed_fields::{FixedField, may, should};
use super::path::PathDefaults;
use super::{Node, Normaliser, security, server};
use crate::document::{Callback, Method, Operation};

const OPERATION: &[FixedField] = &[
    may("tags", Strings),
    may("summary", Text),
    may("description", Text),
    may("externalDocs", Object),
    may("operationId", Text),
    may("parameters", Children),
    may("requestBody", Child),
    should("responses", Named),
    may("callbacks", Object),
    may("deprecated", Bool),
    security::SECURITY,
    server::SERVERS,
];

impl<'a> Normaliser<'a, '_> {
    /// Reads an operation of a path.
    pub(super) fn operation(
        &mut self,
        path: &str,
        method: Method,
        node: &Node<'a>,
        defaults: &PathDefaults,
    ) -> Option<Operation> {
        let openapiv3::Operation {
            tags,
            summary,
            description,
            external_docs: _, // read separately
            operation_id,
            parameters: _,   // read separately
            request_body: _, // read separately
            responses: _,    // read separately
            callbacks: _,    // read separately
            deprecated,
            security: _,   // read separately
            servers: _,    // read separately
            extensions: _, // read from the node
        } = self.read(node, "an operation", OPERATION)?;
        let own = self.parameters(node);
        let servers = self.servers(node);
        Some(Operation {
            at: node.at.clone(),
            id: operation_id.and_then(|id| self.unique_id(node, id)),
            method,
            path: path.to_owned(),
            tags,
            summary: summary.or_else(|| defaults.summary.clone()),
            description: description.or_else(|| defaults.description.clone()),
            external_docs: self.external_docs(node),
            deprecated,
            parameters: defaults.parameters_with(own),
            body: node.object("requestBody").and_then(|node| self.request_body(node)),
            responses: self.responses(node),
            security: self.security(node),
            servers: if servers.is_empty() { defaults.servers.clone() } else { servers },
            callbacks: self.callbacks(node),
            extensions: node.extensions(),
        })
    }

    /// Reports a duplicate `operationId`. Returns `None` for it.
    fn unique_id(&mut self, node: &Node<'a>, id: String) -> Option<String> {
        let at = node.at.child("operationId");
        if id.is_empty() {
            self.warning(
                &at,
                "`operationId` is empty; it is treated as absent",
                "name the operation",
            );
            return None;
        }
        let Some(first) = self.operation_ids.get(&id).cloned() else {
            self.operation_ids.insert(id.clone(), node.at.clone());
            return Some(id);
        };
        if first == node.at {
            let message =
                format!("operation `{id}` is shared by several paths; only the first keeps the id");
            self.warning(
                &at,
                message,
                "give each path a separate operation with a unique `operationId`",
            );
        } else {
            let message = format!("duplicate operationId `{id}`; it is first used at {first}");
            let help = "make the `operationId` unique; until then, the operation is named after its method and path";
            self.warning(&at, message, help);
        }
        None
    }

    fn callbacks(&mut self, operation: &Node<'a>) -> Vec<Callback> {
        let callbacks = operation.properties_of("callbacks");
        if self.in_callback {
            for (name, node) in callbacks {
                let message =
                    format!("callback `{name}` is nested in another callback and is ignored");
                self.warning(&node.at, message, "remove it");
            }
            return Vec::new();
        }
        self.in_callback = true;
        let callbacks = callbacks.filter_map(|(name, node)| self.callback(name, node)).collect();
        self.in_callback = false;
        callbacks
    }

    /// Reads the webhooks of the document: callbacks that belong to no operation.
    pub(super) fn webhooks(&mut self, root: &Node<'a>) -> Vec<Callback> {
        let webhooks = root
            .extension_3_1()
            .into_iter()
            .flat_map(|extension| extension.properties_of("webhooks"));
        self.in_callback = true;
        let webhooks = webhooks
            .map(|(name, node)| Callback {
                name: name.to_owned(),
                operations: self.path_item(name, node),
            })
            .collect();
        self.in_callback = false;
        webhooks
    }

    fn callback(&mut self, name: &str, node: Node<'a>) -> Option<Callback> {
        let node = self.resolve(node, "callbacks")?;
        // The extensions of callbacks are unused.
        let items = node.properties().filter(|(expression, _)| !expression.starts_with("x-"));
        let operations = items.flat_map(|(expression, node)| self.path_item(expression, node));
        let operations = operations.collect();
        Some(Callback { name: name.to_owned(), operations })
    }
}
