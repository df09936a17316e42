//! The body of a form -> its fields.

use super::parameter::scalar;
use crate::operations::{Field, target};
use runtime::reqwest::Url;
use serde_json::{Map, Value};

/// The deepest nesting of a field, such as 2 of `a[b]`.
const MAX_DEPTH: usize = 32;

/// The value of a URL-encoded form. Strings become the numbers and booleans that the schema describes.
pub(super) fn read(body: &[u8], schema: &Value, fields: &[Field]) -> Value {
    let text = String::from_utf8_lossy(body);
    let url = Url::parse("http://localhost/").ok().map(|mut url| {
        url.set_query(Some(&text));
        url
    });
    let mut form = Map::new();
    for (name, value) in url.iter().flat_map(Url::query_pairs) {
        let names: Vec<&str> = name.split(['[', ']']).filter(|part| !part.is_empty()).collect();
        let field = fields.iter().find(|field| field.name == name);
        let is_list = name.ends_with("[]");
        if names.len() <= MAX_DEPTH {
            match field.and_then(separator) {
                Some(separator) => {
                    value
                        .split(separator)
                        .for_each(|one| insert(&mut form, &names, true, one.into()));
                }
                None => insert(&mut form, &names, is_list, decoded(field, &value)),
            }
        }
    }
    typed(form.into(), schema, schema)
}

/// The separator of the items of a field.
fn separator(field: &Field) -> Option<char> {
    match field.style.as_deref()? {
        "Comma" => Some(','),
        "Space" => Some(' '),
        "Pipe" => Some('|'),
        "Tab" => Some('\t'),
        _ => None,
    }
}

/// The value of a field: a string, or JSON if the field is sent as JSON.
fn decoded(field: Option<&Field>, text: &str) -> Value {
    let json = field.filter(|field| field.json).and_then(|_| serde_json::from_str(text).ok());
    json.unwrap_or_else(|| text.into())
}

/// The names of the parts of a multipart form.
pub(super) fn part_names(body: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    let name = |line: &str| {
        let (header, value) = line.split_once(':')?;
        let (_, name) = value
            .split_once(" name=\"")
            .filter(|_| header.eq_ignore_ascii_case("content-disposition"))?;
        Some(name.split_once('"')?.0.to_owned())
    };
    text.lines().filter_map(name).collect()
}

/// Inserts the value of a field. Several values of one field are a list.
fn insert(form: &mut Map<String, Value>, names: &[&str], is_list: bool, value: Value) {
    let Some((name, rest)) = names.split_first() else { return };
    let slot = form.entry(*name).or_insert(Value::Null);
    if !rest.is_empty() {
        if !slot.is_object() {
            *slot = Map::new().into();
        }
        if let Value::Object(nested) = slot {
            insert(nested, rest, is_list, value);
        }
        return;
    }
    match slot {
        Value::Null if is_list => *slot = vec![value].into(),
        Value::Null => *slot = value,
        Value::Array(values) => values.push(value),
        first => *first = vec![first.take(), value].into(),
    }
}

/// A value of strings as the value that the schema describes.
fn typed(value: Value, schema: &Value, root: &Value) -> Value {
    let schema = resolved(schema, root);
    let is = |name: &str| match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|one| one == name),
        Some(one) => one == name,
        None => false,
    };
    match value {
        Value::String(text) if is("array") => {
            Value::Array(vec![typed(text.into(), item(schema), root)])
        }
        Value::String(text) if is("integer") || is("number") || is("boolean") => scalar(&text),
        Value::String(text) => match alternatives(schema).any(|one| takes_string(one, root)) {
            true => text.into(),
            false if alternatives(schema).next().is_some() => scalar(&text),
            false => text.into(),
        },
        Value::Array(values) => {
            values.into_iter().map(|value| typed(value, item(schema), root)).collect()
        }
        // The indices of a list.
        Value::Object(fields) if is("array") => {
            fields.into_iter().map(|(_, value)| typed(value, item(schema), root)).collect()
        }
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = match property(schema, &name, root, 0) {
                    Some(schema) => typed(value, schema, root),
                    None => value,
                };
                (name, value)
            });
            Value::Object(fields.collect())
        }
        value => value,
    }
}

/// The schema that a reference leads to.
fn resolved<'s>(schema: &'s Value, root: &'s Value) -> &'s Value {
    let mut schema = schema;
    for _ in 0..MAX_DEPTH {
        let reference = schema.get("$ref").and_then(Value::as_str);
        match reference.and_then(|reference| target(root, reference)) {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

/// The schema of the items of a list.
fn item(schema: &Value) -> &Value {
    schema.get("items").unwrap_or(&Value::Bool(true))
}

/// The schemas that an `anyOf` or the like combines.
fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    let lists = ["anyOf", "oneOf"].into_iter().filter_map(|name| schema.get(name)?.as_array());
    lists.flatten()
}

fn takes_string(schema: &Value, root: &Value) -> bool {
    resolved(schema, root).get("type").is_none_or(|ty| ty == "string")
}

/// The schema of a property, which may be in a part of the schema.
fn property<'s>(schema: &'s Value, name: &str, root: &'s Value, depth: usize) -> Option<&'s Value> {
    let schema = resolved(schema, root);
    let own = schema.get("properties").and_then(|properties| properties.get(name));
    if own.is_some() || depth > MAX_DEPTH {
        return own;
    }
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let mut parts = parts.chain(alternatives(schema));
    let found = parts.find_map(|part| property(part, name, root, depth + 1));
    found.or_else(|| schema.get("additionalProperties").filter(|additional| additional.is_object()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_have_the_types_of_the_schema() {
        let schema = json!({
            "properties": {
                "name": {"type": "string"},
                "count": {"type": "integer"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
            },
            "$defs": {"Line": {"properties": {"paid": {"type": "boolean"}}}},
        });
        let form = "name=7&count=7&tags=a&tags=b&lines[0][paid]=true&lines[1][paid]=no&other=1";
        assert_eq!(
            read(form.as_bytes(), &schema, &[]),
            json!({
                "name": "7", "count": 7, "tags": ["a", "b"], "other": "1",
                "lines": [{"paid": true}, {"paid": "no"}],
            })
        );
        assert_eq!(read(b"tags=a", &schema, &[]), json!({"tags": ["a"]}));
        assert_eq!(read(b"tags[]=a+b", &schema, &[]), json!({"tags": ["a b"]}));
    }

    #[test]
    fn parts_have_names() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n\x89\r\n--x--";
        assert_eq!(part_names(body), ["photo"]);
    }
}
