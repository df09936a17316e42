//! The value of a request body -> the body of a call, in one of its documented contents.

use super::data::{Field, Format, RequestBody, RequestContent};
use super::style::object_style;
use runtime::multipart::Form;
use runtime::{Bytes, Call, FormField, Multipart, Part, Upload};
use serde_json::Value;

/// The value of a request body.
#[derive(Clone, Debug)]
pub enum Body {
    /// A value, in the first documented content that can hold it.
    Value(Value),
    /// The value of a form, and the files for some of its properties. A property that is a list may have several.
    Form(Value, Vec<(String, Part)>),
    /// Bytes, which are sent as they are, and their media type if it is not the documented one.
    Bytes(Bytes, Option<String>),
}

impl RequestBody {
    /// Sets the body of a call.
    pub(super) fn set(&'static self, call: &mut Call, body: &Body) -> Result<(), String> {
        match body {
            Body::Bytes(bytes, media_type) => {
                let documented = self.contents.first().map(|content| content.media_type.as_str());
                let media_type = media_type.as_deref().or(documented);
                call.bytes(
                    media_type.unwrap_or("application/octet-stream"),
                    Upload::from(bytes.clone()),
                );
                Ok(())
            }
            Body::Value(value) => {
                let is_text = value.is_string();
                let takes = |content: &&RequestContent| match content.format {
                    Format::Text | Format::Bytes => is_text,
                    Format::Form | Format::Multipart => value.is_object(),
                    Format::Json => true,
                    Format::Events | Format::JsonLines | Format::Empty => false,
                };
                let content = self.contents.iter().find(takes);
                let content = content.ok_or_else(|| self.refused("this value"))?;
                content.set(call, value, &[]);
                Ok(())
            }
            Body::Form(value, files) => {
                let is_form = |content: &&RequestContent| content.format == Format::Multipart;
                let content = self.contents.iter().find(is_form);
                let content = content.ok_or_else(|| self.refused("files"))?;
                content.set(call, value, files);
                Ok(())
            }
        }
    }

    fn refused(&self, what: &str) -> String {
        let media_types: Vec<&str> =
            self.contents.iter().map(|content| content.media_type.as_str()).collect();
        format!("the body cannot hold {what}: it is {}", media_types.join(" or "))
    }
}

impl RequestContent {
    fn set(&'static self, call: &mut Call, value: &Value, files: &[(String, Part)]) {
        match self.format {
            Format::Json | Format::Events | Format::JsonLines | Format::Empty => {
                call.json_as(&self.media_type, value);
            }
            Format::Form => {
                let fields: Vec<FormField> = self.fields.iter().map(form_field).collect();
                call.form_as(value, &fields);
            }
            Format::Multipart => {
                call.multipart_as(&self.media_type, Parts { content: self, value, files });
            }
            Format::Text | Format::Bytes => {
                let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
                call.text(&self.media_type, text);
            }
        }
    }
}

fn form_field(field: &'static Field) -> FormField {
    let mut sent = FormField::new(&field.name);
    if let Some(style) = &field.style {
        sent = sent.style(object_style(style));
    }
    if field.json {
        sent = sent.json();
    }
    if field.reserved { sent.reserved() } else { sent }
}

/// The parts of a form.
struct Parts<'a> {
    content: &'a RequestContent,
    value: &'a Value,
    files: &'a [(String, Part)],
}

impl Multipart for Parts<'_> {
    fn write(&self, form: &mut Form) {
        let media_type = |name: &str| self.content.parts.get(name).map(String::as_str);
        for (name, value) in self.value.as_object().into_iter().flatten() {
            if !self.files.iter().any(|(file, _)| file == name) {
                form.value(name, value, media_type(name));
            }
        }
        for (name, part) in self.files {
            form.part(name, part, media_type(name));
        }
    }
}
