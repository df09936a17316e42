//! The files of the client of two documentation pages, and of documents with other constructs.

use crate::fixtures::{self, Fixture};
use clientwright::Generated;
use clientwright::profile::{Profile, Tool};
use clientwright::source::Source;
use serde_json::json;

fn generated(fixture: &Fixture) -> Generated {
    clientwright::generate(&fixture.sources, &fixture.profile).expect("it is generated")
}

/// The name of a snapshot: the path of the file without `src/` and the extension.
fn name(prefix: &str, path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    format!("{prefix}__{}", path.replace('/', "__"))
}

/// One snapshot per file.
#[test]
fn the_files_of_the_dashboard() {
    let files = generated(&fixtures::dashboard()).files;
    let sources: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("src/")).collect();
    assert!(sources.len() > 3, "{sources:?}");
    let names: Vec<String> = sources.iter().map(|(path, _)| name("dashboard", path)).collect();
    for (name, (_, text)) in names.iter().zip(sources) {
        insta::assert_snapshot!(name.as_str(), text);
    }
    fixtures::assert_no_stray_snapshots("render", &names);
}

/// Documents with constructs that the pages do not have.
#[test]
fn files_of_other_documents() {
    let shown = [
        // Named schemas that refer to each other, and an enum among them.
        ("schema-circular", &["src/schemas.rs"][..]),
        ("schema-enums", &["src/schemas.rs"]),
        ("schema-maps", &["src/schemas.rs"]),
        // The crate as a whole: several security schemes, regions, and a manifest with all settings of a profile.
        ("profile", &["Cargo.toml", "LICENSE-MIT", "README.md", "src/client.rs", "src/lib.rs"]),
        // Only a title and a path.
        ("operation-unnamed", &["Cargo.toml", "src/client.rs", "src/lib.rs", "src/operations.rs"]),
        // Bodies and responses that are optional, or not JSON.
        (
            "body-forms",
            &["src/beds/optional_body.rs", "src/beds/send_bytes.rs", "src/beds/patch_bed.rs"],
        ),
        // Unions; several successes, errors, forms, and an operation with its own server.
        ("alternatives", &["src/beds/find_beds.rs", "src/schemas.rs"]),
        ("inheritance", &["src/schemas.rs"]),
        ("tags", &["src/schemas.rs"]),
        ("answers", &["src/beds/get_bed.rs", "src/beds/set_bed.rs", "src/beds/dig_bed.rs"]),
        ("body-named", &["src/beds/add_bed.rs", "src/schemas.rs"]),
        ("body-members", &["src/beds/update_bed.rs"]),
        ("body-encodings", &["src/beds/send_form.rs"]),
        ("streams", &["src/streams/events.rs"]),
        ("parameter-shapes", &["src/beds/get_beds.rs"]),
        ("paging", &["src/beds/get_wrapped.rs", "src/beds/get_log.rs"]),
        // Operations that require several API keys.
        ("security-combined", &["src/vault/usual.rs", "src/vault/either.rs"]),
        // Several servers.
        ("servers-named", &["src/client.rs", "src/lib.rs"]),
        ("servers-operation", &["src/photos/get_photos.rs", "src/photos/get_sand.rs"]),
        // Pages shared by several operations.
        // Several documents with conflicting names.
        ("documents", &["src/plants/get_plants.rs"]),
        ("formats", &["src/beds/update_bed.rs"]),
        ("paging-last-item", &["src/client.rs"]),
        ("paging-cursor", &["src/client.rs", "src/schemas.rs", "src/beds/list_beds.rs"]),
        // Examples and their test.
        (
            "infer-from-examples",
            &["src/beds/get_beds.rs", "tests/generated/main.rs", "tests/generated/examples.rs"],
        ),
    ];
    let fixtures = fixtures::all("lowered");
    for (fixture, paths) in shown {
        let found = fixtures.iter().find(|found| found.name == fixture).expect("the fixture");
        let files = generated(found).files;
        for path in paths {
            let text = files.get(*path).unwrap_or_else(|| panic!("{path} in {:?}", files.keys()));
            insta::assert_snapshot!(name(fixture, path), text);
        }
    }
}

