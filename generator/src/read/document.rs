//! In: an OpenAPI 3.0 document. Out: the same, once it is known to hold no credentials.

use super::credentials;
use crate::diagnostic::{Diagnostics, Location};
use crate::document::Method;
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Looks a whole document over. It is the merged document as it is, so origins only say which file it is.
pub(super) fn open(
    file: usize,
    members: Map<String, Value>,
    diagnostics: &mut Diagnostics,
) -> Value {
    let root = Pointer::root();
    credentials::refuse(file, &root, &members, diagnostics);
    for (path, item) in objects(members.get("paths")) {
        for (name, operation) in operations(item) {
            let at = root.child("paths").child(path).child(name);
            credentials::refuse(file, &at, operation, diagnostics);
        }
    }
    let mut origins = crate::diagnostic::Origins::default();
    origins.note(root.clone(), Location { file, pointer: root });
    diagnostics.set_origins(origins);
    Value::Object(members)
}

/// The members of an object that are objects.
fn objects(value: Option<&Value>) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.filter_map(|(name, value)| Some((name.as_str(), value.as_object()?)))
}

/// The operations of a path item.
fn operations(item: &Map<String, Value>) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    item.iter()
        .filter(|(name, _)| is_method(name))
        .filter_map(|(name, value)| Some((name.as_str(), value.as_object()?)))
}

/// Whether a member of a path item is an operation.
pub(super) fn is_method(name: &str) -> bool {
    Method::ALL.into_iter().any(|method| method.as_str().eq_ignore_ascii_case(name))
}
