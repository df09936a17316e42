//! Bodies of `multipart/form-data` (RFC 7578) and other bodies of parts (RFC 2046).

use super::upload::Upload;
use crate::error::Error;
use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// The media type of forms.
pub(crate) const FORM_DATA: &str = "multipart/form-data";

/// The media type of a file, unless the caller or the API document gives another.
const FILE: &str = "application/octet-stream";

/// Begins every boundary; a number follows.
const BOUNDARY: &str = "form-boundary-";

/// A struct that is sent as `multipart/form-data`, or as another body of parts. Implemented by [`object`](macro@crate::object).
pub trait Multipart {
    /// Adds the parts to a form.
    fn write(&self, form: &mut Form);
}

/// A part of a form: a file, bytes, or a value with its own headers. To stream a large file, make it from an
/// [`Upload`].
///
/// Unless the caller or the API document gives another media type, a part is `application/octet-stream`. In a form, a part that
/// is neither text nor JSON and has no file name takes the name of its property: servers tell files from other values by it
/// (RFC 7578, section 4.2).
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::Part;
/// let photo = Part::from(vec![0xFF, 0xD8]).file_name("front.jpg").media_type("image/jpeg");
/// let note = Part::from("a text");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    content: Upload,
    headers: Vec<(String, String)>,
    file_name: Option<String>,
    media_type: Option<String>,
    /// The media type if neither the caller nor the document sets one.
    usual: Option<&'static str>,
    /// Whether it is a file, which has a file name in a form.
    is_file: bool,
}

impl Part {
    /// A value as JSON, of type `application/json` unless the API document gives another media type.
    ///
    /// # Errors
    ///
    /// When the value cannot be encoded as JSON, such as a map whose keys are not strings.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        let text = serde_json::to_vec(value)
            .map_err(|why| Error::request(format!("a part cannot be written in JSON: {why}")))?;
        Ok(Self { usual: Some("application/json"), ..Self::from(text) })
    }

    /// Sets the file name.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type, overriding the API document's.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<T: Into<Bytes>> From<T> for Part {
    fn from(bytes: T) -> Self {
        Upload::from(bytes).into()
    }
}

impl From<Upload> for Part {
    fn from(content: Upload) -> Self {
        let media_type = content.own_media_type().map(ToOwned::to_owned);
        Self {
            content,
            headers: Vec::new(),
            file_name: None,
            media_type,
            usual: None,
            is_file: false,
        }
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("content", &self.content)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish()
    }
}

/// A form under construction.
#[derive(Debug, Default)]
pub struct Form {
    parts: Vec<(String, Part)>,
    /// The first error while building the form.
    failure: Option<String>,
}

impl Form {
    /// Adds a part unchanged; `media_type` is the document's.
    pub fn part(&mut self, name: &str, part: &Part, media_type: Option<&str>) {
        self.push(name, part.clone(), media_type.or(part.usual).or(Some(FILE)));
        if let Some((_, part)) = self.parts.last_mut() {
            let media_type = part.media_type.as_deref().unwrap_or_default();
            part.is_file = !media_type.starts_with("text/") && !media_type.contains("json");
        }
    }

    fn push(&mut self, name: &str, mut part: Part, media_type: Option<&str>) {
        part.media_type = part.media_type.or_else(|| media_type.map(ToOwned::to_owned));
        self.parts.push((name.to_owned(), part));
    }

    /// Adds a value: a scalar as text, a list as one part per item, an object as JSON.
    pub fn value<T: Serialize>(&mut self, name: &str, value: &T, media_type: Option<&str>) {
        match serde_json::to_value(value) {
            Ok(Value::Array(items)) => {
                items.iter().for_each(|item| self.json(name, item, media_type));
            }
            Ok(value) => self.json(name, &value, media_type),
            Err(why) => self.fail(name, &why),
        }
    }

    /// Adds a string.
    pub(crate) fn text(&mut self, name: &str, text: String, media_type: Option<&str>) {
        self.push(name, text.into(), media_type);
    }

    /// Records that a part cannot be written.
    pub(crate) fn fail(&mut self, name: &str, why: &serde_json::Error) {
        self.failure.get_or_insert(format!("the part `{name}` cannot be written: {why}"));
    }

    fn json(&mut self, name: &str, value: &Value, media_type: Option<&str>) {
        let (text, usual) = match value {
            Value::Null => return,
            Value::String(text) => (text.clone(), None),
            Value::Bool(_) | Value::Number(_) => (value.to_string(), None),
            Value::Array(_) | Value::Object(_) => (value.to_string(), Some("application/json")),
        };
        self.text(name, text, media_type.or(usual));
    }

