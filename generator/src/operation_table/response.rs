//! The responses of an operation -> how a successful one is read, and the entries of all.

use super::request_body::media_entry;
use super::schema::Schemas;
use super::{format, insert, insert_flag, insert_list};
use crate::document::{Header, ParameterContent, Response, Status};
use crate::ir::{Format, Operation, Type};
use serde_json::{Map, Value, json};

/// How a successful response is read: the same defaults as those of the client's requests.
pub(super) fn output(operation: &Operation) -> Value {
    let output = &operation.output;
    let is_empty = output.ty == Type::Unit && operation.paging.is_none();
    let usual = match output.format {
        Format::Text | Format::Bytes => "*/*",
        Format::Events => "text/event-stream",
        Format::JsonLines => "application/x-ndjson, application/jsonl, application/json-seq",
        Format::Json | Format::Form | Format::Multipart if is_empty => {
            "application/json, */*;q=0.5"
        }
        Format::Json | Format::Form | Format::Multipart => "application/json",
    };
    let success = match operation.success_statuses() {
        statuses if statuses.is_empty() && !is_empty => vec!["200".to_owned()],
        statuses => statuses,
    };
    json!({
        "format": if is_empty { "empty" } else { format(output.format) },
        "accept": output.accept.as_deref().unwrap_or(usual),
        "success": success,
    })
}

/// The entries of the documented responses.
pub(super) fn entries(responses: &[Response], schemas: &mut Schemas<'_>) -> Vec<Value> {
    responses.iter().map(|response| entry(response, schemas)).collect()
}

fn entry(response: &Response, schemas: &mut Schemas<'_>) -> Value {
    let mut entry = Map::new();
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    };
    entry.insert("status".to_owned(), status.into());
    insert(&mut entry, "description", Some(response.description.clone()));
    let contents = response.media.iter().map(|media| media_entry(media, schemas).into()).collect();
    insert_list(&mut entry, "contents", contents);
    let headers = response.headers.iter().map(|(name, one)| header(name, one, schemas)).collect();
    insert_list(&mut entry, "headers", headers);
    entry.into()
}

fn header(name: &str, header: &Header, schemas: &mut Schemas<'_>) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), name.into());
    insert_flag(&mut entry, "required", header.required);
    insert(&mut entry, "description", header.description.clone());
    let schema = match &header.content {
        ParameterContent::Styled { schema, .. } => Some(schema),
        ParameterContent::Media { schema, .. } => schema.as_ref(),
    };
    entry.extend(schema.map(|schema| ("schema".to_owned(), schemas.used(schema))));
    entry.into()
}
