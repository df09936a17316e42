//! Removes definitions of the module `schemas` that no operation and no webhook uses.

use crate::document::{Callback, Document, SchemaUse};
use crate::ir::{
    ArgumentKind, Crate, Definition, Docs, Operation, PageItems, ParameterShape, Type,
};
use crate::lower::types::{Direction, SchemaNames};
use std::collections::{HashMap, HashSet};

/// Removes unused definitions. A document without operations is a collection of types, which are all kept.
pub(crate) fn retain_used(document: &Document, names: &SchemaNames, krate: &mut Crate) {
    let Crate { package: _, api: _, quick_start: _, scopes, schemas, conversions } = krate;
    let operations = || scopes.iter().flat_map(|scope| &scope.operations);
    if operations().next().is_none() {
        return;
    }
    let mut used = Used { document, names, used: HashSet::new(), pending: Vec::new() };
    operations().for_each(|operation| used.operation(operation));
    document.webhooks.iter().for_each(|webhook| used.webhook(webhook));
    let by_name: HashMap<&str, &Definition> =
        schemas.iter().map(|definition| (definition.name.as_str(), definition)).collect();
    while let Some(name) = used.pending.pop() {
        if let Some(definition) = by_name.get(name.as_str()) {
            definition.types().into_iter().for_each(|ty| used.ty(ty, true));
        }
    }
    let used = used.used;
    let (kept, removed): (Vec<_>, Vec<_>) =
        schemas.drain(..).partition(|definition| used.contains(&definition.name));
    *schemas = kept;
    let removed = removed.into_iter().map(|definition| definition.name).collect();
    for definition in schemas.iter_mut() {
        unlink(&mut definition.docs, &removed);
    }
    conversions.retain(|one| used.contains(&one.source) && used.contains(&one.target));
}

/// Shows links to removed types as code. The documentation of an inline type names the type that contains it, but another type
/// may share it.
fn unlink(docs: &mut Docs, removed: &HashSet<String>) {
    for line in &mut docs.0 {
        let link = line.split_once("[`").and_then(|(before, rest)| {
            let (path, after) = rest.split_once("`]")?;
            let (ty, _) = path.split_once("::").unwrap_or((path, ""));
            removed.contains(ty).then(|| format!("{before}`{path}`{after}"))
        });
        if let Some(unlinked) = link {
            *line = unlinked;
        }
    }
}

/// The names of the used definitions.
struct Used<'d> {
    document: &'d Document,
    names: &'d SchemaNames,
    used: HashSet<String>,
    /// The names whose definitions have not been visited yet.
    pending: Vec<String>,
}

impl Used<'_> {
    fn operation(&mut self, operation: &Operation) {
        for argument in &operation.arguments {
            match &argument.kind {
                ArgumentKind::Parameter(parameter) => self.shape(&parameter.shape),
                ArgumentKind::Body(body) => self.ty(&body.ty, false),
            }
        }
        for setter in &operation.setters {
            self.shape(&setter.parameter.shape);
        }
        self.ty(&operation.output.ty, false);
        for media_type in &operation.output.media_types {
            self.ty(&media_type.content.ty, false);
        }
        for response in &operation.responses {
            response.headers.iter().for_each(|header| self.ty(&header.ty, false));
            response.content.iter().for_each(|content| self.ty(&content.ty, false));
        }
        if let Some(PageItems::Schema(name, _)) = operation.paging.as_ref().map(|one| &one.items) {
            self.name(name);
        }
        for definition in &operation.definitions {
            definition.types().into_iter().for_each(|ty| self.ty(ty, false));
        }
    }

    /// Adds the payloads of a webhook, which are named schemas.
    fn webhook(&mut self, webhook: &Callback) {
        for operation in &webhook.operations {
            // Callers receive the bodies of webhooks and send the responses.
            let bodies = operation.body.iter().flat_map(|body| &body.media);
            for schema in bodies.filter_map(|media| media.schema.as_ref()) {
                self.schema(schema, Direction::Response);
            }
            let responses = operation.responses.iter().flat_map(|response| &response.media);
            for schema in responses.filter_map(|media| media.schema.as_ref()) {
                self.schema(schema, Direction::Request);
            }
        }
    }

    fn schema(&mut self, schema: &SchemaUse, direction: Direction) {
        if let SchemaUse::Named { name, .. } = schema
            && self.document.schemas.contains_key(name)
            && let Some(name) = self.names.get(name, direction)
        {
            let name = name.to_owned();
            self.name(&name);
        }
    }

    fn shape(&mut self, shape: &ParameterShape) {
        match shape {
            ParameterShape::Scalar(ty)
            | ParameterShape::Array(ty, _)
            | ParameterShape::Object(ty, _)
            | ParameterShape::Json(ty) => self.ty(ty, false),
        }
    }

    /// Adds the named schemas in a type. Inside the module `schemas`, they are local types.
    fn ty(&mut self, ty: &Type, in_schemas: bool) {
        match ty {
            Type::Schema(name) => self.name(name),
            Type::Local(name) if in_schemas => self.name(name),
            other => other.inner().iter().for_each(|inner| self.ty(inner, in_schemas)),
        }
    }

    fn name(&mut self, name: &str) {
        if self.used.insert(name.to_owned()) {
            self.pending.push(name.to_owned());
        }
    }
}
