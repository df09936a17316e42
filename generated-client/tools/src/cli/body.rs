//! `--body`, flags and `key=value` pairs -> the body of a request.

use super::failure::Failure;
use super::kind::Kind;
use super::part::Part;
use crate::operations::{Body, Format, RequestBody};
use clap::ArgMatches;
use runtime::{Bytes, Part as FormPart};
use serde_json::{Map, Value};
use std::fs;
use std::io::{Read, stdin};
use std::path::Path;

/// The largest body that is read into memory.
const MAX_BODY_SIZE: u64 = 1 << 30;

/// The body of an operation; `None` if the command has none.
pub(super) fn of_operation(
    body: &RequestBody,
    parts: &[Part],
    matches: &ArgMatches,
) -> Result<Option<Body>, Failure> {
    let format = body.contents.first().map(|content| content.format);
    let base = matches.get_one::<String>("body").map(|file| read(file)).transpose()?;
    let own: Vec<&Part> = parts.iter().filter(|part| part.is_property()).collect();
    let is_set = |part: &&&Part| matches.value_source(&part.id).is_some();
    let set: Vec<&&Part> = own.iter().filter(is_set).collect();
    let pairs = pairs(matches);
    if set.is_empty() && pairs.is_empty() {
        let Some(bytes) = base else { return Ok(None) };
        let is_value = matches!(format, Some(Format::Json | Format::Form | Format::Multipart));
        return Ok(Some(match is_value {
            true => Body::Value(json(&bytes)?),
            false => Body::Bytes(bytes.into(), None),
        }));
    }
    let mut object = base.as_deref().map(json).transpose()?.unwrap_or_else(|| Map::new().into());
    let mut files = Vec::new();
    for part in set {
        let value = value(part, matches);
        match part.kind.is_file() {
            true => add_files(&mut files, &part.name, &value)?,
            false => insert(&mut object, std::slice::from_ref(&part.name), value)?,
        }
    }
    for pair in &pairs {
        let (path, value) = parse_pair(pair, &own)?;
        match path.as_slice() {
            [name] if own.iter().any(|part| part.name == *name && part.kind.is_file()) => {
                add_files(&mut files, name, &value)?;
            }
            path => insert(&mut object, path, value)?,
        }
    }
    Ok(Some(match files.is_empty() {
        true => Body::Value(object),
        false => Body::Form(object, files),
    }))
}

/// The body of a request to any path; `None` if the command has none.
pub(super) fn of_request(matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let base = matches.get_one::<String>("body").map(|file| read(file)).transpose()?;
    let mut value = base.as_deref().map(json).transpose()?;
    for pair in pairs(matches) {
        let (path, property) = parse_pair(&pair, &[])?;
        insert(value.get_or_insert_with(|| Map::new().into()), &path, property)?;
    }
    Ok(value)
}

/// The value of a part: a list, if it is one.
pub(super) fn value(part: &Part, matches: &ArgMatches) -> Value {
    let mut values = matches.get_many::<Value>(&part.id).into_iter().flatten().cloned();
    match &part.kind {
        Kind::List(_) => values
            .flat_map(|value| match value {
                Value::Array(values) => values,
                value => vec![value],
            })
            .collect(),
        _ => values.next_back().unwrap_or_default(),
    }
}

fn pairs(matches: &ArgMatches) -> Vec<String> {
    let pairs = matches.try_get_many::<String>("pairs").ok().flatten();
    pairs.into_iter().flatten().cloned().collect()
}

/// The names that a pair leads through, and its value.
fn parse_pair(pair: &str, parts: &[&Part]) -> Result<(Vec<String>, Value), Failure> {
    let Some((name, text)) = pair.split_once('=').filter(|(name, _)| !name.is_empty()) else {
        return Err(Failure::usage(format!("`{pair}` is not `property=value`")));
    };
    let (name, is_json) = match name.strip_suffix(':') {
        Some(name) => (name, true),
        None => (name, false),
    };
    // A property whose own name has a dot is not nested.
    let part = parts.iter().find(|part| part.name == name);
    let path = match part {
        Some(_) => vec![name.to_owned()],
        None => name.split('.').map(ToOwned::to_owned).collect(),
    };
    let value = match part {
        _ if is_json => serde_json::from_str(text).map_err(|why| why.to_string()),
        Some(part) => part.kind.parse(text).map(|value| match (&part.kind, value) {
            (Kind::List(_), value) if !value.is_array() => Value::Array(vec![value]),
            (_, value) => value,
        }),
        None => Ok(text.into()),
    };
    let value = value.map_err(|why| Failure::usage(format!("the property `{name}`: {why}")))?;
    Ok((path, value))
}

