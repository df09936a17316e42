//! Object schemas -> structs and maps.

use super::context::Context;
use super::direction::{self, Direction};
use super::inference;
use super::lowering::Lowering;
use super::module::Shape;
use super::null::{is_nullable, resolve};
use super::polymorphism::{constant, inheritance, requires_in_requests};
use super::same_shape::same_shape;
use super::type_name::TypeName;
use crate::document::{Additional, Schema, SchemaUse};
use crate::ir::{
    Constant, Definition, Encoding, Extra, Field, Kind, MapKey, Presence, Struct, Type,
};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};

/// The type of an object.
pub(crate) fn lower(
    lowering: &mut Lowering<'_, '_>,
    schema: &Schema,
    type_name: &TypeName,
) -> Type {
    if schema.object.properties.is_empty() {
        let value = match &schema.object.additional {
            Additional::Schema(value) => {
                let type_name = type_name.map_value();
                let value = lowering.map_value(value, &type_name);
                lowering.shallow(schema, value, &type_name)
            }
            Additional::Unspecified | Additional::Any | Additional::Forbidden => Type::Value,
        };
        return Type::Map(MapKey::String, Box::new(value));
    }
    if let Some(value) = numbered(schema) {
        let type_name = type_name.numbered_value();
        let value = lowering.map_value(value, &type_name);
        let value = lowering.shallow(schema, value, &type_name);
        return Type::Map(MapKey::U32, Box::new(value));
    }
    define(lowering, schema, type_name)
}

/// The common schema of all properties, if their names are integers and their schemas have the same shape.
fn numbered(schema: &Schema) -> Option<&SchemaUse> {
    let (_, first) = schema.object.properties.first()?;
    let is_number =
        |name: &String| name.parse::<u32>().is_ok_and(|number| number.to_string() == *name);
    (schema.object.properties.len() > 1
        && matches!(schema.object.additional, Additional::Unspecified | Additional::Forbidden)
        && schema.object.properties.keys().all(is_number)
        && schema.object.properties.values().all(|member| same_shape(first, member)))
    .then_some(first)
}

