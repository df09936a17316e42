//! Whether the body of a request is as the document describes it.

use super::{Validators, form};
use crate::mock::request::ReceivedRequest;
use crate::operations::{Format, Operation, RequestContent};
use runtime::reqwest::header::CONTENT_TYPE;
use serde_json::Value;

/// Checks the body, and returns its value if it has one.
pub(super) fn check(
    validators: &Validators,
    operation: &'static Operation,
    request: &ReceivedRequest,
) -> Result<Option<Value>, String> {
    let is_linked_page = *operation.method != *request.method.as_str();
    let Some(body) = operation.body.as_ref().filter(|_| !is_linked_page) else { return Ok(None) };
    let media_type = request.header(CONTENT_TYPE.as_str()).map(essence);
    if request.body.is_empty() && media_type.is_none() {
        return match body.required {
            true => Err("the body is missing".to_owned()),
            false => Ok(None),
        };
    }
    let media_type = media_type.unwrap_or_default();
    let content = body.contents.iter().find(|content| covers(&content.media_type, &media_type));
    let Some(content) = content else {
        let documented: Vec<&str> = body.contents.iter().map(|one| &*one.media_type).collect();
        return Err(format!("the body is `{media_type}` instead of {}", documented.join(" or ")));
    };
    match content.format {
        Format::Json => {
            let value: Value = serde_json::from_slice(&request.body)
                .map_err(|error| format!("the body is not JSON: {error}"))?;
            let at = format!("{}/body/{}", operation.id, content.media_type);
            // A `null` in a JSON Merge Patch (RFC 7396) removes a property.
            let checked = match media_type.ends_with("merge-patch+json") {
                true => without_nulls(&value),
                false => value.clone(),
            };
            validators
                .check(&at, || content.schema(), &[checked])
                .map_err(|reason| format!("the body: {reason}"))?;
            Ok(Some(value))
        }
        Format::Form => {
            let value =
                form::read(&request.body, &validators.schema(content.schema()), &content.fields);
            has_required(content, validators, |name| value.get(name).is_some())?;
            Ok(Some(value))
        }
        Format::Multipart => {
            let names = form::part_names(&request.body);
            has_required(content, validators, |name| names.iter().any(|one| one == name))?;
            Ok(None)
        }
        Format::Text => Ok(Some(request.text().into())),
        Format::Bytes | Format::Events | Format::JsonLines | Format::Empty => Ok(None),
    }
}

/// A value without the properties that are `null`.
fn without_nulls(value: &Value) -> Value {
    let Value::Object(properties) = value else { return value.clone() };
    let properties = properties.iter().filter(|(_, value)| !value.is_null());
    properties.map(|(name, value)| (name.clone(), without_nulls(value))).collect()
}

/// Whether a form has all required fields.
fn has_required(
    content: &RequestContent,
    validators: &Validators,
    has: impl Fn(&str) -> bool,
) -> Result<(), String> {
    let schema = validators.schema(content.schema());
    let required = schema.get("required").and_then(Value::as_array);
    let mut names = required.into_iter().flatten().filter_map(Value::as_str);
    match names.find(|name| !has(name)) {
        Some(name) => Err(format!("the field `{name}` of the body is missing")),
        None => Ok(()),
    }
}

/// A media type in lower case, without parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a documented media type or range covers one.
fn covers(documented: &str, media_type: &str) -> bool {
    let documented = essence(documented);
    match documented.strip_suffix('*') {
        Some("*/") => true,
        Some(range) => media_type.starts_with(range),
        None => documented == media_type,
    }
}