/// Sets a property, and creates the objects that it is in.
fn insert(object: &mut Value, path: &[String], value: Value) -> Result<(), Failure> {
    let Some((name, inner)) = path.split_first() else {
        *object = value;
        return Ok(());
    };
    let Value::Object(properties) = object else {
        return Err(Failure::usage(format!(
            "`{name}` cannot be set, because what it belongs to is not an object"
        )));
    };
    let property = properties.entry(name).or_insert_with(|| Map::new().into());
    if inner.is_empty() {
        *property = value;
        return Ok(());
    }
    insert(property, inner, value)
}

/// The bytes of a file, or of the standard input.
pub(super) fn read(file: &str) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::usage(format!("{file} cannot be read: {error}"));
    let mut bytes = Vec::new();
    match file {
        "-" => stdin().take(MAX_BODY_SIZE).read_to_end(&mut bytes),
        file => {
            fs::File::open(file).and_then(|open| open.take(MAX_BODY_SIZE).read_to_end(&mut bytes))
        }
    }
    .map_err(failed)?;
    match u64::try_from(bytes.len()).is_ok_and(|length| length < MAX_BODY_SIZE) {
        true => Ok(bytes),
        false => Err(Failure::usage(format!("{file} has more than {MAX_BODY_SIZE} bytes"))),
    }
}

/// Adds the files at a path, or at a list of paths.
fn add_files(
    files: &mut Vec<(String, FormPart)>,
    name: &str,
    value: &Value,
) -> Result<(), Failure> {
    let paths = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for path in paths {
        let path = path.as_str().ok_or_else(|| {
            Failure::usage(format!("`{name}` takes the paths of files, not {path}"))
        })?;
        files.push((name.to_owned(), file(path)?));
    }
    Ok(())
}

/// A file as a part of a form.
fn file(path: &str) -> Result<FormPart, Failure> {
    let part = FormPart::from(Bytes::from(read(path)?));
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(match name {
        Some(name) => part.file_name(name),
        None => part,
    })
}

fn json(bytes: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(bytes)
        .map_err(|why| Failure::usage(format!("the body is not valid JSON: {why}")))
}

#[cfg(test)]
mod tests {
    use super::{insert, of_operation, parse_pair};
    use crate::cli::{operation_command, part};
    use crate::operations::{Body, Operations};
    use serde_json::{Value, json};

    /// An operation whose body has a list of files.
    const UPLOAD: &str = r#"{"title":"Files","version":"1","pageStyle":{"items":[],"next":"link"},"operations":[
{"id":"upload","scope":"files","name":"upload","method":"POST","path":"/files","summary":"","body":{"contents":[{"mediaType":"multipart/form-data","format":"multipart","schema":{"type":"object","properties":{"note":{"type":"string"},"files":{"type":"array","items":{"type":"string","format":"binary"}}}}}]},"output":{"format":"empty","accept":"*/*","success":[]}}
],"schemas":{}}"#;

    #[test]
    fn a_list_of_files_is_a_part_for_each() {
        let operations = Operations::of(UPLOAD).unwrap();
        let operation = operations.by_id("upload").unwrap();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
        let pair = format!("files={file}");
        let words = ["upload", "--files", file, "--files", file, "--note", "both", &pair];
        let command = operation_command::whole("files", operations, operation);
        let matches = command.try_get_matches_from(words).unwrap();
        let parts = part::parts(operations, operation);
        let body = of_operation(operation.body.as_ref().unwrap(), &parts, &matches).unwrap();
        let Some(Body::Form(value, files)) = body else { panic!("{body:?}") };
        assert_eq!(value, json!({"note": "both"}));
        assert!(files.iter().all(|(name, _)| name == "files") && files.len() == 3, "{files:?}");
        let matches = operation_command::whole("files", operations, operation)
            .try_get_matches_from(["upload", "--files", "[1]"])
            .unwrap();
        assert!(of_operation(operation.body.as_ref().unwrap(), &parts, &matches).is_err());
    }

    #[test]
    fn pairs_set_nested_properties() {
        let mut body = json!({"name": "a"});
        for pair in ["name=b", "address.city=Rome", "size:=3", "note=a=b"] {
            let (path, value) = parse_pair(pair, &[]).unwrap();
            insert(&mut body, &path, value).unwrap();
        }
        let expected: Value =
            json!({"name": "b", "address": {"city": "Rome"}, "size": 3, "note": "a=b"});
        assert_eq!(body, expected);
        assert!(parse_pair("name", &[]).is_err());
        assert!(parse_pair("size:=x", &[]).is_err());
        let mut text = json!("a");
        assert!(insert(&mut text, &["b".to_owned()], json!(1)).is_err());
    }
}
