//! Reads `enum`, and the extensions with names and descriptions of its values.

use crate::document::{Schema, ValueAnnotations};
use crate::normalise::{Node, Normaliser};
use serde_json::Value;

/// The extensions that list a name for each value.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// The extension that lists a description for each value.
const DESCRIPTIONS: &str = "x-enum-descriptions";

impl<'a> Normaliser<'a, '_> {
    /// Reads the values of a schema, and whether `null` is one of them.
    pub(super) fn enumeration(&mut self, node: &Node<'a>, schema: &mut Schema) {
        let Some(list) = node.get("enum") else { return };
        let Some(values) = list.value.as_array() else { return };
        if values.is_empty() {
            let message = "`enum` is empty and is ignored";
            return self.warning(&list.at, message, "list the values, or remove `enum`");
        }
        schema.nullable |= values.contains(&Value::Null);
        schema.values = Some(values.iter().filter(|value| !value.is_null()).cloned().collect());
        let names = NAMES.iter().find_map(|name| self.one_for_each(node, name, values));
        let descriptions = self.one_for_each(node, DESCRIPTIONS, values);
        schema.value_annotations = values
            .iter()
            .enumerate()
            .map(|(index, value)| ValueAnnotations {
                value: value.clone(),
                name: text(names, index),
                description: text(descriptions, index),
            })
            .filter(|one| one.name.is_some() || one.description.is_some())
            .collect();
    }

    /// The list of an extension, if it has an item for each value.
    fn one_for_each(
        &mut self,
        node: &Node<'a>,
        extension: &str,
        values: &[Value],
    ) -> Option<&'a [Value]> {
        let list = node.get(extension)?;
        let items = list.value.as_array()?;
        if items.len() != values.len() {
            let message = format!(
                "`{extension}` is ignored: it has {} items for {} values",
                items.len(),
                values.len()
            );
            self.warning(&list.at, message, "list one item for each value of `enum`");
            return None;
        }
        Some(items)
    }
}

/// The string at an index, unless it is empty.
fn text(list: Option<&[Value]>, index: usize) -> Option<String> {
    let text = list?.get(index)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
