//! Whether a parameter of a request is as the document describes it.

use super::Validators;
use crate::mock::request::ReceivedRequest;
use crate::operations::{Location, Operation, Parameter};
use runtime::reqwest::header::COOKIE;
use serde_json::Value;

/// Checks a parameter. The value of an opaque one is not checked.
pub(super) fn check(
    validators: &Validators,
    operation: &Operation,
    parameter: &Parameter,
    is_opaque: bool,
    request: &ReceivedRequest,
) -> Result<(), String> {
    let Parameter { name, location, .. } = parameter;
    let named = || format!("the {} parameter `{name}`", location.as_str());
    if parameter.object.is_some() {
        // Its properties may be parameters of their own, or have brackets. Their values are checked by the client's types.
        return Ok(());
    }
    let texts = texts(parameter, request);
    if texts.is_empty() {
        return match parameter.required {
            true => Err(format!("{} is missing", named())),
            false => Ok(()),
        };
    }
    let is_empty = texts.iter().all(String::is_empty);
    if is_opaque || is_empty {
        return Ok(());
    }
    let values = match (&parameter.array, texts.as_slice()) {
        (_, [text]) if parameter.json => match serde_json::from_str(text) {
            Ok(value) => vec![value],
            Err(error) => return Err(format!("{} is not JSON: {error}", named())),
        },
        (Some(_), texts) => vec![
            texts.iter().map(|text| scalar(text)).collect(),
            texts.iter().cloned().map(Value::from).collect(),
        ],
        (None, [text, ..]) => vec![scalar(text), text.as_str().into()],
        (None, []) => Vec::new(),
    };
    let at = format!("{}/{}/{name}", operation.id, location.as_str());
    validators
        .check(&at, || parameter.schema(), &values)
        .map_err(|reason| format!("{}: {reason}", named()))
}

/// The values of a parameter as strings; of an array, one for each item.
fn texts(parameter: &Parameter, request: &ReceivedRequest) -> Vec<String> {
    let name = &*parameter.name;
    let found: Vec<String> = match parameter.location {
        Location::Path => request.path(name).map(ToOwned::to_owned).into_iter().collect(),
        Location::Header => request.header(name).map(ToOwned::to_owned).into_iter().collect(),
        Location::Cookie => cookies(request, name),
        Location::Query => match parameter.array.as_deref() {
            Some("Brackets") => {
                request.query_all(&format!("{name}[]")).map(ToOwned::to_owned).collect()
            }
            _ => request.query_all(name).map(ToOwned::to_owned).collect(),
        },
    };
    let separator = match (parameter.array.as_deref(), parameter.location) {
        (None, _) | (Some("Brackets" | "Repeat"), Location::Query | Location::Cookie) => {
            return found;
        }
        (Some("Space"), _) => ' ',
        (Some("Pipe"), _) => '|',
        (Some("Tab"), _) => '\t',
        (Some(_), _) => ',',
    };
    found.iter().flat_map(|text| text.split(separator).map(|item| item.trim().to_owned())).collect()
}

/// The values of a cookie.
fn cookies(request: &ReceivedRequest, name: &str) -> Vec<String> {
    let headers = request.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs =
        headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.split_once('='));
    let values = pairs.filter(|(other, _)| other.trim() == name);
    values.map(|(_, value)| value.trim().to_owned()).collect()
}

/// A string as the number or the boolean that it shows.
pub(super) fn scalar(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => text.into(),
    }
}
