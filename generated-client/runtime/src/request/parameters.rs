//! Sets the parameters of a request: path, query, headers and cookies.

use super::call::Call;
use super::query::ArrayStyle;
use super::style::ObjectStyle;
use crate::types::{defined, encoded, encoded_segments};
use serde::Serialize;
use serde_json::Value as Json;
use std::any::Any;
use std::fmt::Display;

impl Call {
    /// Sets a path parameter.
    ///
    /// An empty value, `.` and `..` are errors, because they would change the path.
    pub fn path<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.set_path(name, &encoded(&text));
    }

    /// Sets a path parameter that keeps reserved characters, such as the slashes between several segments.
    ///
    /// An empty value, and segments that are `.` or `..`, are errors, because they would change the path.
    pub fn path_reserved<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        if text.split('/').any(|segment| matches!(segment, "." | "..")) {
            self.fail(format!("`{name}` is {text:?}, which would change the path"));
        }
        self.set_path(name, &encoded_segments(&text));
    }

    /// Sets a path parameter that is an array.
    pub fn path_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.set_path(name, &joined(&texts, style));
    }

    /// Sets a path parameter that is an object, or has a style of its own.
    pub fn path_object<T: Serialize>(&mut self, name: &'static str, style: ObjectStyle, value: &T) {
        if let Some(value) = self.json_value(name, value) {
            let text = defined(value).map(|value| style.in_path(name, &value));
            self.set_path(name, &text.unwrap_or_default());
        }
    }

    /// Sets a path parameter that is sent as JSON.
    pub fn path_json<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.json_value(name, value) {
            self.set_path(name, &encoded(&value.to_string()));
        }
    }

    /// Sets a parameter of the query; setting it again replaces it.
    pub fn query<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.query.set_one(name, text);
    }

    /// Sets a parameter of the query that is a list; setting it again replaces it.
    pub fn query_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        self.query.set_many(name, style, texts);
    }

    /// Sets a parameter of the query that is an object, or one of several types; setting it again replaces it.
    pub fn query_object<T: Serialize>(
        &mut self,
        name: &'static str,
        style: ObjectStyle,
        value: &T,
    ) {
        if let Some(value) = self.json_value(name, value).and_then(defined) {
            self.query.set_object(name, style, &value);
        }
    }

    /// Sets a parameter of the query that is sent as JSON; setting it again replaces it.
    pub fn query_json<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.json_value(name, value) {
            self.query.set_one(name, value.to_string());
        }
    }

    /// Keeps reserved characters in a query parameter, except those that would end it.
    pub fn query_reserved(&mut self, name: &'static str) {
        self.query.reserve(name);
    }

    /// Sets a header. A header that the client manages is an error.
    pub fn header<T: Display + 'static>(&mut self, name: &str, value: T) {
        let text = self.shown(name, &value);
        self.set_header(name, &text);
    }

    /// Sets a header that is an array.
    pub fn header_array<T: Display + 'static>(
        &mut self,
        name: &str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        if !texts.is_empty() {
            self.set_header(name, &texts.join(style.delimiter()));
        }
    }

    /// Sets a header that is an object, or one of several types.
    pub fn header_object<T: Serialize>(&mut self, name: &str, style: ObjectStyle, value: &T) {
        if let Some(value) = self.json_value(name, value).and_then(defined) {
            self.set_header(name, &style.in_header(&value));
        }
    }

    /// Sets a header that is sent as JSON.
    pub fn header_json<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Some(value) = self.json_value(name, value) {
            self.set_header(name, &value.to_string());
        }
    }

    /// Adds a cookie.
    pub fn cookie<T: Display + 'static>(&mut self, name: &'static str, value: T) {
        let text = self.shown(name, &value);
        self.add_cookies(&format!("{name}={}", encoded(&text)));
    }

    /// Adds a cookie that is an array; exploded, one cookie per item.
    pub fn cookie_array<T: Display + 'static>(
        &mut self,
        name: &'static str,
        style: ArrayStyle,
        values: impl IntoIterator<Item = T>,
    ) {
        let texts = self.texts(name, values);
        match style {
            ArrayStyle::Brackets | ArrayStyle::Repeat => {
                texts.iter().for_each(|text| self.add_cookies(&format!("{name}={}", encoded(text))))
            }
            ArrayStyle::Comma | ArrayStyle::Space | ArrayStyle::Pipe | ArrayStyle::Tab => {
                if !texts.is_empty() {
                    self.add_cookies(&format!("{name}={}", joined(&texts, style)));
                }
            }
        }
    }

    /// Adds a cookie that is an object, or one of several types; exploded, one cookie per property.
    pub fn cookie_object<T: Serialize>(
        &mut self,
        name: &'static str,
        style: ObjectStyle,
        value: &T,
    ) {
        if let Some(value) = self.json_value(name, value).and_then(defined) {
            self.add_cookies(&style.in_cookies(name, &value));
        }
    }

    /// Adds a cookie that is sent as JSON.
    pub fn cookie_json<T: Serialize>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.json_value(name, value) {
            self.add_cookies(&format!("{name}={}", encoded(&value.to_string())));
        }
    }

    /// The string form of a value. A number that is not finite is an error: servers do not understand `NaN`.
    fn shown<T: Display + 'static>(&mut self, name: &str, value: &T) -> String {
        if !is_finite(value) {
            self.fail(format!("`{name}` is {value}, which cannot be sent"));
        }
        value.to_string()
    }

    fn texts<T: Display + 'static>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
    ) -> Vec<String> {
        values.into_iter().map(|value| self.shown(name, &value)).collect()
    }

    fn json_value<T: Serialize>(&mut self, name: &str, value: &T) -> Option<Json> {
        let value = serde_json::to_value(value);
        value.map_err(|why| self.fail(format!("`{name}` cannot be written: {why}"))).ok()
    }

    fn set_path(&mut self, name: &'static str, encoded: &str) {
        if matches!(encoded, "" | "." | "..") {
            self.fail(format!("`{name}` is {encoded:?}, which would change the path"));
        }
        match filled(&self.path, name, encoded) {
            Some(path) => self.path = path.into(),
            None => self.fail(format!("the path has no parameter `{name}`")),
        }
        if let Some((_, resource)) = &mut self.action
            && let Some(path) = filled(resource, name, encoded)
        {
            *resource = path;
        }
    }

    fn add_cookies(&mut self, cookies: &str) {
        if !self.cookies.is_empty() && !cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.push_str(cookies);
    }
}

/// Whether a value is anything but a non-finite number.
fn is_finite(value: &dyn Any) -> bool {
    if let Some(number) = value.downcast_ref::<f64>() {
        number.is_finite()
    } else if let Some(number) = value.downcast_ref::<f32>() {
        number.is_finite()
    } else {
        true
    }
}

/// A path with all occurrences of a parameter filled in; `None` if there are none.
fn filled(path: &str, name: &str, text: &str) -> Option<String> {
    let mut filled = String::with_capacity(path.len() + text.len());
    let mut found = false;
    let mut pieces = path.split('{');
    filled.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once('}') {
            Some((parameter, rest)) if parameter == name => {
                found = true;
                filled.push_str(text);
                filled.push_str(rest);
            }
            _ => {
                filled.push('{');
                filled.push_str(piece);
            }
        }
    }
    found.then_some(filled)
}

/// An array in a path or a cookie.
fn joined(texts: &[String], style: ArrayStyle) -> String {
    let texts: Vec<_> = texts.iter().map(|text| encoded(text)).collect();
    texts.join(style.separator())
}
