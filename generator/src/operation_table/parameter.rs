//! A parameter -> its entry.

use super::schema::Schemas;
use super::{insert, insert_flag};
use crate::document::{self, ParameterContent};
use crate::ir::{Parameter, ParameterLocation, ParameterShape};
use serde_json::{Map, Value};

/// The location of a documented parameter.
pub(super) const fn location(parameter: &document::Parameter) -> ParameterLocation {
    match parameter.location {
        document::ParameterLocation::Path => ParameterLocation::Path,
        document::ParameterLocation::Query => ParameterLocation::Query,
        document::ParameterLocation::Header => ParameterLocation::Header,
        document::ParameterLocation::Cookie => ParameterLocation::Cookie,
    }
}

/// The entry of a parameter.
pub(super) fn entry(
    sent: &Parameter,
    documented: &document::Parameter,
    schemas: &mut Schemas<'_>,
) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), sent.wire_name.clone().into());
    let location = match sent.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    entry.insert("in".to_owned(), location.into());
    insert_flag(&mut entry, "required", documented.required);
    insert(&mut entry, "description", documented.description.clone());
    insert_flag(&mut entry, "deprecated", documented.deprecated);
    match sent.shape {
        ParameterShape::Scalar(_) => {}
        ParameterShape::Array(_, style) => drop(entry.insert("array".to_owned(), style.into())),
        ParameterShape::Object(_, style) => drop(entry.insert("object".to_owned(), style.into())),
        ParameterShape::Json(_) => insert_flag(&mut entry, "json", true),
    }
    insert_flag(&mut entry, "reserved", sent.reserved);
    let schema = match &documented.content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    };
    entry.extend(schema.map(|schema| ("schema".to_owned(), schemas.used(schema))));
    let example = documented.examples.first().map(|example| example.value.clone());
    entry.extend(example.map(|example| ("example".to_owned(), example)));
    entry.into()
}
