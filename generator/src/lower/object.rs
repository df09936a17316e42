//! In: schemas of objects. Out: structs and maps.

use super::about;
use super::module::Shape;
use super::name::{self, Names};
use super::reserved;
use super::role::Role;
use super::schema::{Lowering, is_nullable};
use super::wanted::Wanted;
use crate::document::{Additional, Document, Schema, SchemaUse};
use crate::ir::{Definition, Encoding, Field, Kind, MapKey, Presence, Struct, Type};

/// The type of an object.
pub(super) fn lower(lowering: &mut Lowering<'_, '_>, schema: &Schema, wanted: &Wanted) -> Type {
    if schema.object.properties.is_empty() {
        let value = match &schema.object.additional {
            Additional::Schema(value) => lowering.element(value, &wanted.map_value()),
            Additional::Unspecified | Additional::Any | Additional::Forbidden => Type::Value,
        };
        return Type::Map(MapKey::String, Box::new(value));
    }
    if let Some(value) = numbered(schema) {
        let value = lowering.element(value, &wanted.numbered_value());
        return Type::Map(MapKey::U32, Box::new(value));
    }
    define(lowering, schema, wanted)
}

/// The schema of all members of an object whose names are all numbers, and whose schemas have one shape.
fn numbered(schema: &Schema) -> Option<&SchemaUse> {
    let (_, first) = schema.object.properties.first()?;
    let is_number =
        |name: &String| name.parse::<u32>().is_ok_and(|number| number.to_string() == *name);
    (schema.object.properties.len() > 1
        && schema.object.properties.keys().all(is_number)
        && schema.object.properties.values().all(|member| same_shape(first, member)))
    .then_some(first)
}

/// Whether two schemas say the same, words and places aside.
pub(super) fn same_shape(one: &SchemaUse, other: &SchemaUse) -> bool {
    match (one, other) {
        (SchemaUse::Named { name: one, .. }, SchemaUse::Named { name: other, .. }) => one == other,
        (SchemaUse::Inline(one), SchemaUse::Inline(other)) => {
            let same_option = |one: &Option<SchemaUse>, other: &Option<SchemaUse>| {
                same_shapes(one.as_slice(), other.as_slice())
            };
            one.types == other.types
                && one.nullable == other.nullable
                && one.values == other.values
                && one.format == other.format
                && one.object.required == other.object.required
                && one.object.properties.keys().eq(other.object.properties.keys())
                && one
                    .object
                    .properties
                    .values()
                    .zip(other.object.properties.values())
                    .all(|(one, other)| same_shape(one, other))
                && match (&one.object.additional, &other.object.additional) {
                    (Additional::Schema(one), Additional::Schema(other)) => same_shape(one, other),
                    (one, other) => one == other,
                }
                && same_option(&one.array.items, &other.array.items)
                && one.array.tuple == other.array.tuple
                && same_shapes(&one.all_of, &other.all_of)
                && same_shapes(&one.one_of, &other.one_of)
                && same_shapes(&one.any_of, &other.any_of)
                && same_option(&one.not, &other.not)
        }
        (SchemaUse::Named { .. }, SchemaUse::Inline(_))
        | (SchemaUse::Inline(_), SchemaUse::Named { .. }) => false,
    }
}

/// Whether schemas say the same, one by one.
pub(super) fn same_shapes(one: &[SchemaUse], other: &[SchemaUse]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_shape(one, other))
}

/// The members that go the way of a role: what can only be read is not sent, and what can only be written not received.
pub(super) fn members<'s>(
    document: &'s Document,
    schema: &'s Schema,
    role: Role,
) -> impl Iterator<Item = (&'s String, &'s SchemaUse)> {
    schema.object.properties.iter().filter(move |(_, member)| {
        let of_schema = match member {
            SchemaUse::Named { name, .. } => {
                document.schemas.get(name).map(|named| &named.annotations)
            }
            SchemaUse::Inline(_) => None,
        };
        let mut said = of_schema.into_iter().chain([about::of(member)]);
        match role {
            Role::Request => !said.any(|about| about.read_only),
            Role::Response => !said.any(|about| about.write_only),
            Role::Both => true,
        }
    })
}

