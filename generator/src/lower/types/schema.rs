//! A schema -> its type. Its keywords select the file that lowers it.

use super::lowering::Lowering;
use super::scalar::{scalar_type, single_type};
use super::type_name::TypeName;
use super::{all_of, array, enumeration, object, polymorphism};
use crate::diagnostic::Untyped;
use crate::document::{Schema, Type as JsonType};
use crate::ir::Type;
use crate::source::Pointer;
use std::collections::BTreeSet;

impl Lowering<'_, '_> {
    /// The type of an inline schema.
    pub(crate) fn inline(&mut self, schema: &Schema, type_name: &TypeName) -> Type {
        if !schema.all_of.is_empty() {
            return match all_of::merge(schema, self.context) {
                Some(all_of::Merged::Same(schema)) => self.ty(&schema, type_name),
                Some(all_of::Merged::Schema(schema, parts)) => {
                    self.merged(&schema, parts, type_name)
                }
                None => Type::Value,
            };
        }
        if schema.not.is_some() {
            self.context.diagnostics.warning(
                &schema.at,
                "`not` is not checked",
                "no action is needed: the server rejects invalid values",
            );
        }
        if let Some(ty) = polymorphism::lower(self, schema, type_name) {
            return ty;
        }
        match (&schema.values, single_type(schema)) {
            (Some(_), _) => enumeration::lower(self, schema, type_name),
            (None, Some(JsonType::Array)) => array::lower(self, schema, type_name),
            (None, Some(JsonType::Object)) => object::lower(self, schema, type_name),
            (None, _) => scalar_type(self.context.profile, schema).unwrap_or_else(|| {
                if let Some(keyword) = keyword_of_a_type(schema) {
                    self.context.diagnostics.untyped_note(
                        &schema.at,
                        Untyped::VALUE,
                        format_args!("the schema has `{keyword}` but no `type`: the value is untyped (`Value`)"),
                        "add the `type`, for example with an overlay",
                    );
                }
                Type::Value
            }),
        }
    }

    /// The type of a merged schema. The number of nested merges is limited, because merged schemas may contain each other.
    fn merged(&mut self, schema: &Schema, parts: BTreeSet<Pointer>, type_name: &TypeName) -> Type {
        let expansion = &mut self.context.expansion;
        expansion.merged_within += usize::from(!expansion.merging.is_empty());
        if expansion.merged_within > all_of::MOST_WITHIN {
            return self
                .untyped(&schema.at, "merging `allOf` in this document produces too many schemas");
        }
        if expansion.merging.contains(&parts) || expansion.merging.len() == all_of::DEEPEST {
            return self.untyped(&schema.at, "this `allOf` contains itself");
        }
        expansion.merging.push(parts);
        let ty = self.inline(schema, type_name);
        self.context.expansion.merging.pop();
        ty
    }
}

/// A keyword that only restricts values of one type.
fn keyword_of_a_type(schema: &Schema) -> Option<&'static str> {
    let Schema { format, number, string, array, object, .. } = schema;
    [
        ("format", format.is_some()),
        ("required", !object.required.is_empty()),
        ("minLength", string.min_length.is_some()),
        ("maxLength", string.max_length.is_some()),
        ("pattern", string.pattern.is_some()),
        ("minItems", array.min_items.is_some()),
        ("maxItems", array.max_items.is_some()),
        ("minimum", number.minimum.is_some()),
        ("maximum", number.maximum.is_some()),
        ("multipleOf", number.multiple_of.is_some()),
    ]
    .into_iter()
    .find_map(|(keyword, is_used)| is_used.then_some(keyword))
}
