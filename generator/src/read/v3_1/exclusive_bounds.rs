//! Converts numeric `exclusiveMinimum` and `exclusiveMaximum`, which are flags in OpenAPI 3.0.

use crate::read::rewrite::Rewrite;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    bound(schema, "exclusiveMinimum", "minimum", |exclusive, inclusive| exclusive >= inclusive);
    bound(schema, "exclusiveMaximum", "maximum", |exclusive, inclusive| exclusive <= inclusive);
}

/// Keeps the stricter of two bounds.
fn bound(
    schema: &mut Rewrite<'_>,
    exclusive: &str,
    inclusive: &str,
    narrows: fn(f64, f64) -> bool,
) {
    let Some(bound) = schema.properties.get(exclusive).filter(|bound| bound.is_number()).cloned()
    else {
        return;
    };
    let other = schema.properties.get(inclusive).and_then(serde_json::Value::as_f64);
    schema.take(exclusive);
    if bound.as_f64().zip(other).is_none_or(|(bound, other)| narrows(bound, other)) {
        schema.insert_from(inclusive, &[exclusive], bound);
        schema.insert(exclusive, true);
    }
}
