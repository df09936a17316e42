//! A request body -> its entry.

use super::schema::Schemas;
use super::{format, insert, insert_flag, insert_list};
use crate::document::{Media, RequestBody};
use crate::ir::{Body, Content, FormField};
use serde_json::{Map, Value};

/// The entry of a body.
pub(super) fn entry(body: &Body, documented: &RequestBody, schemas: &mut Schemas<'_>) -> Value {
    let mut entry = Map::new();
    insert_flag(&mut entry, "required", documented.required);
    insert(&mut entry, "description", documented.description.clone());
    let contents = body.contents.iter().map(|(_, content)| {
        let media = documented.media.iter().find(|media| media.media_type == content.media_type);
        request_content(content, media, schemas)
    });
    let contents = contents.collect();
    insert_list(&mut entry, "contents", contents);
    entry.into()
}

fn request_content(content: &Content, media: Option<&Media>, schemas: &mut Schemas<'_>) -> Value {
    let mut entry = media.map(|media| media_entry(media, schemas)).unwrap_or_default();
    entry.insert("mediaType".to_owned(), content.media_type.clone().into());
    entry.insert("format".to_owned(), format(content.format).into());
    let fields = content.fields.iter().map(field).collect();
    insert_list(&mut entry, "fields", fields);
    let encodings = media.into_iter().flat_map(|media| &media.encodings);
    let parts: Map<String, Value> = encodings
        .filter_map(|(name, encoding)| Some((name.clone(), encoding.content_type.clone()?.into())))
        .collect();
    if !parts.is_empty() {
        entry.insert("parts".to_owned(), parts.into());
    }
    entry.into()
}

/// A form field whose encoding differs from the default.
fn field(field: &FormField) -> Value {
    let FormField { name, style, json, reserved } = field;
    let mut entry = Map::new();
    entry.insert("name".to_owned(), name.clone().into());
    insert(&mut entry, "style", style.map(str::to_owned));
    insert_flag(&mut entry, "json", *json);
    insert_flag(&mut entry, "reserved", *reserved);
    entry.into()
}

/// The media type, schema and example of a body.
pub(super) fn media_entry(media: &Media, schemas: &mut Schemas<'_>) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.insert("mediaType".to_owned(), media.media_type.clone().into());
    let schema = media.schema.as_ref().map(|schema| schemas.used(schema));
    entry.extend(schema.map(|schema| ("schema".to_owned(), schema)));
    let example = media.examples.first().map(|example| example.value.clone());
    entry.extend(example.map(|example| ("example".to_owned(), example)));
    entry
}
