//! What two versions of OpenAPI say in different words is the same client.

use crate::{corpus, fixtures};
use generator::profile::Profile;
use generator::source::Source;
use serde_json::{Map, Value, json};

/// A document of OpenAPI 3.0 in the words of 3.1.
fn in_3_1(value: &Value) -> Value {
    let mut value = in_words(value, false);
    if let Value::Object(members) = &mut value {
        members.insert("openapi".to_owned(), "3.1.0".into());
    }
    value
}

/// The same value, with its schemas in other words. `named` says that the members are called as somebody liked.
fn in_words(value: &Value, named: bool) -> Value {
    match value {
        Value::Array(elements) => elements.iter().map(|element| in_words(element, false)).collect(),
        Value::Object(members) => {
            let is_named = |name: &str| !named && ["properties", "schemas"].contains(&name);
            let words = members.iter().map(|(name, member)| match name.as_str() {
                "example" | "examples" | "default" | "enum" if !named => {
                    (name.clone(), member.clone())
                }
                _ => (name.clone(), in_words(member, is_named(name))),
            });
            let mut members: Map<String, Value> = words.collect();
            if !named && !members.contains_key("in") && !members.contains_key("content") {
                spell(&mut members);
            }
            members.into()
        }
        other => other.clone(),
    }
}

/// Spells a schema as 3.1 does; what is none has none of these members.
fn spell(schema: &mut Map<String, Value>) {
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
    let generated = generator::generate(&[Source::new(name, text)], &Profile::default()).ok()?;
    Some(generated.files.into_iter().collect())
}

#[test]
fn words_of_3_1_make_the_client_that_those_of_3_0_make() {
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
