//! Equivalent documents of OpenAPI 3.0 and 3.1 give the same client.

use crate::{corpus, fixtures};
use clientwright::profile::Profile;
use clientwright::source::Source;
use serde_json::{Map, Value, json};

/// Converts a document of OpenAPI 3.0 to 3.1.
fn in_3_1(value: &Value) -> Value {
    let mut value = convert_schemas(value, false);
    if let Value::Object(properties) = &mut value {
        properties.insert("openapi".to_owned(), "3.1.0".into());
    }
    value
}

/// Converts the schemas in a value. `named` says that the keys are names, not keywords.
fn convert_schemas(value: &Value, named: bool) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| convert_schemas(item, false)).collect(),
        Value::Object(properties) => {
            let is_named = |name: &str| !named && ["properties", "schemas"].contains(&name);
            let words = properties.iter().map(|(name, value)| match name.as_str() {
                "example" | "examples" | "default" | "enum" if !named => {
                    (name.clone(), value.clone())
                }
                _ => (name.clone(), convert_schemas(value, is_named(name))),
            });
            let mut properties: Map<String, Value> = words.collect();
            if !named && !properties.contains_key("in") && !properties.contains_key("content") {
                convert_schema(&mut properties);
            }
            properties.into()
        }
        other => other.clone(),
    }
}

/// Converts a schema to OpenAPI 3.1. Other objects do not have these keywords.
fn convert_schema(schema: &mut Map<String, Value>) {
    if schema.contains_key("type") && schema.get("nullable") == Some(&json!(true)) {
        schema.remove("nullable");
        let ty = schema.remove("type");
        schema.insert("type".to_owned(), json!(["null", ty]));
    }
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if schema.get(exclusive) == Some(&json!(true))
            && let Some(bound) = schema.remove(bound)
        {
            schema.insert(exclusive.to_owned(), bound);
        }
    }
    if let Some([only]) = schema.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
        let only = only.clone();
        schema.remove("enum");
        schema.insert("const".to_owned(), only);
    }
}

fn files(name: &str, text: String) -> Option<Vec<(String, String)>> {
    let generated = clientwright::generate(&[Source::new(name, text)], &Profile::default()).ok()?;
    Some(generated.files.into_iter().collect())
}

#[test]
fn equivalent_documents_of_3_0_and_3_1_give_the_same_client() {
    let fixtures = ["accepted", "lowered"].into_iter().flat_map(fixtures::all);
    let fixtures = fixtures.filter(|fixture| fixture.sources.len() == 1);
    let sources =
        fixtures.flat_map(|fixture| fixture.sources).chain(corpus::document("openapi.json"));
    let mut compared = 0;
    for source in sources {
        let Ok(document) = source.text().parse::<Value>() else { continue };
        if document["openapi"].as_str().is_none_or(|version| !version.starts_with("3.0")) {
            continue;
        }
        let spelled = in_3_1(&document);
        let (one, other) =
            (files(source.name(), document.to_string()), files(source.name(), spelled.to_string()));
        for (one, other) in one.iter().flatten().zip(other.iter().flatten()) {
            assert_eq!(one, other, "{}", source.name());
        }
        assert_eq!(one.is_some(), other.is_some(), "{}", source.name());
        compared += 1;
    }
    assert!(compared > 20, "{compared} documents are compared");
}
