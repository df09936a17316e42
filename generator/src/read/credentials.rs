//! Rejects documents that contain extensions known to leak credentials.

use crate::diagnostic::{Diagnostics, Location};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Properties that documentation sites add, and that are known to contain credentials.
pub(super) const KNOWN: [&str; 2] = ["x-parser-conf", "sampleCode"];

/// Reports the properties of an object that are known to contain credentials, and removes them.
pub(super) fn reject(
    file: usize,
    at: &Pointer,
    properties: &mut Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    for name in KNOWN {
        if properties.shift_remove(name).is_none() {
            continue;
        }
        diagnostics.error_in(
            Location { file, pointer: at.child(name) },
            format!("`{name}` may contain credentials"),
            "import the published file with `clientwright spec import FILE`, which removes it",
        );
    }
}
