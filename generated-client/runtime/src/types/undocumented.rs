//! Properties that the API document does not describe: how objects treat them.
//!
//! A thread local says so, because `Deserialize` and `Serialize` pass no context.

#[cfg(feature = "client")]
use serde_json::Value;
use std::cell::Cell;
#[cfg(feature = "client")]
use std::mem;

/// The treatment of undocumented properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Treatment {
    /// They are kept where an object has a field for them, and skipped elsewhere.
    Keep,
    /// They are errors, so that they can be listed.
    Reject,
    /// Their names are marked, so that they can be told from documented properties when another type reads them.
    Mark,
}

thread_local! {
    static TREATMENT: Cell<Treatment> = const { Cell::new(Treatment::Keep) };
}

/// The prefix of marked names.
const MARK: &str = "undocumented:";

/// The error for an undocumented property.
pub(crate) const REJECTED: &str = "undocumented property";

/// Decodes with errors for undocumented properties.
pub(crate) fn rejected<R>(decode: impl FnOnce() -> R) -> R {
    with(Treatment::Reject, decode)
}

/// Encodes objects with marked names, or decodes such objects.
pub(crate) fn marked<R>(convert: impl FnOnce() -> R) -> R {
    with(Treatment::Mark, convert)
}

/// Decodes a value that is only tried, without errors for undocumented properties.
pub(crate) fn kept<R>(decode: impl FnOnce() -> R) -> R {
    match TREATMENT.get() {
        Treatment::Reject => with(Treatment::Keep, decode),
        Treatment::Keep | Treatment::Mark => decode(),
    }
}

pub(crate) fn are_rejected() -> bool {
    TREATMENT.get() == Treatment::Reject
}

pub(crate) fn are_marked() -> bool {
    TREATMENT.get() == Treatment::Mark
}

/// The name of a property without its mark; `None` if it has none.
pub(crate) fn unmarked(name: &str) -> Option<&str> {
    name.strip_prefix(MARK).filter(|_| are_marked())
}

/// Whether a JSON text may have marked names.
#[cfg(feature = "client")]
pub(crate) fn may_have_marks(json: &str) -> bool {
    json.contains(MARK)
}

/// Removes the marks from all names of a value.
#[cfg(feature = "client")]
pub(crate) fn remove_marks(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            *properties = mem::take(properties)
                .into_iter()
                .map(|(name, mut property)| {
                    remove_marks(&mut property);
                    (name.strip_prefix(MARK).map(str::to_owned).unwrap_or(name), property)
                })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(remove_marks),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A name with its mark.
pub(crate) fn mark(name: &str) -> String {
    format!("{MARK}{name}")
}

fn with<R>(treatment: Treatment, convert: impl FnOnce() -> R) -> R {
    let before = TREATMENT.replace(treatment);
    let converted = convert();
    TREATMENT.set(before);
    converted
}
