//! Checks that a whole document contains no credentials.

use super::credentials;
use crate::diagnostic::{Diagnostics, Location, Origins};
use crate::document::Method;
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Checks a whole document and returns it. It is the merged document, so its origins only record the file.
pub(super) fn check(
    file: usize,
    mut properties: Map<String, Value>,
    diagnostics: &mut Diagnostics,
) -> Value {
    let root = Pointer::root();
    credentials::reject(file, &root, &mut properties, diagnostics);
    for_each_operation(&mut properties, |path, method, operation| {
        let at = root.child("paths").child(path).child(method);
        credentials::reject(file, &at, operation, diagnostics);
    });
    let mut origins = Origins::default();
    origins.record(root.clone(), Location { file, pointer: root });
    diagnostics.set_origins(origins);
    Value::Object(properties)
}

/// Visits the operations of a document, with their paths and methods.
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

/// Whether a property of a path item is an operation.
pub(super) fn is_method(name: &str) -> bool {
    Method::ALL.into_iter().any(|method| method.as_str().eq_ignore_ascii_case(name))
}
