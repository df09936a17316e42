//! Converts `if`, `then`, `else` and `dependentSchemas`: the type gets the properties of all branches, as optional ones.

use crate::read::rewrite::Rewrite;
use serde_json::Value;

/// The keywords of a branch that may describe properties, too.
const UNREAD: [&str; 4] = ["$ref", "allOf", "oneOf", "anyOf"];

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    for name in ["then", "else"] {
        if let Some(mut branch) = schema.take(name) {
            merge_properties(schema, &[name], &mut branch);
        }
    }
    if schema.take("if").is_some() {
        warn(schema, "if");
    }
    if let Some(dependent) = schema.take_object("dependentSchemas") {
        for (name, mut branch) in dependent {
            merge_properties(schema, &["dependentSchemas", &name], &mut branch);
        }
        warn(schema, "dependentSchemas");
    }
}

/// Adds the properties that only a branch describes.
fn merge_properties(schema: &mut Rewrite<'_>, branch_at: &[&str], branch: &mut Value) {
    if let Some(keyword) = UNREAD.iter().find(|name| branch.get(**name).is_some()) {
        let at = branch_at.first().copied().unwrap_or_default();
        schema.warning(
            at,
            format_args!("`{keyword}` is ignored here: properties that it describes are lost"),
            "describe them in `properties`, with an overlay if the document is not yours",
        );
    }
    let Some(Value::Object(described)) = branch.get_mut("properties") else { return };
    for (name, property) in std::mem::take(described) {
        let properties = schema
            .properties
            .entry("properties")
            .or_insert_with(|| Value::Object(Default::default()));
        let Value::Object(properties) = properties else { return };
        if !properties.contains_key(&name) {
            properties.insert(name.clone(), property);
            let from = [branch_at, &["properties", &name]].concat();
            schema.record_move(&from, &["properties", &name]);
        }
    }
}

fn warn(schema: &mut Rewrite<'_>, name: &str) {
    schema.warning(
        name,
        format_args!("the condition of `{name}` is not checked: the properties that it describes are optional"),
        "no action is needed: the server rejects invalid values",
    );
}
