//! Real documents, where they are at hand beside the project.

use crate::fixtures::{self, entries};
use generator::diagnostic::{Diagnostics, Severity};
use generator::document::Document;
use generator::ir::{ArgumentKind, Field, Kind, MapKey, Operation, Type};
use generator::profile::Profile;
use generator::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

/// The documents at hand.
fn documents() -> Vec<PathBuf> {
    let documents = files_in(&corpus());
    if documents.is_empty() {
        println!("skipped: there are no documents at {}", corpus().display());
    }
    documents
}

/// The document of that name, if it is at hand.
pub(crate) fn document(name: &str) -> Option<Source> {
    let path = documents().into_iter().find(|path| path.ends_with(name))?;
    Some(Source::new(name, fs::read_to_string(path).unwrap()))
}

/// The files in a folder and those below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "yaml") {
            files.push(path);
        }
    }
    files
}

/// What sources say, and what was found in them.
pub(crate) fn normalised(sources: &[Source]) -> (Option<Document>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let value = generator::read::read(sources, &mut diagnostics);
    let document = value.map(|value| generator::normalise::normalise(&value, &mut diagnostics));
    (document, diagnostics)
}

#[test]
fn real_documents_are_read_whole_or_refused() {
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let sources = [Source::new(path.display().to_string(), text)];
        let accepted = generator::read::is_document(&sources[0]);
        let (document, diagnostics) = normalised(&sources);
        let errors: Vec<String> = diagnostics
            .into_vec()
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| found.to_text(&sources))
            .collect();
        assert_eq!(document.is_some(), accepted, "{}: {errors:?}", path.display());
        assert_eq!(errors.is_empty(), accepted, "{}: {errors:?}", path.display());
    }
}

/// The whole API's document of a release with the project's corrections of it, if it is at hand.
pub(crate) fn corrected() -> Option<[Source; 2]> {
    let overlay = include_str!("../../../spec/overlays/v1.42.0.yaml");
    Some([document("spec3-v1.42.0.json")?, Source::new("v1.42.0.yaml", overlay)])
}

fn files(sources: &[Source], profile: &Profile) -> BTreeMap<String, String> {
    generator::generate(sources, profile).expect("it is generated").files
}

/// What the overlay says is in the code, and the rest is as it was.
#[test]
fn an_overlay_changes_the_operations_that_it_corrects() {
    let Some(sources) = corrected() else { return };
    let profile = fixtures::dashboard().profile;
    let corrected = files(&sources, &profile);
    let documented = files(&sources[..1], &profile);
    let differing = differing(&documented, &corrected);
    let operations: Vec<&str> =
        differing.into_iter().filter(|path| path.starts_with("src/")).collect();
    assert_eq!(
        operations,
        [
            "src/networks/get_network_clients.rs",
            "src/wireless/get_network_wireless_mesh_statuses.rs"
        ]
    );
    for path in operations {
        assert!(!documented[path].contains("paged"), "{path}: {}", documented[path]);
        let list = "pub type Response = Vec<ResponseItem>;";
        assert!(corrected[path].contains("paged") && corrected[path].contains(list), "{path}");
    }
}

/// The paths of files that differ, or are in one of the two only.
fn differing<'a>(
    one: &'a BTreeMap<String, String>,
    other: &'a BTreeMap<String, String>,
) -> BTreeSet<&'a str> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).map(String::as_str).collect()
}

/// The same text in, the same text out.
#[test]
fn output_is_the_same_every_time() {
    let Some(sources) = corrected() else { return };
    let profile = fixtures::dashboard().profile;
    let first = files(&sources, &profile);
    let [document, overlay] = sources;
    assert_eq!(differing(&first, &files(&[overlay, document], &profile)), BTreeSet::new());
}

/// An update of a large document changes the files of the operations that it changes, and those that list all.
#[test]
fn an_update_touches_what_it_changes() {
    let releases = ["spec3-v1.41.0.json", "spec3-v1.42.0.json"].map(document);
    let [Some(older), Some(newer)] = releases else { return };
    let profile = fixtures::dashboard().profile;
    let [before, after] = [&older, &newer].map(|source| operations(source, &profile));
    let changed: BTreeSet<&str> = before
        .keys()
        .chain(after.keys())
        .filter(|file| before.get(*file) != after.get(*file))
        .map(String::as_str)
        .collect();
    assert!(changed.len() < 100, "the releases have most operations in common: {changed:?}");

    let [older, newer] = [older, newer].map(|source| files(&[source], &profile));
    let touched = differing(&older, &newer);
    let listings: Vec<&str> = touched.difference(&changed).copied().collect();
    println!("{} operations changed; other files: {listings:?}", changed.len());
    for path in listings {
        let of_all = path.matches('/').count() < 2 || path.starts_with("tests/");
        assert!(of_all, "{path} is the file of an operation that is not changed");
    }
}

