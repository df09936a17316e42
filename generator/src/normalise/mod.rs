//! An OpenAPI 3.0 value -> the [`Document`]: references are resolved, defaults are filled in, and locations are kept.
//!
//! `openapiv3` parses one object at a time, without inner objects, so that each error has an exact location and does not
//! affect other objects.

mod body;
mod example;
mod fixed_fields;
mod header_name;
mod node;
mod operation;
mod parameter;
mod path;
mod path_template;
mod reference;
mod response;
mod schema;
mod security;
mod server;
mod unused_schemas;

use crate::diagnostic::Diagnostics;
use crate::document::{Document, Info, Tag};
use crate::read::{EXCERPT, OTHER_VERSIONS, VERSION};
use crate::source::Pointer;
use fixed_fields::ValueKind::{List, Object, Text};
use fixed_fields::{FixedField, may, must, should, unused};
use indexmap::IndexMap;
use node::Node;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use unused_schemas::unused_schemas;

const ROOT: &[FixedField] = &[
    must("openapi", Text),
    should("info", Object),
    should("paths", Object),
    may("components", Object),
    server::SERVERS,
    security::SECURITY,
    may("tags", List),
    // The generated code uses only the description.
    unused("externalDocs", Object),
];
const INFO: &[FixedField] = &[
    must("title", Text),
    must("version", Text),
    may("description", Text),
    unused("termsOfService", Text),
    unused("contact", Object),
    unused("license", Object),
];
const TAG: &[FixedField] =
    &[must("name", Text), may("description", Text), unused("externalDocs", Object)];
const COMPONENTS: &[FixedField] = &[
    may("schemas", Object),
    may("responses", Object),
    may("parameters", Object),
    may("examples", Object),
    may("requestBodies", Object),
    may("headers", Object),
    may("securitySchemes", Object),
    may("links", Object),
    may("callbacks", Object),
    // OpenAPI 3.1, but 3.0 documents use it, too.
    may("pathItems", Object),
    // OpenAPI 3.2.
    may("mediaTypes", Object),
];
const EXTERNAL_DOCS: &[FixedField] = &[must("url", Text), may("description", Text)];

/// Reads the merged document. Errors are reported, and invalid parts left out.
pub fn normalise(merged: &Value, diagnostics: &mut Diagnostics) -> Document {
    let mut normaliser = Normaliser {
        root: merged,
        version: version(merged),
        diagnostics,
        reported: HashSet::new(),
        ends: HashMap::new(),
        operation_ids: HashMap::new(),
        in_callback: false,
        open: Vec::new(),
        copies: HashMap::new(),
        unnamed: IndexMap::new(),
        unused_schemas: None,
    };
    normaliser.document(&Node::root(merged))
}

/// The specification of the document before its conversion to OpenAPI 3.0.
fn version(merged: &Value) -> String {
    merged.get(VERSION).and_then(Value::as_str).unwrap_or("OpenAPI 3.0").to_owned()
}

/// Reads a document. Contains the state that all objects share.
struct Normaliser<'a, 'd> {
    root: &'a Value,
    /// The specification of the document as it was given, such as `OpenAPI 3.1`.
    version: String,
    diagnostics: &'d mut Diagnostics,
    /// Reported diagnostics: the target of several references is read several times.
    reported: HashSet<(Pointer, String)>,
    /// The ends of chains of references, by their start. Each chain is resolved once.
    ends: HashMap<Pointer, reference::End<'a>>,
    /// The operations that have been read, by `operationId`.
    operation_ids: HashMap<String, Pointer>,
    /// Whether the operation being read belongs to a callback.
    in_callback: bool,
    /// The schemas that are being read, from the outermost inwards.
    open: Vec<Pointer>,
    /// How often references to each unnamed schema have been inlined.
    copies: HashMap<Pointer, usize>,
    /// Unnamed schemas that are recursive or often referred to, by their generated names.
    unnamed: IndexMap<String, Node<'a>>,
    /// The named schemas that nothing uses. They are only computed for errors.
    unused_schemas: Option<HashSet<String>>,
}

