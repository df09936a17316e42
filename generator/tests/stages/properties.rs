//! No input makes a stage panic or hang.

use crate::fixtures;
use clientwright::diagnostic::Diagnostics;
use clientwright::source::Source;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Runs the stages up to normalisation, and formats the diagnostics.
fn read_and_normalise(text: &str) {
    for name in ["garden.json", "garden.yaml"] {
        read_and_normalise_all(&[Source::new(name, text)]);
    }
}

fn read_and_normalise_all(sources: &[Source]) {
    let mut diagnostics = Diagnostics::default();
    if let Some(value) = clientwright::read::read(sources, &mut diagnostics) {
        clientwright::normalise::normalise(&value, &mut diagnostics);
    }
    for diagnostic in diagnostics.into_vec().iter().take(20) {
        assert!(diagnostic.to_text(sources).contains("help: "));
    }
    for source in sources {
        let _ = clientwright::read::import(source);
    }
}

/// Names with a meaning in OpenAPI.
const NAMES: &[&str] = &[
    "$ref",
    "type",
    "meta",
    "spec",
    "openapi",
    "info",
    "paths",
    "get",
    "parameters",
    "schema",
    "content",
    "items",
    "properties",
    "allOf",
    "enum",
    "required",
    "callbacks",
    "responses",
    "200",
    "name",
    "in",
    "x-a",
    "/a/{b}",
    "application/json",
    "additionalProperties",
    "discriminator",
    "mapping",
    "components",
    "schemas",
    "",
];

/// Strings with a meaning in OpenAPI.
const TEXTS: &[&str] = &[
    "#/paths",
    "#/components/schemas/Bed",
    "#/components/schemas/Bed/properties/a",
    "#",
    "#/a%zz",
    "a.json",
    "api",
    "3.0.3",
    "string",
    "object",
    "array",
    "null",
    "query",
    "path",
    "é",
    "{",
    "get",
];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(TEXTS).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let name = prop_oneof![
            4 => proptest::sample::select(NAMES).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// The JSON pointers to all values of a document.
fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                pointers(element, format!("{at}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, format!("{at}/{}", escaped(name)), found);
            }
        }
        _ => {}
    }
    found.push(at);
}

/// A document with random values or references in random locations.
fn any_mutation() -> impl Strategy<Value = String> {
    let texts = fixtures::all("accepted").into_iter().flat_map(|fixture| fixture.sources);
    let documents: Vec<(Value, Vec<String>)> = texts
        .map(|source| {
            let value = serde_json::from_str(source.text()).unwrap_or_default();
            let mut found = Vec::new();
            pointers(&value, String::new(), &mut found);
            (value, found)
        })
        .collect();
    let change =
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::option::of(any_value()));
    let changes = proptest::collection::vec(change, 1..5);
    (proptest::sample::select(documents), changes).prop_map(
        |((mut document, pointers), changes)| {
            for (place, target, value) in changes {
                let value = value.unwrap_or_else(
                    || json!({ "$ref": format!("#{}", target.get::<String>(&pointers)) }),
                );
                if let Some(there) = document.pointer_mut(place.get::<String>(&pointers)) {
                    *there = value;
                }
            }
            document.to_string()
        },
    )
}

/// JSONPath expressions, some of which match.
const TARGETS: &[&str] =
    &["$", "$..*", "$.paths.*.*", "$..parameters[0]", "$..[?@.type == 'object']", "$..[-1]", "$["];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        read_and_normalise(&text);
    }

    #[test]
    fn any_value_is_read_without_panic(value in any_value()) {
        read_and_normalise(&value.to_string());
    }

    #[test]
    fn any_value_in_any_location_is_read_without_panic(text in any_mutation()) {
        read_and_normalise(&text);
    }

    #[test]
    fn any_overlay_is_applied_without_panic(
        document in any_mutation(),
        target in proptest::sample::select(TARGETS),
        update in prop::option::of(any_value()),
    ) {
        let change = update.map_or_else(|| json!({ "remove": true }), |value| json!({ "update": value }));
        let mut action = json!({ "target": target });
        action.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let info = json!({ "title": "Corrections", "version": "1" });
        let overlay = json!({ "overlay": "1.0.0", "info": info, "actions": [action] });
        read_and_normalise_all(&[
            Source::new("garden.json", document),
            Source::new("overlay.json", overlay.to_string()),
        ]);
    }
}

