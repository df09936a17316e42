//! A generated crate exports each type of its runtime that callers may have to name.

use crate::compiles::root;
use std::collections::BTreeSet;
use std::fs;

/// The items that only generated code names.
const INTERNAL: &str = "Api ArrayStyle Batchable Batches Call CallerFormat Contention FormField IntegerEnum ListOptions \
    Multipart NextPage Object ObjectStyle PageStyle Paging RedirectTarget Redirects Scalar ScalarEnum Scheme SchemeId ServerUrl \
    StringEnum Tenancy TenantResource TimeBounds Union";

#[test]
fn callers_can_name_the_types_of_the_runtime() {
    let runtime = exported("generated-client/runtime/src/lib.rs");
    let generated = exported("generated-client/src/lib.rs");
    assert!(runtime.contains("CircuitBreaker"), "{runtime:?}");
    let missing: Vec<&String> = runtime.difference(&generated).collect();
    let internal: Vec<&str> = INTERNAL.split_whitespace().collect();
    assert_eq!(missing, internal);
}

/// The types and traits that a file exports with `pub use`.
fn exported(path: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(path)).unwrap();
    let statements = text.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    statements
        .flat_map(|statement| statement.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(str::to_owned)
        .collect()
}
