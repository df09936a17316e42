//! A response -> the body of an update. It goes through JSON, once for all types.

use super::api_response::ApiResponse;
use super::decode_json::decode_json;
use super::drift::DriftKind;
use crate::error::Error;
use crate::policy::DecodeOptions;
use crate::sanitize::Unredacted;
use crate::types::{describe_misfit, strict, undocumented};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

impl<T: Serialize> ApiResponse<T> {
    /// The body of an update, with the properties of the response that it documents, except those that are `null`, and with
    /// the undocumented ones.
    ///
    /// # Errors
    ///
    /// Returns an error if the response lacks a property that the body requires, if one has a type that the body rejects, or
    /// if decoding dropped a value of the response, such as an undocumented property of a variant of a union.
    pub fn to_body<B: Serialize + DeserializeOwned>(&self) -> Result<B, Error> {
        if let Some(lost) = self.drift().iter().find(|drift| drift.kind() == DriftKind::Dropped) {
            return Err(Error::request(format!(
                "the update would lose a value of the response: {lost}; correct its schema with an overlay, or send the \
                 update with `Client::request`"
            )));
        }
        if self.is_lossy() {
            return Err(Error::request(
                "the update would lose a property: the response has undocumented properties, or one of several values of a \
                 discriminator, that its type does not keep. `RequestOptions::list_undocumented` lists the former; add them \
                 to its schema with an overlay, or send the update with `Client::request`",
            ));
        }
        let unwritable =
            |why| Error::request(format!("the response cannot be written as JSON: {why}"));
        let json = undocumented::marked(|| to_json(&**self)).map_err(unwritable)?;
        let body = undocumented::marked(|| decode(&json))?;
        if undocumented::may_have_marks(&json) { without_marks(body) } else { Ok(body) }
    }
}

/// Removes the marks from names that a part of any type has kept.
fn without_marks<B: Serialize + DeserializeOwned>(body: B) -> Result<B, Error> {
    let unfit = |why: serde_json::Error| {
        Error::request(format!("the response, taken as a body, does not fit: {why}"))
    };
    let mut json = serde_json::to_value(&body).map_err(unfit)?;
    undocumented::remove_marks(&mut json);
    let body = B::deserialize(&json).map_err(unfit)?;
    // Without marks, a union may be another variant, which keeps less.
    match serde_json::to_value(&body).map_err(unfit)? == json {
        true => Ok(body),
        false => Err(Error::request(
            "the update would lose an undocumented property of the response; send it with `Client::request`",
        )),
    }
}

/// Decodes a body, without losing any value.
fn decode<B: DeserializeOwned>(json: &str) -> Result<B, Error> {
    let misfit = match strict::from_str(json) {
        Ok(body) => return Ok(body),
        Err(misfit) => misfit,
    };
    let decoded = decode_json(json, "$", DecodeOptions::default(), usize::MAX, &Unredacted);
    match decoded {
        Ok((body, drift)) if drift.iter().all(|drift| drift.kind() != DriftKind::Dropped) => {
            Ok(body)
        }
        Ok(_) | Err(_) => {
            let what = "the response, taken as a body,";
            Err(Error::request(describe_misfit(what, json.as_bytes(), misfit, &Unredacted)))
        }
    }
}

fn to_json(response: &impl Serialize) -> serde_json::Result<String> {
    let mut value = serde_json::to_value(response)?;
    drop_nulls(&mut value);
    serde_json::to_string(&value)
}

/// Removes properties that are `null`. Servers return `null` for unset properties, and often reject it.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(properties) => {
            properties.retain(|_, property| !property.is_null());
            properties.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
