//! In: operations and their tags. Out: scopes.

use super::name::{self, Names};
use super::operation::Called;
use super::{Context, Known, docs, operation, reserved, update};
use crate::document;
use crate::ir::{Docs, Operation, Scope};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;

/// The scope of operations without a tag.
const UNTAGGED: &str = "operations";

/// The scopes: operations by their first tag, in the order of the scopes' names.
pub(super) fn scopes(context: &mut Context<'_>, known: Known<'_>) -> Vec<Scope> {
    let mut by_module: BTreeMap<String, Vec<&document::Operation>> = BTreeMap::new();
    let mut tags: BTreeMap<String, &str> = BTreeMap::new();
    for operation in &context.document.operations {
        let tag = operation.tags.first().map_or(UNTAGGED, String::as_str);
        let module = Names::new(reserved::SCOPES).take(&name::snake(tag)).0;
        tags.entry(module.clone()).or_insert(tag);
        by_module.entry(module).or_default().push(operation);
    }
    let mut features = Names::new(reserved::FEATURES);
    by_module
        .into_iter()
        .map(|(module, operations)| {
            let tag = tags.get(&module).copied().unwrap_or(UNTAGGED);
            scope(context, module, tag, &operations, &mut features, known)
        })
        .collect()
}

fn scope(
    context: &mut Context<'_>,
    module: String,
    tag: &str,
    operations: &[&document::Operation],
    features: &mut Names,
    known: Known<'_>,
) -> Scope {
    let handle = Names::new(reserved::OPERATION_TYPES).take(&name::upper_camel(tag)).0;
    let handle = Names::new(reserved::HANDLES).take(&handle).0;
    let mut functions = Names::new(reserved::HANDLE);
    let called = operations
        .iter()
        .map(|&operation| {
            let id = operation::id(operation);
            let given = context.given.of_function(&operation.at);
            let wanted =
                Names::new(reserved::HANDLE).take(&name::snake(given.unwrap_or(&id))).0;
            // A module does not take the name of the one around it.
            let wanted = if wanted == module { format!("{wanted}_") } else { wanted };
            let (function, numbered) = functions.take(&wanted);
            if numbered {
                context.diagnostics.warning(
                    &operation.at,
                    format_args!("another operation of `{module}` has the same name: this one is called `{function}`"),
                    "give the operation an `operationId` of its own, with an overlay where the document is not yours",
                );
            }
            let request = name::upper_camel(given.unwrap_or(&id));
            (operation, Called { id, function, request })
        })
        .collect();
    let mut lowered = side_by_side(context, called, &handle, known);
    update::lower(&mut lowered);
    lowered.sort_by(|one, other| one.function.cmp(&other.function));
    Scope {
        feature: features.take(&name::kebab(tag)).0,
        docs: scope_docs(context, tag),
        module,
        handle,
        operations: lowered,
    }
}

/// Lowers operations at the same time, which their names allow: they depend on nothing else.
fn side_by_side(
    context: &mut Context<'_>,
    called: Vec<(&document::Operation, Called)>,
    handle: &str,
    known: Known<'_>,
) -> Vec<Operation> {
    let Context {
        document,
        profile,
        ref mut given,
        roles,
        derives,
        actions,
        schema_names,
        merging: _, // nothing
        // Each operation has its own, so that one depends on no other.
        distributed: _,
        merged_within: _,
        ref mut diagnostics,
    } = *context;
    let lower = |(operation, called)| {
        let mut found = diagnostics.fork();
        let mut context = Context {
            document,
            profile,
            given: given.aside(),
            derives,
            roles,
            actions,
            schema_names,
            distributed: 0,
            merging: Vec::new(),
            merged_within: 0,
            diagnostics: &mut found,
        };
        let lowered = operation::lower(&mut context, operation, called, handle, known);
        let used = context.given.into_used();
        (lowered, used, found)
    };
    let lowered: Vec<_> = called.into_par_iter().map(lower).collect();
    let add = |(operation, used, found)| {
        given.append(used);
        diagnostics.append(found);
        operation
    };
    lowered.into_iter().map(add).collect()
}

fn scope_docs(context: &Context<'_>, tag: &str) -> Docs {
    context
        .document
        .tags
        .get(tag)
        .and_then(|tag| tag.description.as_deref())
        .map(docs::from_common_mark)
        .unwrap_or_default()
}