impl<'a> Normaliser<'a, '_> {
    fn error(&mut self, at: &Pointer, message: impl Into<String>, help: impl std::fmt::Display) {
        let message = message.into();
        if self.is_in_unused_schema(at) {
            self.violation(at, message, help);
            return;
        }
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.error(at, message, help);
        }
    }

    /// Whether a location is in a named schema that nothing uses.
    fn is_in_unused_schema(&mut self, at: &Pointer) -> bool {
        let Some(inside) = at.strip(&Pointer::from("/components/schemas")) else { return false };
        let root = self.root;
        let unused = self.unused_schemas.get_or_insert_with(|| unused_schemas(root));
        Pointer::from(inside).tokens().next().is_some_and(|name| unused.contains(&name))
    }

    fn warning(&mut self, at: &Pointer, message: impl Into<String>, help: impl std::fmt::Display) {
        let message = message.into();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.warning(at, message, help);
        }
    }

    /// Reports a warning about a property that should not exist.
    fn key_warning(
        &mut self,
        at: &Pointer,
        message: impl Into<String>,
        help: impl std::fmt::Display,
    ) {
        let message = message.into();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.key_warning(at, message, help);
        }
    }

    /// Reports a violation of the specification. Returns whether it is new.
    fn violation(
        &mut self,
        at: &Pointer,
        message: impl Into<String>,
        help: impl std::fmt::Display,
    ) -> bool {
        let message = message.into();
        let is_new = self.reported.insert((at.clone(), message.clone()));
        if is_new {
            self.diagnostics.violation(at, message, help);
        }
        is_new
    }

    fn document(&mut self, root: &Node<'a>) -> Document {
        // Read for its diagnostics only: all properties are read separately.
        let _: Option<IgnoredAny> = self.read(root, "an OpenAPI document", ROOT);
        if let Some(components) = root.object("components") {
            let _: Option<openapiv3::Components> =
                self.read(&components, "the components", COMPONENTS);
        }
        let mut document = Document {
            is_excerpt: root.get(EXCERPT).is_some(),
            info: self.info(root),
            servers: self.servers(root),
            security: self.security(root).unwrap_or_default(),
            security_schemes: self.security_schemes(root),
            tags: self.tags(root),
            schemas: self.named_schemas(root),
            operations: self.paths(root).into(),
            webhooks: self.webhooks(root),
            extensions: root.extensions(),
        };
        // Reading one schema may add others.
        let mut read = 0;
        while let Some((name, node)) = self.unnamed.get_index(read) {
            let (name, node) = (name.clone(), node.clone());
            document.schemas.insert(name, self.named_schema(node));
            read += 1;
        }
        document
    }

    fn info(&mut self, root: &Node<'a>) -> Info {
        let Some(node) = root.object("info") else { return Info::default() };
        let Some(info) = self.read(&node, "the API's info", INFO) else { return Info::default() };
        let openapiv3::Info {
            title,
            description,
            version,
            // Terms, contact and license describe the API, not the generated crate.
            terms_of_service: _,
            contact: _,
            license: _,
            extensions: _, // unused, except for the one below, which merging adds
        } = info;
        let other_versions = node.properties_of(OTHER_VERSIONS);
        let other_versions = other_versions
            .filter_map(|(name, node)| Some((name.to_owned(), node.value.as_str()?.to_owned())))
            .collect();
        Info { title, version, description, other_versions }
    }

    fn tags(&mut self, root: &Node<'a>) -> IndexMap<String, Tag> {
        let mut tags = IndexMap::new();
        for node in root.items_of("tags") {
            let Some(tag) = self.read(&node, "a tag", TAG) else { continue };
            let openapiv3::Tag {
                name,
                description,
                external_docs: _, // unused: the description usually contains the link
                extensions: _,    // unused
            } = tag;
            if tags.contains_key(&name) {
                let message = format!("duplicate tag `{name}`; the first declaration applies");
                self.warning(&node.at, message, "remove one of the declarations");
            } else {
                tags.insert(name, Tag { description });
            }
        }
        tags
    }

    /// Reads the URL of external documentation.
    fn external_docs(&mut self, owner: &Node<'a>) -> Option<String> {
        let node = owner.object("externalDocs")?;
        let openapiv3::ExternalDocumentation {
            url,
            description: _, // unused: only the link is shown
            extensions: _,  // unused
        } = self.read(&node, "a link to documentation", EXTERNAL_DOCS)?;
        Some(url)
    }
}