    /// The complete media type and the content of a body of parts.
    pub(crate) fn encode(self, media_type: &str) -> Result<(String, Upload), String> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let boundary = self.boundary();
        let mut media_type = format!("{media_type}; boundary={boundary}");
        // The root is the first part (RFC 2387).
        if media_type.starts_with("multipart/related")
            && let Some((_, Part { media_type: Some(root), .. })) = self.parts.first()
        {
            media_type.push_str(&format!("; type=\"{}\"", quoted(root)));
        }
        let is_form = media_type.starts_with(FORM_DATA);
        let disposition = if is_form { "form-data" } else { "attachment" };
        let mut body = Vec::with_capacity(self.parts.len() * 3 + 1);
        for (name, part) in self.parts {
            let mut head = format!(
                "--{boundary}\r\nContent-Disposition: {disposition}; name=\"{}\"",
                quoted(&name)
            );
            let default = (is_form && part.is_file).then_some(&name);
            if let Some(file_name) = part.file_name.as_ref().or(default) {
                head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
            }
            head.push_str("\r\n");
            if let Some(media_type) = &part.media_type {
                if media_type.contains(['\r', '\n']) {
                    return Err(format!("{media_type:?} is not a media type"));
                }
                head.push_str(&format!("Content-Type: {media_type}\r\n"));
            }
            for (name, value) in &part.headers {
                if name.parse::<HeaderName>().is_err() || HeaderValue::from_str(value).is_err() {
                    return Err(format!("the header {name:?} of a part cannot be sent"));
                }
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str("\r\n");
            body.extend([head.into(), part.content, "\r\n".into()]);
        }
        body.push(format!("--{boundary}--\r\n").into());
        let body = Upload::joined(body).ok_or("a part of the form has been sent already")?;
        Ok((media_type, body))
    }

    /// A string that no part contains. For streams, whose content is unknown, a random one.
    fn boundary(&self) -> String {
        let known: Vec<&Bytes> =
            self.parts.iter().filter_map(|(_, part)| part.content.whole()).collect();
        if known.len() < self.parts.len() {
            return format!("{BOUNDARY}{:032x}", fastrand::u128(..));
        }
        let mut held = BTreeSet::new();
        known.into_iter().for_each(|bytes| add_boundaries(bytes, &mut held));
        let number = (0_u64..).find(|number| !held.contains(number)).unwrap_or_default();
        format!("{BOUNDARY}{number}")
    }
}

/// Adds the numbers of the boundaries that bytes contain. `1` and `12` are both contained in `form-boundary-12`.
fn add_boundaries(bytes: &[u8], numbers: &mut BTreeSet<u64>) {
    for (start, window) in bytes.windows(BOUNDARY.len()).enumerate() {
        if window != BOUNDARY.as_bytes() {
            continue;
        }
        let digits = bytes.iter().skip(start + BOUNDARY.len()).take_while(|c| c.is_ascii_digit());
        let mut number: u64 = 0;
        for digit in digits {
            let next = number.checked_mul(10).and_then(|n| n.checked_add(u64::from(digit - b'0')));
            // No body is long enough to contain all smaller numbers.
            let Some(next) = next else { break };
            number = next;
            numbers.insert(number);
        }
    }
}

/// A quoted name, escaped as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(form: Form) -> (String, String) {
        let (media_type, body) = form.encode(FORM_DATA).unwrap();
        (media_type, String::from_utf8(body.whole().unwrap().to_vec()).unwrap())
    }

    #[test]
    fn parts_of_every_kind() {
        let mut form = Form::default();
        form.value("name", &"Miles", None);
        form.value("tags", &["a", "b"], None);
        form.value("size", &serde_json::json!({"w": 1}), None);
        form.value("absent", &Value::Null, None);
        form.part("photo\"", &Part::from(vec![b'x']).file_name("a\r\nb"), Some("image/png"));
        let (media_type, body) = encoded(form);
        assert_eq!(media_type, "multipart/form-data; boundary=form-boundary-0");
        let expected = [
            "--form-boundary-0\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nMiles\r\n",
            "--form-boundary-0\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
            "--form-boundary-0\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
            "--form-boundary-0\r\nContent-Disposition: form-data; name=\"size\"\r\nContent-Type: application/json\r\n\r\n{\"w\":1}\r\n",
            "--form-boundary-0\r\nContent-Disposition: form-data; name=\"photo%22\"; filename=\"a%0D%0Ab\"\r\nContent-Type: image/png\r\n\r\nx\r\n",
            "--form-boundary-0--\r\n",
        ];
        assert_eq!(body, expected.concat());
    }

    #[test]
    fn no_part_contains_the_boundary() {
        let mut form = Form::default();
        form.part("a", &Part::from("--form-boundary-0\r\n"), None);
        assert_eq!(encoded(form).0, "multipart/form-data; boundary=form-boundary-1");
    }

    #[test]
    fn a_media_type_adds_no_header() {
        let mut form = Form::default();
        form.part("a", &Part::from("x").media_type("text/plain\r\nX: y"), None);
        assert!(form.encode(FORM_DATA).is_err());
    }

    #[test]
    fn the_boundary_is_found_in_linear_time() {
        let held: String = (0..200_000).map(|number| format!("form-boundary-{number}\n")).collect();
        let mut form = Form::default();
        form.part("a", &Part::from(held), None);
        let (media_type, _) = form.encode(FORM_DATA).unwrap();
        assert_eq!(media_type, "multipart/form-data; boundary=form-boundary-200000");
    }

    #[test]
    fn a_related_body_names_the_type_of_its_root() {
        let mut form = Form::default();
        form.value("about", &serde_json::json!({"name": "a"}), None);
        form.part("file", &Part::from("x"), None);
        let (media_type, body) = form.encode("multipart/related").unwrap();
        assert_eq!(
            media_type,
            "multipart/related; boundary=form-boundary-0; type=\"application/json\""
        );
        let body = String::from_utf8(body.whole().unwrap().to_vec()).unwrap();
        assert!(!body.contains("form-data"), "{body}");
    }
}
