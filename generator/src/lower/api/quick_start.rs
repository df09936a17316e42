//! The operations -> the one that the quick start of the documentation calls.

use crate::ir::{Operation, QuickStart, Scope, SnippetValue};

/// A read whose arguments need no imports. A listing comes first, then the operation with the fewest arguments, then the one
/// with the shortest path.
pub(crate) fn quick_start(scopes: &[Scope]) -> Option<QuickStart> {
    let operations = scopes
        .iter()
        .flat_map(|scope| scope.operations.iter().map(move |operation| (scope, operation)));
    operations
        .filter(|(_, operation)| operation.method == "GET" && !operation.deprecated)
        .filter(|(_, operation)| has_plain_arguments(operation))
        .min_by_key(|(_, operation)| {
            (operation.paging.is_none(), operation.arguments.len(), operation.path.len())
        })
        .map(|(scope, operation)| QuickStart {
            scope: scope.module.clone(),
            function: operation.function.clone(),
        })
}

fn has_plain_arguments(operation: &Operation) -> bool {
    let is_plain = |value: &SnippetValue| {
        matches!(
            value,
            SnippetValue::Text(_)
                | SnippetValue::Integer(_)
                | SnippetValue::Number(_)
                | SnippetValue::Bool(_)
        )
    };
    operation.snippet_arguments.as_ref().is_some_and(|values| values.iter().all(is_plain))
}
