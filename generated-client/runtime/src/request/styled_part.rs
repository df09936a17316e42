//! Adds the values of a multipart form that have a style: each name and value that they have in a query is a part.

use super::style::ObjectStyle;
use crate::types::defined;
use crate::types::multipart::Form;
use serde::Serialize;

impl Form {
    /// Adds a value in a style, without percent-encoding.
    pub fn styled<T: Serialize>(&mut self, name: &str, value: &T, style: ObjectStyle) {
        let value = match serde_json::to_value(value) {
            Ok(value) => defined(value),
            Err(why) => return self.fail(name, &why),
        };
        for (name, texts) in value.iter().flat_map(|value| style.pairs(name, value)) {
            self.text(&name, texts.join(style.delimiter()), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::multipart::FORM_DATA;
    use ObjectStyle::{Comma, DeepObject, Exploded, Pipe, Space};
    use serde_json::json;

    #[test]
    fn the_parts_are_those_of_a_query() {
        let mut form = Form::default();
        form.styled("tags", &["a b", "c"], Comma);
        form.styled("words", &["a", "b"], Space);
        form.styled("size", &json!({"h": 2, "w": 1}), Pipe);
        form.styled("exploded", &json!({"x": 1, "y": null}), Exploded);
        form.styled("deep", &json!({"inner": {"z": "&"}}), DeepObject);
        form.styled("none", &Vec::<String>::new(), Comma);
        let (_, body) = form.encode(FORM_DATA).unwrap();
        let body = String::from_utf8(body.whole().unwrap().to_vec()).unwrap();
        let parts: Vec<_> = body.split("--form-boundary-0\r\n").skip(1).collect();
        let expected = [
            ("tags", "a b,c"),
            ("words", "a b"),
            ("size", "h|2|w|1"),
            ("x", "1"),
            ("deep[inner][z]", "&"),
        ];
        assert_eq!(parts.len(), expected.len(), "{body}");
        for (part, (name, value)) in parts.into_iter().zip(expected) {
            let head =
                format!("Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            assert!(part.starts_with(&head), "{part}");
        }
    }
}
