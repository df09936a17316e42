//! In: a body that is a form of parts. Out: a struct with a field for each part.

use super::module::Module;
use super::role::Role;
use super::schema::{Lowering, Wanted, single_type};
use super::{Context, merge, object};
use crate::document::{Media, Schema, SchemaUse, Type as JsonType};
use crate::ir::{Encoding, Field, Kind, Type};

/// The struct of a form; none, where the document does not say what its parts are.
pub(super) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    wanted: &Wanted,
) -> Option<Type> {
    let schema = written_out(context, media.schema.as_ref()?)?;
    if schema.object.properties.is_empty() {
        return None;
    }
    Lowering { context, module, role: Role::Request }.root(&schema, wanted);
    let definition = module.definition_mut(&wanted.name)?;
    let Kind::Struct(form) = &mut definition.kind else { return None };
    form.encoding = Encoding::Multipart;
    let members = object::members(context.document, &schema, Role::Request);
    for (field, (wire_name, member)) in form.fields.iter_mut().zip(members) {
        if is_binary(member) {
            field.ty = Type::Part;
        } else if let SchemaUse::Inline(list) = member
            && list.array.items.as_ref().is_some_and(is_binary)
        {
            field.ty = Type::List(Box::new(Type::Part));
        }
        set_media_type(field, media, wire_name);
        if !matches!(&field.ty, Type::Part) {
            warn_of_headers(context, media, wire_name);
        }
    }
    Some(Type::Local(wanted.name.clone()))
}

/// Warns of headers that the document gives to a part that is a value: only files have headers of their own.
fn warn_of_headers(context: &mut Context<'_>, media: &Media, name: &str) {
    if media.encodings.get(name).is_some_and(|encoding| !encoding.headers.is_empty()) {
        context.diagnostics.warning(
            &media.at.child("encoding").child(name).child("headers"),
            format_args!("the part `{name}` is sent without headers of its own"),
            "send the form with `Client::request`, if the server insists on them",
        );
    }
}

/// The schema of the form, wherever it stands: its type is not that of the same schema in JSON.
fn written_out(context: &mut Context<'_>, schema: &SchemaUse) -> Option<Schema> {
    let schema = match schema {
        SchemaUse::Inline(schema) => (**schema).clone(),
        SchemaUse::Named { name, .. } => context.document.schemas.get(name)?.clone(),
    };
    if schema.all_of.is_empty() {
        return Some(schema);
    }
    match merge::all_of(&schema, context)? {
        merge::Merged::Schema(schema) => Some(*schema),
        merge::Merged::Same(same) => written_out(context, &same),
    }
}

/// Whether a member is a file: any bytes.
fn is_binary(schema: &SchemaUse) -> bool {
    match schema {
        SchemaUse::Inline(schema) => {
            single_type(schema) == Some(JsonType::String)
                && schema.format.as_deref() == Some("binary")
        }
        SchemaUse::Named { .. } => false,
    }
}

/// Notes the media type that the document gives a part, unless it lists several, of which the caller knows best.
fn set_media_type(field: &mut Field, media: &Media, wire_name: &str) {
    let media_type = media.encodings.get(wire_name).and_then(|one| one.content_type.as_deref());
    field.media_type =
        media_type.filter(|media_type| !media_type.contains([',', '*'])).map(ToOwned::to_owned);
}