/// Deeply nested values in every notation are an error.
#[test]
fn depth_is_bounded() {
    let levels = 100_000;
    let aliases: String = (1..100)
        .map(|n| format!("- &a{n} {}*a{}{}\n", "[".repeat(99), n - 1, "]".repeat(99)))
        .collect();
    let texts = [
        "[".repeat(levels),
        "- ".repeat(levels),
        "a: {".repeat(levels),
        "? ".repeat(levels),
        format!("- &a0 []\n{aliases}"),
    ];
    for text in texts {
        read_and_normalise(&format!("---\n{text}"));
        read_and_normalise(&text);
    }
}

/// Each schema mentions the next one twice: the work must not double with each schema.
#[test]
fn expansion_of_schemas_is_bounded() {
    const STEPS: usize = 30;
    let twice = |step: &dyn Fn(Value) -> Value| {
        let named = |number: usize| json!({ "$ref": format!("#/components/schemas/Bed{number}") });
        let mut schemas: Map<String, Value> =
            (0..STEPS).map(|number| (format!("Bed{number}"), step(named(number + 1)))).collect();
        schemas.insert(format!("Bed{STEPS}"), json!({ "type": "string" }));
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Garden", "version": "1" },
            "paths": {},
            "components": { "schemas": schemas },
        })
    };
    let members = json!({ "p": { "type": "string" } });
    let documents = [
        twice(&|next| json!({ "allOf": [next, next], "properties": members })),
        twice(&|next| json!({ "anyOf": [next, next, { "type": "string", "enum": ["a"] }] })),
        twice(&|next| json!({ "oneOf": [next, next], "properties": members })),
        twice(&|next| json!({ "type": "object", "properties": { "a": next, "b": next } })),
        twice(&|next| {
            let more = json!({ "allOf": [next, { "properties": members }] });
            json!({ "type": "object", "properties": { "a": more, "b": more } })
        }),
    ];
    for document in documents {
        let sources = [Source::new("garden.json", document.to_string())];
        assert!(clientwright::generate(&sources, &Default::default()).is_ok());
    }
}

/// Two objects describe a property differently, and its schemas multiply: a warning replaces the comparison.
#[test]
fn comparison_of_alternatives_is_bounded() {
    const WIDTH: usize = 110;
    let wide = |number: usize| {
        let next = json!({ "$ref": format!("#/components/schemas/Bed{}", number + 1) });
        let properties: Map<String, Value> =
            (0..WIDTH).map(|index| (format!("p{index}"), next.clone())).collect();
        json!({ "type": "object", "properties": properties })
    };
    let bed = json!({ "$ref": "#/components/schemas/Bed0" });
    let more = json!({ "allOf": [bed, { "required": ["p0"] }] });
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Garden", "version": "1" },
        "paths": {},
        "components": { "schemas": {
            "Bed0": wide(0),
            "Bed1": wide(1),
            "Bed2": { "type": "string" },
            "Either": { "anyOf": [
                { "type": "object", "properties": { "bed": bed, "one": { "type": "string" } } },
                { "type": "object", "properties": { "bed": more, "other": { "type": "string" } } },
            ] },
        } },
    });
    let sources = [Source::new("garden.json", document.to_string())];
    let generated = clientwright::generate(&sources, &Default::default()).unwrap();
    let warnings: Vec<_> = generated.warnings.iter().map(|found| &found.message).collect();
    assert!(
        warnings.iter().any(|text| text.contains("the alternatives describe `bed` differently")),
        "{warnings:?}"
    );
}
