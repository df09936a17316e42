//! A document as published -> errors where it still holds what is known to carry credentials.

use crate::diagnostic::{Diagnostics, Location};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Members that documentation sites add, and that have been seen to carry keys.
pub(super) const KNOWN: [&str; 2] = ["x-parser-conf", "sampleCode"];

/// Reports the members of an object that are known to carry credentials, and removes them.
pub(super) fn reject(
    file: usize,
    at: &Pointer,
    members: &mut Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    for name in KNOWN {
        if members.shift_remove(name).is_none() {
            continue;
        }
        diagnostics.error_in(
            Location { file, pointer: at.child(name) },
            format!("`{name}` may contain credentials"),
            "import the published file with `cargo xtask spec import FILE`, which removes it",
        );
    }
}
