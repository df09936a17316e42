//! A body that is a form of parts -> a struct with a field for each part.

use crate::document::{Media, Schema, SchemaUse, Type as JsonType};
use crate::ir::{Docs, Encoding, Field, Kind, Type};
use crate::lower::docs;
use crate::lower::types::{
    Context, Direction, Lowering, Module, TypeName, all_of, define_object, properties, single_type,
};

/// The struct of a form; none, where the document does not say what its parts are.
pub(crate) fn lower(
    context: &mut Context<'_>,
    module: &mut Module,
    media: &Media,
    type_name: &TypeName,
) -> Option<Type> {
    let schema = written_out(context, media.schema.as_ref()?)?;
    let is_object = !schema.object.properties.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty();
    if !is_object {
        return None;
    }
    let mut lowering = Lowering { context, module, direction: Direction::Request };
    define_object(&mut lowering, &schema, type_name, Encoding::Multipart);
    let definition = module.definition_mut(&type_name.name)?;
    let Kind::Struct(form) = &mut definition.kind else { return None };
    let members = properties(context.document, &schema, Direction::Request);
    for (field, (wire_name, member)) in form.fields.iter_mut().zip(members) {
        let headers = headers(media, wire_name);
        if let SchemaUse::Inline(list) = member
            && let Some(element) = &list.array.items
        {
            if headers.is_some() || is_binary(element) {
                field.ty = Type::List(Box::new(Type::Part));
            }
        } else if headers.is_some() || is_binary(member) {
            field.ty = Type::Part;
        }
        field.docs.append(headers.unwrap_or_default());
        set_media_type(field, media, wire_name);
    }
    Some(Type::Local(type_name.name.clone()))
}

/// The documentation of the headers of a part, if it has any. Only a `Part` can have them, even if it is a value.
fn headers(media: &Media, name: &str) -> Option<Docs> {
    let headers =
        &media.encodings.get(name).filter(|encoding| !encoding.headers.is_empty())?.headers;
    let names: Vec<String> = headers.keys().map(|name| docs::code(name)).collect();
    let names = names.join(", ");
    Some(Docs(vec![format!("With headers of its own, by `Part::header`: {names}.")]))
}

/// The schema of the form, wherever it stands: its type is not that of the same schema in JSON.
fn written_out(context: &mut Context<'_>, schema: &SchemaUse) -> Option<Schema> {
    let mut used = schema.clone();
    // Schemas that are nothing but each other lead to none.
    for _ in 0..all_of::DEEPEST {
        let schema = match used {
            SchemaUse::Inline(schema) => *schema,
            SchemaUse::Named { name, .. } => context.document.schemas.get(&name)?.clone(),
        };
        if schema.all_of.is_empty() {
            return Some(schema);
        }
        match all_of::merge(&schema, context)? {
            all_of::Merged::Schema(schema, _) => return Some(*schema),
            all_of::Merged::Same(same) => used = same,
        }
    }
    None
}

/// Whether a property is a file: any bytes.
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
