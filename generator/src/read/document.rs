//! An OpenAPI 3.0 document -> the same, once it is known to hold no credentials.

use super::credentials;
use crate::diagnostic::{Diagnostics, Location, Origins};
use crate::document::Method;
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Looks a whole document over. It is the merged document as it is, so origins only say which file it is.
pub(super) fn check(
    file: usize,
    mut members: Map<String, Value>,
    diagnostics: &mut Diagnostics,
) -> Value {
    let root = Pointer::root();
    credentials::reject(file, &root, &mut members, diagnostics);
    for_each_operation(&mut members, |path, method, operation| {
        let at = root.child("paths").child(path).child(method);
        credentials::reject(file, &at, operation, diagnostics);
    });
    let mut origins = Origins::default();
    origins.note(root.clone(), Location { file, pointer: root });
    diagnostics.set_origins(origins);
    Value::Object(members)
}

/// Visits the operations of a document, with their path and method.
pub(super) fn for_each_operation(
    document: &mut Map<String, Value>,
    mut visit: impl FnMut(&str, &str, &mut Map<String, Value>),
) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (name, operation) in item.as_object_mut().into_iter().flatten() {
            if let (true, Value::Object(operation)) = (is_method(name), operation) {
                visit(path, name, operation);
            }
        }
    }
}

/// Whether a member of a path item is an operation.
pub(super) fn is_method(name: &str) -> bool {
    Method::ALL.into_iter().any(|method| method.as_str().eq_ignore_ascii_case(name))
}
