//! [`Document`] and [`Profile`] -> warnings about the keys of the profile that have no effect on this document.

pub(super) mod client_keys;
mod documented;

use super::operations::schema_from_example;
use crate::diagnostic::Diagnostics;
use crate::document::{
    Document, Method, Operation, ParameterContent, ParameterLocation, SchemaUse, Type,
};
use crate::nearest::nearest;
use crate::profile::{Batch, Paging, Profile, QueryArrays, Secrets, Tenancy, is_same_name};
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
    if let Some(paging) = &profile.paging {
        settings.paging_without_style(paging);
    }
    if document.is_excerpt {
        return;
    }
    if let Some(paging) = &profile.paging {
        settings.paging(paging);
    }
    if let Some(batch) = &profile.batch {
        settings.batch(batch);
    }
    settings.retries(profile);
    settings.arrays(profile);
    settings.formats(profile);
    settings.extensions(profile);
    settings.examples(profile);
    let names = documented::names(document);
    settings.secrets(&profile.secrets, &names);
    if let Some(tenancy) = &profile.tenancy {
        settings.tenancy(tenancy);
        settings.tenant_ids(tenancy, &names);
    }
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

    fn paging_without_style(&mut self, paging: &Paging) {
        if paging.style.is_some() {
            return;
        }
        if paging.parameters.is_some() {
            self.warn(
                &key(["paging", "parameters"]),
                "`[paging]` has no `style` for the operations with these parameters",
                "set `style` under `[paging]`, or remove the key",
            );
        }
        let use_items = paging.operations.values().any(|operation| operation.items.is_none());
        if !paging.items.is_empty() && !use_items {
            self.warn(
                &key(["paging", "items"]),
                "no operation is paginated with it",
                "set `style` under `[paging]`, or remove the key",
            );
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

    fn retries(&mut self, profile: &Profile) {
        let is_retried =
            |operation: &Operation| matches!(operation.method, Method::Put | Method::Delete);
        if profile.retries.idempotent && !self.document.operations.iter().any(is_retried) {
            self.warn(
                &key(["retries", "idempotent"]),
                "the document has no PUT and no DELETE operation",
                "remove the key",
            );
        }
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
        let names = profile.formats.keys();
        if names.len() > 0 {
            let documented = documented::formats(self.document);
            self.undocumented("formats", names, &documented, "schema has the format");
        }
    }

    fn extensions(&mut self, profile: &Profile) {
        let operations = self.document.operations.iter();
        let documented =
            operations.flat_map(|known| known.extensions.keys()).map(String::as_str).collect();
        let names = profile.extensions.keys();
        self.undocumented("extensions", names, &documented, "operation has the extension");
    }

    /// Reports the names in a table of the profile that are not documented.
    fn undocumented<'n>(
        &mut self,
        table: &str,
        names: impl Iterator<Item = &'n String>,
        documented: &HashSet<&str>,
        what: &str,
    ) {
        for name in names.filter(|name| !documented.contains(name.as_str())) {
            let help = match nearest(name, documented.iter().copied()) {
                Some(nearest) => format!("use `{nearest}`"),
                None => "remove the key".to_owned(),
            };
            self.warn(&key([table, name]), &format!("no {what} `{name}`"), &help);
        }
    }

    fn examples(&mut self, profile: &Profile) {
        let mut media = (self.document.operations.iter())
            .flat_map(|operation| &operation.responses)
            .flat_map(|response| &response.media);
        if profile.responses.infer_from_examples
            && !media.any(|m| schema_from_example::inferred(m).is_some())
        {
            self.warn(
                &key(["responses", "infer-from-examples"]),
                "no example of a response adds to its schema",
                "remove the key",
            );
        }
    }

    /// Reports secret properties that the document does not contain. The client redacts undocumented ones, too.
    fn secrets(&mut self, secrets: &Secrets, documented: &HashSet<&str>) {
        for (index, name) in secrets.properties.iter().enumerate() {
            if documented.iter().any(|known| is_same_name(known, name)) {
                continue;
            }
            let others = documented.iter().copied().filter(|known| !secrets.contain(known));
            let help = match nearest(name, others) {
                Some(nearest) => format!("use `{nearest}`"),
                None => "remove it, unless it is an undocumented property".to_owned(),
            };
            self.diagnostics.profile_warning(
                &key(["secrets", "properties"]).child(index),
                format_args!("the document has no property or parameter `{name}`"),
                help,
            );
        }
    }

    /// Reports the JSON pointers of IDs that lead to no property of the document.
    fn tenant_ids(&mut self, tenancy: &Tenancy, documented: &HashSet<&str>) {
        let at = key(["tenancy"]);
        let owned = tenancy.owned.iter().enumerate();
        let owned = owned.map(|(index, owned)| (at.child("owned").child(index), &owned.properties));
        for (table, pointers) in owned.chain([(at.clone(), &tenancy.properties)]) {
            for (index, pointer) in pointers.iter().enumerate() {
                let name = Pointer::from(pointer.as_str()).tokens().last().unwrap_or_default();
                if !documented.contains(name.as_str()) {
                    self.warn(
                        &table.child("properties").child(index),
                        &format!("the document has no property `{name}`"),
                        "use the JSON pointer of a property in responses",
                    );
                }
            }
        }
    }
}

fn has_query_parameter(operation: &Operation, name: &str) -> bool {
    operation
        .parameters
        .iter()
        .any(|parameter| parameter.location == ParameterLocation::Query && parameter.name == name)
}
