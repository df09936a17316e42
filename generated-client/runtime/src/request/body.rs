//! Sets the body of a request, and its media type.

use super::call::{Call, JSON};
use super::prepared_request::Body;
use super::query;
use super::query::FormField;
use crate::types::Upload;
use crate::types::multipart::{FORM_DATA, Form, Multipart};
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Sets the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.set_json(JSON, serde_json::to_vec(body));
    }

    /// Sets the body, as JSON with another media type.
    pub fn json_as<T: Serialize + ?Sized>(&mut self, media_type: &str, body: &T) {
        self.set_json(media_type, serde_json::to_vec(body));
    }

    /// Sets the body, as a form: a list is one field per item.
    pub fn form<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.form_as(body, &[]);
    }

    /// Sets the body, as a form in which some fields are encoded differently.
    pub fn form_as<T: Serialize + ?Sized>(&mut self, body: &T, fields: &[FormField]) {
        match serde_json::to_value(body) {
            Ok(Value::Object(body)) => self.bytes(FORM, query::form(&body, fields).into()),
            Ok(_) => self.fail("a form is an object, and the body is not".to_owned()),
            Err(why) => self.fail(format!("the body cannot be written as a form: {why}")),
        }
    }

    /// Sets the body, as `multipart/form-data`.
    pub fn multipart<T: Multipart>(&mut self, body: T) {
        self.multipart_as(FORM_DATA, body);
    }

    /// Sets the body, as parts with another media type, such as `multipart/related`.
    pub fn multipart_as<T: Multipart>(&mut self, media_type: &str, body: T) {
        let mut form = Form::default();
        body.write(&mut form);
        match form.encode(media_type) {
            Ok((media_type, body)) => self.bytes(&media_type, body),
            Err(why) => self.fail(why),
        }
    }

    /// Sets the body, as text.
    pub fn text(&mut self, media_type: &str, body: String) {
        self.bytes(media_type, body.into());
    }

    /// Sets the body, as it is. Where the media type is a range, such as `image/*`, the upload has to say its own.
    pub fn bytes(&mut self, media_type: &str, body: Upload) {
        let media_type = body.own_media_type().unwrap_or(match media_type {
            "*/*" | "application/*" => "application/octet-stream",
            "text/*" => "text/plain",
            media_type => media_type,
        });
        match HeaderValue::from_str(media_type) {
            Ok(_) if media_type.contains('*') => {
                self.fail(format!(
                    "the body can have any media type of `{media_type}`: choose it with `Upload::media_type`"
                ));
            }
            Ok(media_type) => self.body = Some(Body { media_type, content: body }),
            Err(_) => self.fail(format!("{media_type:?} is not a media type")),
        }
    }

    fn set_json(&mut self, media_type: &str, body: serde_json::Result<Vec<u8>>) {
        match body {
            Ok(body) => self.bytes(media_type, body.into()),
            Err(why) => self.fail(format!("the body cannot be written as JSON: {why}")),
        }
    }
}
