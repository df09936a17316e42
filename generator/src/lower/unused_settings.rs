//! [`Document`] and [`Profile`] -> warnings about the keys of the profile that have no effect on this document.

use super::types::parts;
use crate::diagnostic::Diagnostics;
use crate::document::{
    Document, Operation, ParameterContent, ParameterLocation, Schema, SchemaUse, Type,
};
use crate::nearest::nearest;
use crate::profile::{Batch, Paging, Profile, QueryArrays, Tenancy};
use crate::source::Pointer;
use serde_json::Value;
use std::collections::HashSet;

/// Reports the keys of the profile that have no effect.
///
/// Documentation pages cover only some operations of an API, and the profile describes all of it. Keys that refer to other
/// operations are therefore not reported for them.
pub(super) fn report(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) {
    let mut settings = Settings { document, diagnostics };
    settings.trust(profile);
    settings.dependencies(profile);
    if document.is_excerpt {
        return;
    }
    if let Some(paging) = &profile.paging {
        settings.paging(paging);
    }
    if let Some(batch) = &profile.batch {
        settings.batch(batch);
    }
    if let Some(tenancy) = &profile.tenancy {
        settings.tenancy(tenancy);
    }
    settings.contention(profile);
    settings.arrays(profile);
    settings.formats(profile);
}

struct Settings<'a, 'd> {
    document: &'a Document,
    diagnostics: &'d mut Diagnostics,
}

/// The JSON pointer of a key.
fn key<const N: usize>(tokens: [&str; N]) -> Pointer {
    tokens.into_iter().fold(Pointer::root(), |pointer, token| pointer.child(token))
}

impl<'a> Settings<'a, '_> {
    fn warn(&mut self, key: &Pointer, why: &str, help: &str) {
        self.diagnostics.profile_warning(key, format_args!("the key has no effect: {why}"), help);
    }

    fn trust(&mut self, profile: &Profile) {
        if !profile.responses.trust_required && !profile.responses.distrust.is_empty() {
            self.warn(
                &key(["responses", "distrust"]),
                "with `trust-required = false`, no response is trusted",
                "remove one of the two keys",
            );
        }
    }

    fn dependencies(&mut self, profile: &Profile) {
        for (name, format) in &profile.formats {
            if format.dependency.is_some() && !format.path.as_str().contains("::") {
                self.warn(
                    &key(["formats", name, "dependency"]),
                    "the type is in no crate",
                    "remove the key",
                );
            }
        }
        let traits = profile.derives.values().flatten().map(|path| path.as_str());
        let types = profile.formats.values().map(|format| format.path.as_str());
        let roots: HashSet<&str> =
            traits.chain(types).filter_map(|path| path.split("::").next()).collect();
        for name in profile.package.dependencies.keys() {
            if !roots.contains(name.replace('-', "_").as_str()) {
                self.warn(
                    &key(["crate", "dependencies", name]),
                    "neither `[derives]` nor `[formats]` refers to this crate",
                    "remove the key",
                );
            }
        }
    }

    fn paging(&mut self, paging: &Paging) {
        let listed = key(["paging", "backwards"]);
        for (index, id) in paging.backwards.iter().enumerate() {
            self.operation(&listed.child(index), id);
        }
        for (id, endless) in &paging.endless {
            let at = key(["paging", "endless", id]);
            let Some(operation) = self.operation(&at, id) else { continue };
            for (name, parameter) in [("after", &endless.after), ("before", &endless.before)] {
                if !has_query_parameter(operation, parameter) {
                    let why = format!("`{id}` has no query parameter `{parameter}`");
                    self.warn(&at.child(name), &why, "use a query parameter of the operation");
                }
            }
        }
    }

    /// The operation with the given ID.
    fn operation(&mut self, at: &Pointer, id: &str) -> Option<&'a Operation> {
        let ids = || self.document.operations.iter().filter_map(|known| known.id.as_deref());
        let found = self.document.operations.iter().find(|known| known.id.as_deref() == Some(id));
        if found.is_none() {
            let help = match nearest(id, ids()) {
                Some(nearest) => format!("use `{nearest}`"),
                None => "use the `operationId` of an operation, or remove it".to_owned(),
            };
            self.warn(at, &format!("no operation has the ID `{id}`"), &help);
        }
        found
    }

    fn batch(&mut self, batch: &Batch) {
        for id in batch.actions.keys() {
            self.operation(&key(["batch", "actions", id]), id);
        }
        let listed = self.document.extensions.get(&batch.extension).and_then(Value::as_array);
        match listed {
            Some(actions) => {
                for method in batch.methods.keys() {
                    let is_listed =
                        |action: &Value| action.get("operation") == Some(&method.as_str().into());
                    if !actions.iter().any(is_listed) {
                        let why = format!("`{}` lists no action `{method}`", batch.extension);
                        self.warn(&key(["batch", "methods", method]), &why, "remove it");
                    }
                }
            }
            None if batch.actions.is_empty() => {
                let why = format!("the document has no list `{}`", batch.extension);
                self.warn(
                    &key(["batch", "extension"]),
                    &why,
                    "list the actions in `batch.actions`",
                );
            }
            None => {}
        }
        if !self.has_request("POST", &batch.path) {
            self.warn(
                &key(["batch", "path"]),
                &format!("the document has no `POST {}`", batch.path),
                "use the path of the operation that creates batches",
            );
        }
    }

    fn has_request(&self, method: &str, path: &str) -> bool {
        let operations = &self.document.operations;
        operations.iter().any(|known| known.method.as_str() == method && known.path == path)
    }

    fn tenancy(&mut self, tenancy: &Tenancy) {
        let at = key(["tenancy"]);
        self.collection(&at.child("collection"), &tenancy.collection);
        for (index, owned) in tenancy.owned.iter().enumerate() {
            self.collection(&at.child("owned").child(index).child("collection"), &owned.collection);
        }
    }

    fn collection(&mut self, at: &Pointer, collection: &str) {
        let segment = format!("/{collection}/{{");
        if !self.document.operations.iter().any(|operation| operation.path.contains(&segment)) {
            let why = format!("no path contains `{segment}…}}`");
            self.warn(at, &why, "use the segment before the ID in the paths of the document");
        }
    }

    fn contention(&mut self, profile: &Profile) {
        for (index, error) in profile.retries.contention.iter().enumerate() {
            let Some(request) = &error.request else { continue };
            let (method, path) = request.split_once(' ').unwrap_or_default();
            if !self.has_request(method, path) {
                self.warn(
                    &key(["retries", "contention"]).child(index).child("request"),
                    &format!("the document has no `{request}`"),
                    "use a method and a path of the document",
                );
            }
        }
    }

    fn arrays(&mut self, profile: &Profile) {
        let is_array = |used: &SchemaUse| match used {
            SchemaUse::Inline(schema) => schema.types.contains(&Type::Array),
            // The named schema may be an array.
            SchemaUse::Named { .. } => true,
        };
        let mut parameters =
            self.document.operations.iter().flat_map(|operation| &operation.parameters);
        let has_arrays = parameters.any(|parameter| {
            parameter.location == ParameterLocation::Query
                && matches!(&parameter.content, ParameterContent::Styled { schema, .. } if is_array(schema))
        });
        if profile.query.arrays == QueryArrays::Brackets && !has_arrays {
            self.warn(
                &key(["query", "arrays"]),
                "no query parameter is an array",
                "remove the key",
            );
        }
    }

    fn formats(&mut self, profile: &Profile) {
        if profile.formats.is_empty() {
            return;
        }
        let documented = formats_of(self.document);
        for name in profile.formats.keys().filter(|name| !documented.contains(name.as_str())) {
            let help = match nearest(name, documented.iter().copied()) {
                Some(nearest) => format!("use `{nearest}`"),
                None => "remove the key".to_owned(),
            };
            self.warn(
                &key(["formats", name]),
                &format!("no schema has the format `{name}`"),
                &help,
            );
        }
    }
}

