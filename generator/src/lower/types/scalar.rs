//! Schemas of scalars -> types that need no definition.

use super::inference;
use super::integer::integer_type;
use crate::document::{Additional, Schema, Type as JsonType};
use crate::ir::Type;
use crate::profile::Profile;

/// The only type that a schema allows: the documented type, or the type to which its keywords belong.
pub(crate) fn single_type(schema: &Schema) -> Option<JsonType> {
    match schema.types.as_slice() {
        [ty] => Some(*ty),
        [] if !schema.object.properties.is_empty() => Some(JsonType::Object),
        [] if matches!(schema.object.additional, Additional::Schema(_)) => Some(JsonType::Object),
        [] if schema.array.items.is_some() => Some(JsonType::Array),
        _ => None,
    }
}

/// The type of a scalar schema, without regard to `enum` and alternatives.
pub(crate) fn scalar_type(profile: &Profile, schema: &Schema) -> Option<Type> {
    match single_type(schema)? {
        JsonType::Boolean => Some(Type::Bool),
        JsonType::Integer if inference::is_inferred_integer(schema) => Some(Type::Number),
        JsonType::Integer => Some(number(profile, schema, integer_type(schema))),
        JsonType::Number => Some(number(profile, schema, Type::F64)),
        JsonType::String => Some(text(profile, schema)),
        JsonType::Array | JsonType::Object => None,
    }
}

/// The type of a number: the type of the profile for its format, or else `usual`.
fn number(profile: &Profile, schema: &Schema, usual: Type) -> Type {
    let format = schema.format.as_deref().unwrap_or_default();
    match profile.formats.get(format).map(|chosen| &chosen.path) {
        Some(path) if path.as_str() != "String" => Type::Foreign(path.clone()),
        _ => usual,
    }
}

/// The type of a string, by its format.
fn text(profile: &Profile, schema: &Schema) -> Type {
    let format = schema.format.as_deref().unwrap_or_default();
    match profile.formats.get(format).map(|chosen| &chosen.path) {
        Some(path) if path.as_str() == "String" => Type::String,
        Some(path) => Type::Foreign(path.clone()),
        None if format == "date-time" => Type::DateTime,
        None => Type::String,
    }
}
