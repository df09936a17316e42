//! Operations -> scopes.

use super::components::Components;
use super::operation::{self, OperationNames};
use super::{naming, update_body};
use crate::document;
use crate::ir::{Docs, Operation, Reexport, Scope};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::{Context, Expansion};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Groups the operations into scopes, ordered by name.
pub(crate) fn scopes(context: &mut Context<'_>, components: Components<'_>) -> Vec<Scope> {
    let mut by_module: BTreeMap<String, Vec<&document::Operation>> = BTreeMap::new();
    let mut tags: BTreeMap<String, &str> = BTreeMap::new();
    for operation in context.document.operations.iter() {
        let tag = naming::scope(operation);
        let module = UniqueNames::of_files(reserved::SCOPES).take(&names::snake(tag)).0;
        tags.entry(module.clone()).or_insert(tag);
        by_module.entry(module).or_default().push(operation);
    }
    let mut features = UniqueNames::new(reserved::FEATURES);
    if !context.profile.package.with.is_empty() {
        reserved::TOOL_FEATURES.iter().for_each(|name| drop(features.take(name)));
    }
    by_module
        .into_iter()
        .map(|(module, operations)| {
            let tag = tags.get(&module).copied().unwrap_or(&module);
            scope(context, module.clone(), tag, &operations, &mut features, components)
        })
        .collect()
}

fn scope(
    context: &mut Context<'_>,
    module: String,
    tag: &str,
    operations: &[&document::Operation],
    features: &mut UniqueNames,
    components: Components<'_>,
) -> Scope {
    let handle = UniqueNames::new(reserved::OPERATION_TYPES).take(&names::upper_camel(tag)).0;
    let handle = UniqueNames::new(reserved::HANDLES).take(&handle).0;
    let named = named(context, &module, operations);
    let mut lowered = in_parallel(context, named, &handle, components);
    update_body::lower(&mut lowered);
    lowered.sort_by(|one, other| one.function.cmp(&other.function));
    Scope {
        feature: features.take(&names::kebab(tag)).0,
        docs: scope_docs(context, tag),
        module,
        reexports: reexports(&handle, &lowered),
        handle,
        operations: lowered,
    }
}

/// The types of all operations by their full names. A type whose full name is taken is left out.
fn reexports(handle: &str, operations: &[Operation]) -> Vec<Reexport> {
    let mut names = UniqueNames::new(reserved::HANDLES);
    names.take(handle);
    let requests = operations.iter().map(|one| (one, &one.request, one.request.clone()));
    let types = operations.iter().flat_map(|one| {
        let request = one.request.trim_end_matches('_');
        one.definitions.iter().map(move |ty| (one, &ty.name, format!("{request}{}", ty.name)))
    });
    let mut reexports: Vec<Reexport> = requests
        .chain(types)
        .filter_map(|(operation, name, full_name)| {
            let full_name = names.take_unnumbered(&full_name)?;
            Some(Reexport { module: operation.function.clone(), name: name.clone(), full_name })
        })
        .collect();
    reexports.sort_by(|one, other| one.module.cmp(&other.module));
    reexports
}

/// The names of the operations of a scope. Operations that would share a short name have their full names.
fn named<'d>(
    context: &mut Context<'_>,
    module: &str,
    operations: &[&'d document::Operation],
) -> Vec<(&'d document::Operation, OperationNames)> {
    let short = |id: &str, operation| function_name(&naming::function(id, operation));
    let mut with_name: HashMap<String, usize> = HashMap::new();
    for operation in operations {
        *with_name.entry(short(&operation::id(operation), operation)).or_default() += 1;
    }
    // A module cannot have the name of its parent.
    let is_free = |name: &String| name != module && with_name.get(name) == Some(&1);
    let mut functions = UniqueNames::of_files(reserved::HANDLE);
    let name = |&operation: &&'d document::Operation| {
        let id = operation::id(operation);
        let chosen = context.overrides.of_function(&operation.at);
        let name = match chosen {
            Some(chosen) => Cow::Borrowed(chosen),
            None if is_free(&short(&id, operation)) => naming::function(&id, operation),
            None => Cow::Borrowed(id.as_str()),
        };
        let suggested = function_name(&name);
        let suggested = if suggested == module { format!("{suggested}_") } else { suggested };
        let (function, numbered) = functions.take(&suggested);
        if numbered {
            context.diagnostics.warning(
                &operation.at,
                format_args!("another operation of `{module}` has the same name: this one is named `{function}`"),
                "give the operation an `operationId` of its own, for example with an overlay",
            );
        }
        let request = names::upper_camel(&name);
        (operation, OperationNames { id, function, request })
    };
    operations.iter().map(name).collect()
}

/// The name of a function, without regard to other functions.
fn function_name(name: &str) -> String {
    UniqueNames::of_files(reserved::HANDLE).take(&names::snake(name)).0
}

/// Lowers operations in parallel. This is possible because names do not depend on other operations.
fn in_parallel(
    context: &mut Context<'_>,
    named: Vec<(&document::Operation, OperationNames)>,
    handle: &str,
    components: Components<'_>,
) -> Vec<Operation> {
    let Context {
        document,
        profile,
        ref mut overrides,
        distrust,
        directions,
        derives,
        schema_names,
        // Each operation has its own limits, so that none depends on another.
        expansion: _,
        ref mut diagnostics,
    } = *context;
    let lower = |(operation, named)| {
        let mut found = diagnostics.fork();
        let mut context = Context {
            document,
            profile,
            overrides: overrides.fork(),
            derives,
            distrust,
            directions,
            schema_names,
            expansion: Expansion::default(),
            diagnostics: &mut found,
        };
        let lowered = operation::lower(&mut context, operation, named, handle, components);
        let used = context.overrides.into_used();
        (lowered, used, found)
    };
    let lowered: Vec<_> = named.into_par_iter().map(lower).collect();
    let add = |(operation, used, found)| {
        overrides.join(used);
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