fn has_query_parameter(operation: &Operation, name: &str) -> bool {
    operation
        .parameters
        .iter()
        .any(|parameter| parameter.location == ParameterLocation::Query && parameter.name == name)
}

/// The formats of all schemas.
fn formats_of(document: &Document) -> HashSet<&str> {
    let callbacks = document.operations.iter().flat_map(|operation| &operation.callbacks);
    let callbacks = callbacks.chain(&document.webhooks).flat_map(|callback| &callback.operations);
    let mut waiting: Vec<&Schema> = document.schemas.values().collect();
    for operation in document.operations.iter().chain(callbacks) {
        waiting.extend(schemas_of(operation).filter_map(inline));
    }
    let mut formats = HashSet::new();
    while let Some(schema) = waiting.pop() {
        formats.extend(schema.format.as_deref());
        waiting.extend(parts(schema).filter_map(inline));
    }
    formats
}

/// The schema, unless it is named.
fn inline(used: &SchemaUse) -> Option<&Schema> {
    match used {
        SchemaUse::Inline(schema) => Some(schema),
        SchemaUse::Named { .. } => None,
    }
}

/// The schemas of the parameters, the body and the responses of an operation.
fn schemas_of(operation: &Operation) -> impl Iterator<Item = &SchemaUse> {
    let headers = operation.responses.iter().flat_map(|response| response.headers.values());
    let contents = operation.parameters.iter().map(|parameter| &parameter.content);
    let contents = contents.chain(headers.map(|header| &header.content));
    let contents = contents.filter_map(|content| match content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    });
    let bodies = operation.body.iter().flat_map(|body| &body.media);
    let responses = operation.responses.iter().flat_map(|response| &response.media);
    contents.chain(bodies.chain(responses).filter_map(|media| media.schema.as_ref()))
}