/// What is told of an update is about the operations whose files it changes, no more and no fewer.
#[test]
fn an_update_tells_of_what_it_touches() {
    let releases = ["spec3-v1.41.0.json", "spec3-v1.42.0.json"].map(document);
    let [Some(older), Some(newer)] = releases else { return };
    let profile = fixtures::dashboard().profile;
    let [before, after] = [&older, &newer].map(|source| {
        generator::build_ir(std::slice::from_ref(source), &profile).expect("decided")
    });
    let changes = generator::diff::compare(&before, &after).changes;
    let told: BTreeSet<&str> =
        changes.iter().filter_map(|change| change.operation.as_deref()).collect();

    let [older, newer] = [older, newer].map(|source| files(&[source], &profile));
    let touched = differing(&older, &newer);
    let operations = after.scopes.iter().flat_map(|scope| {
        scope
            .operations
            .iter()
            .map(move |one| (format!("src/{}/{}.rs", scope.module, one.function), one.id.as_str()))
    });
    let touched: BTreeSet<&str> = operations
        .filter(|(file, _)| touched.contains(file.as_str()))
        .map(|(_, operation)| operation)
        .collect();
    assert_eq!(told, touched);
}

/// The odd things of a large document are all there: counted in the document by other means.
#[test]
fn what_is_odd_is_typed() {
    let Some(sources) = corrected() else { return };
    let (document, mut diagnostics) = normalised(&sources);
    let profile = fixtures::dashboard().profile;
    let krate = generator::lower::lower(&document.expect("it is read"), &profile, &mut diagnostics);
    let operations: Vec<&Operation> =
        krate.scopes.iter().flat_map(|scope| &scope.operations).collect();
    let count = |is: fn(&Operation) -> bool| operations.iter().filter(|one| is(one)).count();
    assert_eq!((krate.scopes.len(), operations.len()), (13, 667));
    assert_eq!(count(|operation| operation.paging.is_some()), 64, "listings");
    assert_eq!(count(|operation| operation.deprecated), 1, "deprecated operations");
    assert_eq!(count(has_optional_body), 139, "bodies that may be left out");

    let definitions = || operations.iter().flat_map(|operation| &operation.definitions);
    for payload in ["PingHostCallback", "PingDeviceCallback", "ActionBatchCallback"] {
        assert!(definitions().any(|definition| definition.name == payload), "{payload}");
    }
    let fields = || {
        definitions().flat_map(|definition| match &definition.kind {
            Kind::Struct(object) => object.fields.as_slice(),
            Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_)
            | Kind::Alias(_) => &[],
        })
    };
    let numbered = fields().filter(|field| matches!(field.ty, Type::Map(MapKey::U32, _)));
    assert_eq!(numbered.count(), 15, "objects whose members are numbers");
    for name in ["MV21/MV71", "_json"] {
        let is_named = |field: &Field| field.wire_name.as_deref() == Some(name);
        assert!(fields().any(is_named), "{name}");
    }
    let variants = || {
        definitions().flat_map(|definition| match &definition.kind {
            Kind::StringEnum(values) => values.variants.as_slice(),
            Kind::Struct(_)
            | Kind::IntegerEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_)
            | Kind::Alias(_) => &[],
        })
    };
    for (value, variant) in [("2.4", "V2_4"), ("", "Empty")] {
        assert!(variants().any(|one| one.value == value && one.name == variant), "{value:?}");
    }
}

/// Whether a request may be sent without its body.
fn has_optional_body(operation: &Operation) -> bool {
    operation.arguments.iter().any(|argument| match &argument.kind {
        ArgumentKind::Body(body) => body.optional,
        ArgumentKind::Parameter(_) => false,
    })
}

/// What a document says of each operation, by the operation's file.
fn operations(source: &Source, profile: &Profile) -> BTreeMap<String, String> {
    let (document, mut diagnostics) = normalised(std::slice::from_ref(source));
    let document = document.expect("it is read");
    let krate = generator::lower::lower(&document, profile, &mut diagnostics);
    let value: serde_json::Value = source.text().parse().unwrap();
    let operations = document.operations.iter();
    let said: BTreeMap<&str, String> = operations
        .filter_map(|operation| {
            let said = value.pointer(operation.at.as_str())?;
            Some((operation.id.as_deref()?, said.to_string()))
        })
        .collect();
    let scopes = krate.scopes.iter();
    let operations = scopes.flat_map(|scope| {
        scope.operations.iter().map(move |operation| {
            (format!("src/{}/{}.rs", scope.module, operation.function), operation.id.as_str())
        })
    });
    operations.filter_map(|(file, id)| Some((file, said.get(id)?.clone()))).collect()
}
