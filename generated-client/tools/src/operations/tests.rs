//! Tests of the table, with a small one.

use super::{Direction, Operations};
use serde_json::{Value, json};

/// A table of three operations.
const GARDEN: &str = r##"{
"title":"Garden","version":"1","pageStyle":{"items":[],"next":"link"},
"operations":[
{"id":"plants/list","scope":"plants","name":"list","method":"GET","path":"/plants","summary":"Lists plants","output":{"format":"json","accept":"application/json","success":["200"]}},
{"id":"plants/add-note","scope":"plants","name":"add-note","method":"POST","path":"/plants/{id}/notes","summary":"Adds a note to a plant","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},{"name":"id","in":"query","schema":{"$ref":"#/$defs/Id"}}],"body":{"required":true,"contents":[{"mediaType":"application/json","format":"json","schema":{"$ref":"#/$defs/Note"}}]},"output":{"format":"json","accept":"application/json","success":["201"]}},
{"id":"beds/list-plants","scope":"beds","name":"list-plants","method":"GET","path":"/beds/{id}/plants","summary":"Lists the plants of a bed","output":{"format":"json","accept":"application/json","success":["200"]}}
],"schemas":{
"Bed":{"type":"string"},
"Id":{"type":"integer"},
"Note":{"type":"object","properties":{"text":{"type":"string"},"author":{"readOnly":true,"type":"string"},"replies":{"type":"array","items":{"$ref":"#/$defs/Note"}}},"required":["text","author"]}
}}"##;

fn garden() -> &'static Operations {
    Operations::of(GARDEN).unwrap()
}

fn found(words: &[&str]) -> Vec<&'static str> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    garden().search(&words).into_iter().map(|operation| operation.id.as_str()).collect()
}

#[test]
fn a_search_finds_the_operation_that_its_words_name() {
    assert_eq!(found(&["list", "plants"]), ["plants/list", "beds/list-plants"]);
    assert_eq!(found(&["plants of a bed"]), ["beds/list-plants"]);
    assert_eq!(found(&["notes"]), ["plants/add-note"]);
    assert_eq!(found(&["zebra"]), [""; 0]);
    assert_eq!(found(&[]).len(), 3);
}

#[test]
fn an_input_has_the_schemas_that_it_needs() {
    let operation = garden().by_name("plants", "add-note").unwrap();
    let schema = operation.input_schema(garden());
    let named: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
    assert_eq!(named, ["Id", "Note"]);
    // Only responses have an author.
    assert_eq!(schema["$defs"]["Note"]["required"], json!(["text"]));
    assert_eq!(schema["$defs"]["Note"]["properties"].get("author"), None);
    assert_eq!(schema["required"], json!(["parameters", "body"]));
    let parameters = schema["properties"]["parameters"]["properties"].as_object().unwrap();
    assert_eq!(parameters.keys().collect::<Vec<_>>(), ["id", "query.id"]);

    let response = garden().whole(json!({"$ref": "#/$defs/Note"}), Direction::Response);
    assert_eq!(response["$defs"]["Note"]["required"], json!(["text", "author"]));
    let resolved = garden().resolved(json!({"$ref": "#/$defs/Id", "description": "An id"}));
    assert_eq!(resolved, json!({"type": "integer", "description": "An id"}));
    assert_eq!(garden().resolved(Value::Bool(true)), Value::Bool(true));
}

#[test]
fn a_table_is_decoded_once() {
    assert!(std::ptr::eq(garden(), garden()));
    assert!(Operations::of("{}").is_err());
}

/// A property is absent from a direction wherever it is documented, and a reference is a URI.
#[test]
fn properties_of_another_direction_are_not_required() {
    static TABLE: &str = r##"{"title":"Garden","version":"1","pageStyle":{"items":[],"next":"link"},"operations":[],"schemas":{
"Base of%/~":{"type":"object","properties":{"id":{"readOnly":true},"key":{"writeOnly":true}}},
"Bed":{"allOf":[{"$ref":"#/$defs/Base%20of%25~1~0"}],"properties":{"name":{"type":"string"}},"required":["id","key","name"]}
}}"##;
    let operations = Operations::of(TABLE).unwrap();
    for (direction, required) in
        [(Direction::Request, json!(["key", "name"])), (Direction::Response, json!(["id", "name"]))]
    {
        let schema = operations.whole(json!({"$ref": "#/$defs/Bed"}), direction);
        assert_eq!(schema["$defs"]["Bed"]["required"], required);
        assert!(schema["$defs"].get("Base of%/~").is_some(), "{schema}");
        let example = operations.example(json!({"$ref": "#/$defs/Bed"}), direction);
        assert_eq!(example.get("id").is_some(), direction == Direction::Response, "{example}");
    }
}

/// Each schema requires two values of the next one.
#[test]
fn an_example_is_bounded() {
    let named = (0..40).map(|level| {
        let next = json!({"$ref": format!("#/$defs/S{}", level + 1)});
        let schema = json!({"properties": {"a": next, "b": next}, "required": ["a", "b"]});
        (format!("S{level}"), schema)
    });
    let table = json!({
        "title": "Garden", "version": "1", "pageStyle": {"items": [], "next": "link"},
        "operations": [], "schemas": named.collect::<Value>(),
    });
    let operations = Operations::of(table.to_string().leak()).unwrap();
    let example = operations.example(json!({"$ref": "#/$defs/S0"}), Direction::Request);
    assert!(example.to_string().len() < 10_000_000);
}