/// The output is deterministic.
#[test]
fn output_is_the_same_every_time() {
    for fixture in fixtures::all("lowered") {
        let first = generated(&fixture);
        let mut reversed = fixture.sources.clone();
        reversed.reverse();
        let again = clientwright::generate(&reversed, &fixture.profile).expect("it is generated");
        assert_eq!(first.files, again.files, "{}", fixture.name);
    }
}

/// File systems of Windows and macOS do not distinguish case, and Windows reserves the names of devices.
#[test]
fn files_exist_on_every_file_system() {
    let ids =
        ["aux", "AUX", "Con", "com1", "COM1", "lpt9", "getBeds", "GetBeds", "getBEDS", "nul.txt"];
    let paths: String = ids
        .iter()
        .enumerate()
        .flat_map(|(index, id)| {
            ["prn", "Garden", "GARDEN"].map(|tag| {
                format!("  /{tag}{index}: {{get: {{operationId: {id}{tag}, tags: [{tag}], responses: {{'200': {{description: ok}}}}}}}}\n  /{tag}{index}/b: {{get: {{operationId: {id}, tags: [{tag}{id}], responses: {{'200': {{description: ok}}}}}}}}\n")
            })
        })
        .collect();
    let text = format!("openapi: 3.0.3\ninfo: {{title: Garden, version: '1'}}\npaths:\n{paths}");
    let generated =
        clientwright::generate(&[Source::new("garden.yaml", text)], &Profile::default());
    let generated = generated.expect("it is generated");
    let mut lower: Vec<String> = generated.files.keys().map(|path| path.to_lowercase()).collect();
    lower.sort_unstable();
    lower.dedup();
    assert_eq!(lower.len(), generated.files.len(), "{lower:#?}");
    let devices = ["aux", "con", "nul", "prn", "com1", "lpt9"];
    for path in &lower {
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            assert!(!devices.contains(&stem), "{path}");
        }
    }
}

/// The readers of the table resolve references as URIs, and decide about the direction of each property by its own keywords.
#[test]
fn schemas_in_the_table_of_operations() {
    let text = r##"
openapi: 3.0.3
info: {title: Build, version: '1'}
paths:
  /beds:
    post:
      operationId: addBed
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Bed'}}}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Bed:
      type: object
      required: [id]
      properties:
        id: {$ref: '#/components/schemas/Id'}
        soil: {type: object, nullable: true, allOf: [{$ref: '#/components/schemas/A~1b~0c%20%25d'}]}
    Id: {type: string, readOnly: true}
    'A/b~c %d': {type: object}
"##;
    let mut profile = Profile::default();
    profile.package.with = vec![Tool::Cli, Tool::Mock];
    let sources = [Source::new("garden.yaml", text)];
    let files = clientwright::generate(&sources, &profile).expect("it is generated").files;
    let table: serde_json::Value = serde_json::from_str(&files["src/operations.json"]).unwrap();
    let bed = &table["schemas"]["Bed"]["properties"];
    assert_eq!(bed["id"], json!({"$ref": "#/$defs/Id", "readOnly": true}));
    let soil = json!({"type": "object", "allOf": [{"$ref": "#/$defs/A~1b~0c%20%25d"}]});
    assert_eq!(bed["soil"], json!({"anyOf": [soil, {"type": "null"}]}));
    assert!(table["schemas"].get("A/b~c %d").is_some(), "{table}");
    // Cargo does not allow the name of its folder `build` for a program.
    assert!(files["cli/Cargo.toml"].contains("name = \"build-cli\""));

    profile.package.types_only = true;
    let generated = clientwright::generate(&sources, &profile).expect("it is generated");
    let warnings: Vec<&str> = generated.warnings.iter().map(|one| &*one.message).collect();
    assert_eq!(warnings, ["the crate has no client, so these keys have no effect: `crate.with`"]);
}
