//! One OpenAPI 3.0 value -> the [`Document`]: references resolved, defaults filled in, places kept.
//!
//! Objects are handed to `openapiv3` one at a time, without what is inside them, so that what is wrong is found right
//! where it stands, and the rest is read all the same.

mod body;
mod example;
mod header_name;
mod keywords;
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

use crate::diagnostic::Diagnostics;
use crate::document::{Document, Info, Tag};
use crate::read::OTHER_VERSIONS;
use crate::source::Pointer;
use indexmap::IndexMap;
use keywords::ValueKind::{List, Object, Text};
use keywords::{Keyword, may, must, should, unused};
use node::Node;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

const ROOT: &[Keyword] = &[
    must("openapi", Text),
    should("info", Object),
    should("paths", Object),
    may("components", Object),
    server::SERVERS,
    security::SECURITY,
    may("tags", List),
    // It has no place in the generated code yet that the description does not have already.
    unused("externalDocs", Object),
];
const INFO: &[Keyword] = &[
    must("title", Text),
    must("version", Text),
    may("description", Text),
    unused("termsOfService", Text),
    unused("contact", Object),
    unused("license", Object),
];
const TAG: &[Keyword] =
    &[must("name", Text), may("description", Text), unused("externalDocs", Object)];
const COMPONENTS: &[Keyword] = &[
    may("schemas", Object),
    may("responses", Object),
    may("parameters", Object),
    may("examples", Object),
    may("requestBodies", Object),
    may("headers", Object),
    may("securitySchemes", Object),
    may("links", Object),
    may("callbacks", Object),
    // OpenAPI 3.1 has it, and 3.0 documents use it too.
    may("pathItems", Object),
    // OpenAPI 3.2 has it.
    may("mediaTypes", Object),
];
const EXTERNAL_DOCS: &[Keyword] = &[must("url", Text), may("description", Text)];

/// Reads the merged document. What is wrong with it is reported, and left out.
pub fn normalise(merged: &Value, diagnostics: &mut Diagnostics) -> Document {
    let mut normaliser = Normaliser {
        root: merged,
        diagnostics,
        reported: HashSet::new(),
        ends: HashMap::new(),
        operation_ids: HashMap::new(),
        in_callback: false,
        open: Vec::new(),
        copies: HashMap::new(),
        unnamed: IndexMap::new(),
    };
    normaliser.document(&Node::root(merged))
}

/// Reads a document, and keeps what has to be known beyond the object being read.
struct Normaliser<'a, 'd> {
    root: &'a Value,
    diagnostics: &'d mut Diagnostics,
    /// Reported diagnostics: a place that several references lead to is read several times.
    reported: HashSet<(Pointer, String)>,
    /// The ends of chains of references, by the places that lead there: each chain is followed once.
    ends: HashMap<Pointer, reference::End<'a>>,
    /// The operations that have been met, by `operationId`.
    operation_ids: HashMap<String, Pointer>,
    /// Whether the operation being read is one of a callback.
    in_callback: bool,
    /// The schemas that are being read, from the outermost inwards.
    open: Vec<Pointer>,
    /// How often references to schemas without a name have been resolved in place.
    copies: HashMap<Pointer, usize>,
    /// Schemas that have no name, and hold themselves or are often referred to, by the name that they were given.
    unnamed: IndexMap<String, Node<'a>>,
}

impl<'a> Normaliser<'a, '_> {
    fn error(&mut self, at: &Pointer, message: impl Into<String>, help: impl std::fmt::Display) {
        let message = message.into();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.error(at, message, help);
        }
    }

    fn warning(&mut self, at: &Pointer, message: impl Into<String>, help: impl std::fmt::Display) {
        let message = message.into();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.warning(at, message, help);
        }
    }

    fn violation(
        &mut self,
        at: &Pointer,
        message: impl Into<String>,
        help: impl std::fmt::Display,
    ) {
        let message = message.into();
        if self.reported.insert((at.clone(), message.clone())) {
            self.diagnostics.violation(at, message, help);
        }
    }

    fn document(&mut self, root: &Node<'a>) -> Document {
        // Read for what it reports: every member is read by itself.
        let _: Option<IgnoredAny> = self.read(root, "an OpenAPI document", ROOT);
        if let Some(components) = root.object("components") {
            let _: Option<openapiv3::Components> =
                self.read(&components, "the components", COMPONENTS);
        }
        let mut document = Document {
            info: self.info(root),
            servers: self.servers(root),
            security: self.security(root).unwrap_or_default(),
            security_schemes: self.security_schemes(root),
            tags: self.tags(root),
            schemas: self.named_schemas(root),
            operations: self.paths(root),
            webhooks: self.webhooks(root),
            extensions: root.extensions(),
        };
        // Reading one may lead to others.
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
            // Legal and contact matters of the API's provider are not those of the generated crate.
            terms_of_service: _,
            contact: _,
            license: _,
            extensions: _, // but for the one below, which merging left, nothing reads them
        } = info;
        let other_versions = node.members_of(OTHER_VERSIONS);
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
                external_docs: _, // the description says where more is said, if it matters
                extensions: _,    // nothing reads them
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

    /// Where more is said of an object.
    fn external_docs(&mut self, owner: &Node<'a>) -> Option<String> {
        let node = owner.object("externalDocs")?;
        let openapiv3::ExternalDocumentation {
            url,
            description: _, // the link is shown by itself
            extensions: _,  // nothing reads them
        } = self.read(&node, "a link to documentation", EXTERNAL_DOCS)?;
        Some(url)
    }
}