fn define(lowering: &mut Lowering<'_, '_>, schema: &Schema, wanted: &Wanted) -> Type {
    let slot = lowering.module.slot();
    let name = lowering.name(schema, wanted);
    let mut names = Names::new(reserved::STRUCT);
    let mut fields = Vec::with_capacity(schema.object.properties.len());
    let mut shape = Vec::with_capacity(schema.object.properties.len());
    for (wire_name, member) in members(lowering.context.document, schema, lowering.role) {
        let required = schema.object.required.contains(wire_name);
        let presence = presence(lowering, member, required);
        let at = about::place(member);
        let given = lowering.context.given.of_field(at).unwrap_or(wire_name);
        let (field_name, numbered) = match presence {
            Presence::Nullable => names.take_clearable(&name::snake(given)),
            Presence::Required | Presence::Optional => names.take(&name::snake(given)),
        };
        if numbered {
            lowering.context.diagnostics.warning(
                at,
                format_args!("another member is called like `{wire_name}` in Rust: this one is called `{field_name}`"),
                format_args!("to give it a name that stays, add `\"{at}\" = \"...\"` to `[names]` in the profile"),
            );
        }
        let wanted =
            Wanted::value(name::nested(&name, wire_name), format!("[`{name}::{field_name}`]"));
        let ty = lowering.ty(member, &wanted);
        shape.push((wire_name.clone(), lowering.module.canonical(&ty), presence));
        fields.push((
            wire_name,
            Field {
                name: field_name,
                wire_name: None,
                docs: about::of_member(member, wire_name),
                deprecated: about::of(member).deprecated,
                ty,
                presence,
                media_type: None,
            },
        ));
    }
    let extra = match &schema.object.additional {
        Additional::Schema(value) => Some({
            let wanted = Wanted::value(name::nested(&name, "extra"), format!("[`{name}::extra`]"));
            lowering.element(value, &wanted)
        }),
        Additional::Any => Some(Type::Value),
        Additional::Unspecified | Additional::Forbidden => None,
    };
    let named = |is: fn(&str, &str) -> bool| {
        let parted = fields.iter().filter(|(_, field)| field.name.contains('_'));
        parted.filter(|(wire_name, field)| is(&field.name, wire_name)).count()
    };
    let snake_case = named(|field, wire_name| field.trim_end_matches('_') == wire_name)
        > named(|field, wire_name| name::camel_case_of(field) == wire_name);
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|(wire_name, mut field)| {
            let derived = name::derived(&field.name, snake_case);
            field.wire_name = (derived != *wire_name).then(|| wire_name.clone());
            field
        })
        .collect();
    let extra_shape = extra.as_ref().map(|ty| lowering.module.canonical(ty));
    let definition = Definition {
        name: name.clone(),
        docs: wanted.docs(schema),
        deprecated: schema.annotations.deprecated,
        derives: lowering.context.derives.at(&schema.at),
        kind: Kind::Struct(Struct {
            page: None,
            setters: lowering.role != Role::Response,
            encoding: Encoding::Object,
            fields,
            extra,
            snake_case,
            read_by: None,
        }),
    };
    lowering.module.define(
        slot,
        Shape::Struct(lowering.role, shape, extra_shape),
        definition,
        wanted.own,
    );
    Type::Local(name)
}

fn presence(lowering: &Lowering<'_, '_>, member: &SchemaUse, required: bool) -> Presence {
    let nullable = is_nullable(lowering.context.document, member);
    match lowering.role {
        Role::Request if required && !nullable => Presence::Required,
        Role::Request | Role::Both if nullable => Presence::Nullable,
        Role::Response
            if required && !nullable && lowering.context.profile.responses.trust_required =>
        {
            Presence::Required
        }
        Role::Request | Role::Response | Role::Both => Presence::Optional,
    }
}
