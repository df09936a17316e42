//! An operation -> the names of its scope and of its function.
//!
//! Names depend on the operation alone, so they stay the same when other operations are added or removed.

use crate::document::Operation;
use crate::lower::names;
use std::borrow::Cow;

/// The scope of operations whose paths have no segment that can name it.
const UNNAMED: &str = "operations";

/// The name of the scope: the first tag, or else the first segment of the path that is neither a parameter, a version nor `api`.
pub(super) fn scope(operation: &Operation) -> &str {
    operation.tags.first().map_or_else(
        || operation.path.split('/').find(|segment| is_name(segment)).unwrap_or(UNNAMED),
        String::as_str,
    )
}

fn is_name(segment: &str) -> bool {
    !segment.contains('{')
        && segment.contains(|c: char| c.is_alphanumeric())
        && !is_version(segment)
        && !segment.eq_ignore_ascii_case("api")
}

/// Whether a segment is a version: `v1`, `v1beta2`, `2.0` or `2010-04-01`.
fn is_version(segment: &str) -> bool {
    let version = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    version.starts_with(|c: char| c.is_ascii_digit())
        && version
            .replace("alpha", "")
            .replace("beta", "")
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))
}

/// The name of the function: the `operationId` without the path and the method at its end, and without the scope at its
/// beginning. An ID that only repeats the scope says nothing: the method is the name.
pub(super) fn function<'i>(id: &'i str, operation: &Operation) -> Cow<'i, str> {
    let id = without_route(id, operation).unwrap_or(id);
    let scope = names::snake(scope(operation));
    let id = without_scope(id, &scope).unwrap_or(id);
    if names::snake(id) == scope {
        return Cow::Borrowed(operation.method.as_str());
    }
    without_scope_after_method(id, operation, &scope).map_or(Cow::Borrowed(id), Cow::Owned)
}

/// Removes the beginning of the path, which names the scope of an operation without tags, after the method:
/// `PostPaymentIntentsIntentCapture` in the scope `payment_intents` is `post_intent_capture`.
fn without_scope_after_method(id: &str, operation: &Operation, scope: &str) -> Option<String> {
    if !operation.tags.is_empty() {
        return None;
    }
    let id = names::snake(id);
    let method = operation.method.as_str().to_ascii_lowercase();
    let after_method = id.strip_prefix(&method)?.strip_prefix('_')?;
    let segments = || operation.path.split('/').filter(|segment| !segment.is_empty());
    let before = segments().position(is_name)?;
    let versioned: Vec<String> = segments().take(before + 1).map(names::snake).collect();
    let after = |scope: &str| {
        let name = after_method.strip_prefix(scope)?;
        (name.is_empty() || name.starts_with('_')).then(|| format!("{method}{name}"))
    };
    after(scope).or_else(|| after(&versioned.join("_")))
}

/// Removes the path and the method at the end of an ID, which FastAPI adds: `read_item_items__item_id__get`.
fn without_route<'i>(id: &'i str, operation: &Operation) -> Option<&'i str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let path = operation.path.chars().map(|c| if is_word(c) { c } else { '_' });
    let route: String = path.chain(['_']).collect();
    let method = operation.method.as_str().to_ascii_lowercase();
    id.strip_suffix(&method)?.strip_suffix(&route).filter(|name| has_letter(name))
}

/// Removes the scope at the beginning of an ID, if a separator follows: `issues/create` in the scope `issues`.
fn without_scope<'i>(id: &'i str, scope: &str) -> Option<&'i str> {
    /// No scope at the beginning is longer. A longer ID is not searched, which would take the square of its length.
    const LONGEST: usize = 500;
    let is_separator = |c: char| !c.is_alphanumeric();
    let mut separators = id.match_indices(is_separator).take_while(|(at, _)| *at <= LONGEST);
    separators.find_map(|(at, separator)| {
        let (before, after) = id.split_at_checked(at)?;
        let name = after.strip_prefix(separator)?;
        (names::snake(before) == scope && has_letter(name)).then_some(name)
    })
}

fn has_letter(name: &str) -> bool {
    name.contains(char::is_alphabetic)
}