/// Defines a struct with a field for each property.
fn define(lowering: &mut Lowering<'_, '_>, schema: &Schema, type_name: &TypeName) -> Type {
    let index = lowering.module.reserve();
    let name = lowering.name(schema, type_name);
    let mut names = UniqueNames::new(reserved::STRUCT);
    let mut fields = Vec::with_capacity(schema.object.properties.len());
    let mut shape = Vec::with_capacity(schema.object.properties.len());
    let mut constants = Vec::new();
    let mut optional_constants = Vec::new();
    for (wire_name, member) in
        direction::properties(lowering.context.document, schema, lowering.direction)
    {
        let required = schema.object.required.contains(wire_name);
        // Parts of a form are never constants. Neither is the tag of a base, because a base also keeps unknown tags.
        let constant = constant::of_property(lowering.context.document, member)
            .filter(|_| type_name.encoding == Encoding::Object && !inheritance::is_base(schema));
        if required && let Some(value) = constant {
            constants.push(Constant {
                name: wire_name.clone(),
                value: value.clone(),
                optional: matches!(lowering.direction, Direction::Response | Direction::Both)
                    && lowering.context.distrust.covers(&schema.at, member.at()),
            });
            continue;
        }
        let presence = presence(lowering, schema, wire_name, member);
        let at = member.at();
        let chosen = lowering.context.overrides.of_field(at).unwrap_or(wire_name);
        let (field_name, numbered) = match presence {
            Presence::Nullable => names.take_clearable(&names::snake(chosen)),
            Presence::Required
            | Presence::RequiredNullable
            | Presence::RequiredInRequests
            | Presence::Optional => names.take(&names::snake(chosen)),
        };
        if numbered {
            lowering.context.diagnostics.warning(
                at,
                format_args!("another property has the same name as `{wire_name}` in Rust: this one is named `{field_name}`"),
                format_args!("to give it a stable name, add `\"{at}\" = \"...\"` to `[names]` in the profile"),
            );
        }
        let type_name =
            TypeName::value(names::nested(&name, wire_name), format!("[`{name}::{field_name}`]"));
        let mut ty = lowering.ty(member, &type_name);
        if presence == Presence::RequiredInRequests
            && is_nullable(lowering.context.document, member)
        {
            ty = Type::Optional(Box::new(ty));
        }
        let constant = constant.filter(|_| presence == Presence::Optional).cloned();
        if let Some(value) = constant.clone() {
            optional_constants.push(Constant { name: wire_name.clone(), value, optional: true });
        }
        shape.push((wire_name.clone(), lowering.module.canonical(&ty), presence));
        fields.push((
            wire_name,
            Field {
                name: field_name,
                wire_name: None,
                docs: docs::of_property(member, wire_name),
                deprecated: member.annotations().deprecated,
                ty,
                presence,
                constant,
                media_type: None,
                style: None,
                is_secret: is_secret(lowering, wire_name, member),
                converts: false,
            },
        ));
    }
    let extra = match &schema.object.additional {
        Additional::Schema(value) => Some({
            let type_name =
                TypeName::value(names::nested(&name, "extra"), format!("[`{name}::extra`]"));
            let value = lowering.map_value(value, &type_name);
            lowering.shallow(schema, value, &type_name)
        }),
        Additional::Any => Some(Type::Value),
        Additional::Unspecified | Additional::Forbidden => {
            inheritance::is_base(schema).then_some(Type::Value)
        }
    };
    let named = |is: fn(&str, &str) -> bool| {
        let parted = fields.iter().filter(|(_, field)| field.name.contains('_'));
        parted.filter(|(wire_name, field)| is(&field.name, wire_name)).count()
    };
    let snake_case = named(|field, wire_name| field.trim_end_matches('_') == wire_name)
        > named(|field, wire_name| names::camel_case_of(field) == wire_name);
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|(wire_name, mut field)| {
            let derived = names::derived(&field.name, snake_case);
            field.wire_name = (derived != *wire_name).then(|| wire_name.clone());
            field
        })
        .collect();
    let extra_shape = extra.as_ref().map(|ty| lowering.module.canonical(ty));
    let extra = extra.map(|ty| Extra { ty, is_documented: !inference::is_inferred(schema) });
    let definition = Definition {
        name: name.clone(),
        docs: type_name.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::Struct(Struct {
            page: None,
            setters: lowering.direction != Direction::Response,
            encoding: type_name.encoding,
            constants: constants.clone(),
            fields,
            extra,
            snake_case,
            read_by: None,
        }),
    };
    match type_name.encoding {
        Encoding::Object => {
            constants.extend(optional_constants);
            let shape = Shape::Struct(lowering.direction, constants, shape, extra_shape);
            lowering.module.define(index, shape, definition, type_name.fixed);
        }
        // It is encoded differently from an object of the same shape.
        Encoding::Multipart => lowering.module.fill(index, definition),
    }
    Type::Local(name)
}

fn presence(
    lowering: &Lowering<'_, '_>,
    schema: &Schema,
    name: &str,
    property: &SchemaUse,
) -> Presence {
    let Context { document, distrust, .. } = &*lowering.context;
    let required = schema.object.required.contains(name);
    let nullable = is_nullable(document, property);
    let is_distrusted = || distrust.covers(&schema.at, property.at());
    match (lowering.direction, required, nullable) {
        (Direction::Response, true, false) if !is_distrusted() => Presence::Required,
        (Direction::Response, _, _) => Presence::Optional,
        (Direction::Both, true, false) if is_distrusted() => Presence::RequiredInRequests,
        (_, true, false) => Presence::Required,
        (_, true, true) => Presence::RequiredNullable,
        (Direction::Request | Direction::Both, false, _) if requires_in_requests(schema, name) => {
            Presence::RequiredInRequests
        }
        (Direction::MergePatch, false, _) => Presence::Nullable,
        (_, false, true) => Presence::Nullable,
        (_, false, false) => Presence::Optional,
    }
}

/// Whether the value of a property is never shown: by the profile, or by its format.
fn is_secret(lowering: &Lowering<'_, '_>, wire_name: &str, member: &SchemaUse) -> bool {
    let Context { profile, document, .. } = &*lowering.context;
    let format = resolve(document, member).and_then(|schema| schema.format.as_deref());
    profile.secrets.contain(wire_name) || format == Some("password")
}
