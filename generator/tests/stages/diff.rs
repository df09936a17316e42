//! Changes of polymorphic types.

use clientwright::diff;
use clientwright::profile::Profile;
use clientwright::source::Source;

const OLD: &str = "
openapi: 3.0.3
info: { title: Garden, version: 1.0.0 }
paths:
  /plants:
    put:
      operationId: putPlant
      tags: [plants]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Plant' } } } }
      responses: { '204': { description: OK } }
components:
  schemas:
    Plant:
      type: object
      required: [kind, name]
      properties: { kind: { type: string }, name: { type: string } }
      discriminator: { propertyName: kind, mapping: { tree: '#/components/schemas/Tree' } }
    Tree:
      allOf:
        - $ref: '#/components/schemas/Plant'
        - { type: object, required: [unit], properties: { unit: { type: string, enum: [m] }, height: { type: number } } }
    Herb: { allOf: [{ $ref: '#/components/schemas/Plant' }] }
";

/// The changes between [`OLD`] and the same document with `from` replaced by `to`.
fn changes(from: &str, to: &str) -> Vec<String> {
    assert!(OLD.contains(from), "{from}");
    let [old, new] = [OLD.to_owned(), OLD.replace(from, to)].map(|text| {
        clientwright::build_ir(&[Source::new("garden.yaml", text)], &Profile::default()).unwrap()
    });
    let changes = diff::compare(&old, &new).changes;
    changes.iter().map(|change| format!("{}: {}", change.class(), change.description)).collect()
}

#[test]
fn an_added_descendant_is_an_added_variant() {
    let found = changes(
        "    Herb:",
        "    Moss: { allOf: [{ $ref: '#/components/schemas/Plant' }] }\n    Herb:",
    );
    assert!(
        found.contains(&"additive: schema `Plant`: alternative `Moss` was added".to_owned()),
        "{found:#?}"
    );
    assert!(!found.iter().any(|what| what.starts_with("breaking")), "{found:#?}");
}

#[test]
fn a_base_without_its_discriminator_changes_its_type() {
    let found = changes(
        "      discriminator: { propertyName: kind, mapping: { tree: '#/components/schemas/Tree' } }\n",
        "",
    );
    assert!(
        found.iter().any(|what| what.starts_with("breaking: schema `Plant` changed from union")),
        "{found:#?}"
    );
}

#[test]
fn changed_constants_and_tags_change_requests() {
    let found = changes("enum: [m]", "enum: [cm]");
    assert_eq!(found, ["additive: schema `Tree` property `unit` changed from `\"m\"` to `\"cm\"`"]);
    let found = changes("mapping: { tree:", "mapping: { shrub:");
    assert!(
        found.contains(
            &"additive: schema `Tree` property `kind` changed from `\"tree\"` to `\"shrub\"`"
                .to_owned()
        ),
        "{found:#?}"
    );
}

#[test]
fn a_constant_with_more_values_becomes_a_field() {
    let found = changes("enum: [m]", "enum: [m, cm]");
    assert!(
        found.iter().any(|what| what.contains("property `unit` was added and is required")),
        "{found:#?}"
    );
    let found = changes("unit: { type: string, enum: [m] }, ", "");
    assert_eq!(found, ["additive: schema `Tree` property `unit` was removed"]);
}

#[test]
fn a_list_of_tuples_is_described_by_its_items() {
    let client = |rows: &str| {
        let text = OLD.replace("openapi: 3.0.3", "openapi: 3.1.0").replace(
            "name: { type: string } }",
            &format!("name: {{ type: string }}, rows: {{ type: array, items: {rows} }} }}"),
        );
        clientwright::build_ir(&[Source::new("garden.yaml", text)], &Profile::default()).unwrap()
    };
    let tuple = "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2 }";
    let changes = diff::compare(&client("{ type: string }"), &client(tuple)).changes;
    let expected = "changed from list of strings to list of tuples of string, integer";
    assert!(changes.iter().any(|one| one.description.ends_with(expected)), "{changes:#?}");
}

#[test]
fn another_body_of_an_error_is_reported_once() {
    let client = |errors: &str| {
        let responses = format!("responses: {{ {errors}'204': {{ description: OK }} }}");
        let text = OLD.replace("responses: { '204': { description: OK } }", &responses);
        clientwright::build_ir(&[Source::new("garden.yaml", text)], &Profile::default()).unwrap()
    };
    let error = |status: &str, schema: &str| {
        let schema = format!("{{ $ref: '#/components/schemas/{schema}' }}");
        format!(
            "'{status}': {{ description: No, content: {{ application/json: {{ schema: {schema} }} }} }}, "
        )
    };
    let changes = |old: &str, new: &str| -> Vec<String> {
        let changes = diff::compare(&client(old), &client(new)).changes;
        let of_operation = changes.into_iter().filter(|change| change.operation.is_some());
        of_operation.map(|change| change.description).collect()
    };
    let (tree, herb) = (error("400", "Tree"), error("400", "Herb"));
    assert_eq!(changes(&tree, &herb), ["response 400 changed from object `Tree` to object `Herb`"]);
    let empty = "'400': { description: No }, ";
    assert_eq!(changes(&tree, empty), ["response 400 no longer has a body"]);
    assert_eq!(changes(empty, &tree), ["response 400 now has a body"]);
    let also = error("409", "Plant");
    assert_eq!(
        changes(&format!("{tree}{also}"), &format!("{herb}{also}")),
        ["type `ErrorBody`: alternative `BadRequest` changed from object `Tree` to object `Herb`"]
    );
}

#[test]
fn full_names_that_types_lose_or_gain_are_reported() {
    let operation = |path: &str, id: &str| {
        format!(
            "  {path}: {{ get: {{ operationId: {id}, tags: [beds], responses: {{ '200': {{ description: OK, content: {{ application/json: {{ schema: {{ type: object, properties: {{ area: {{ type: number }} }} }} }} }} }} }} }} }}\n"
        )
    };
    let client = |paths: &str| {
        let text =
            format!("openapi: 3.0.3\ninfo: {{ title: Garden, version: 1.0.0 }}\npaths:\n{paths}");
        clientwright::build_ir(&[Source::new("garden.yaml", text)], &Profile::default()).unwrap()
    };
    let bed = operation("/bed", "getBed");
    let [alone, together] =
        [bed.clone(), bed + &operation("/response", "getBedResponse")].map(|paths| client(&paths));
    let changes = |old, new| -> Vec<String> {
        let changes = diff::compare(old, new).changes;
        let of_bed = changes.into_iter().filter(|one| one.operation.as_deref() == Some("getBed"));
        of_bed.map(|change| format!("{}: {}", change.class(), change.description)).collect()
    };
    let lost = "breaking: the type `Response` is no longer exported as `GetBedResponse`";
    assert_eq!(changes(&alone, &together), [lost]);
    let gained = "additive: the type `Response` is now also exported as `GetBedResponse`";
    assert_eq!(changes(&together, &alone), [gained]);
}
