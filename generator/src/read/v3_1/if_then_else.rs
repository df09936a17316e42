//! `if`, `then`, `else` and `dependentSchemas`: the properties that they describe may be there, so the type has them.

use crate::read::rewrite::Rewrite;
use serde_json::Value;

pub(super) fn rewrite(schema: &mut Rewrite<'_>) {
    for name in ["then", "else"] {
        if let Some(mut branch) = schema.take(name) {
            adopt(schema, &[name], &mut branch);
        }
    }
    if schema.take("if").is_some() {
        tell(schema, "if");
    }
    if let Some(dependent) = schema.take_object("dependentSchemas") {
        for (name, mut branch) in dependent {
            adopt(schema, &["dependentSchemas", &name], &mut branch);
        }
        tell(schema, "dependentSchemas");
    }
}

/// Takes over the properties that only one branch describes.
fn adopt(schema: &mut Rewrite<'_>, branch_at: &[&str], branch: &mut Value) {
    let Some(Value::Object(described)) = branch.get_mut("properties") else { return };
    for (name, member) in std::mem::take(described) {
        let properties =
            schema.members.entry("properties").or_insert_with(|| Value::Object(Default::default()));
        let Value::Object(properties) = properties else { return };
        if !properties.contains_key(&name) {
            properties.insert(name.clone(), member);
            let from = [branch_at, &["properties", &name]].concat();
            schema.moved(&from, &["properties", &name]);
        }
    }
}

fn tell(schema: &mut Rewrite<'_>, name: &str) {
    schema.warning(
        name,
        format_args!("the condition of `{name}` is not checked: the properties that it describes are optional"),
        "no action is needed: the server rejects invalid values",
    );
}
