//! The operations -> the one that the quick start of the documentation calls.

use crate::ir::{Operation, QuickStart, Scope, Security, SnippetValue};

/// A read whose arguments need no imports: one with few arguments and a short path, that of a listing first. The root of an API
/// is the last choice.
pub(crate) fn quick_start(scopes: &[Scope]) -> Option<QuickStart> {
    let operations = scopes
        .iter()
        .flat_map(|scope| scope.operations.iter().map(move |operation| (scope, operation)));
    operations
        .filter(|(_, operation)| operation.method == "GET" && !operation.deprecated)
        .filter(|(_, operation)| has_plain_arguments(operation))
        .min_by_key(|(_, operation)| {
            let path = operation.path.as_str();
            let depth = path.split('/').filter(|segment| !segment.is_empty()).count();
            // The quick start sets the key of the default scheme.
            let has_own_scheme = operation.security != Security::Usual;
            let arguments = operation.arguments.len();
            (depth == 0, has_own_scheme, arguments, depth, operation.paging.is_none(), path.len())
        })
        .map(|(scope, operation)| QuickStart {
            scope: scope.module.clone(),
            function: operation.function.clone(),
        })
}

fn has_plain_arguments(operation: &Operation) -> bool {
    let values = operation.snippet_arguments.as_ref();
    values.is_some_and(|values| values.iter().all(SnippetValue::is_plain))
}
