//! Parameters and headers: styles of other locations, and booleans in quotes.

use super::{schema, unquote};
use crate::read::rewrite::Rewrite;
use serde_json::Value;

const BOOLEANS: [&str; 5] =
    ["required", "deprecated", "explode", "allowEmptyValue", "allowReserved"];

pub(super) fn repair(parameter: &mut Rewrite<'_>) {
    unquote(parameter, &BOOLEANS, Value::is_boolean);
    // Parameters of Swagger 2.0 have the keywords of schemas.
    schema::unquote_numbers(parameter);
    simple_query(parameter);
}

/// `style: simple` in a query is `form` without `explode`: values separated by commas.
fn simple_query(parameter: &mut Rewrite<'_>) {
    let is = |name, value| parameter.properties.get(name).is_some_and(|found| found == value);
    if is("in", "query") && is("style", "simple") {
        parameter.violation(
            "style",
            "a query parameter cannot have `style: simple`; it is read as `form` with `explode: false`",
            "use `style: form` and `explode: false`",
        );
        parameter.insert("style", "form");
        parameter.properties.entry("explode").or_insert(Value::Bool(false));
    }
}
