//! Real documents, if the corpus is present beside the project.

use crate::fixtures::{self, entries};
use clientwright::diagnostic::{Diagnostics, Severity};
use clientwright::document::Document;
use clientwright::ir::{ArgumentKind, Field, Kind, MapKey, Operation, Type};
use clientwright::profile::Profile;
use clientwright::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus")
}

/// The documents of the corpus.
fn documents() -> Vec<PathBuf> {
    let documents = files_in(&corpus());
    if documents.is_empty() {
        println!("skipped: there are no documents at {}", corpus().display());
    }
    documents
}

/// A document of the corpus by name.
pub(crate) fn document(name: &str) -> Option<Source> {
    let path = documents().into_iter().find(|path| path.ends_with(name))?;
    Some(Source::new(name, fs::read_to_string(path).unwrap()))
}

/// All files below a folder.
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

/// The normalised document of some sources, and the diagnostics.
pub(crate) fn normalised(sources: &[Source]) -> (Option<Document>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let value = clientwright::read::read(sources, &mut diagnostics);
    let document = value.map(|value| clientwright::normalise::normalise(&value, &mut diagnostics));
    (document, diagnostics)
}

#[test]
fn real_documents_are_read_completely_or_rejected() {
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        let sources = [Source::new(path.display().to_string(), text)];
        let accepted = clientwright::read::is_document(&sources[0]);
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

/// The document of the whole API with the project's overlay.
pub(crate) fn corrected() -> Option<[Source; 2]> {
    let overlay = include_str!("../../../spec/overlays/v1.42.0.yaml");
    Some([document("spec3-v1.42.0.json")?, Source::new("v1.42.0.yaml", overlay)])
}

fn files(sources: &[Source], profile: &Profile) -> BTreeMap<String, String> {
    clientwright::generate(sources, profile).expect("it is generated").files
}

/// The overlay changes the code of the operations that it corrects, and of those on the same resource, which share their types.
#[test]
fn an_overlay_changes_the_operations_that_it_corrects() {
    let Some(sources) = corrected() else { return };
    let profile = fixtures::dashboard().profile;
    let [before, after] = [&sources[..1], &sources].map(|sources| normalised(sources).0.unwrap());
    let pairs = before.operations.iter().zip(after.operations.iter());
    let is_corrected = pairs.filter(|(one, other)| format!("{one:?}") != format!("{other:?}"));
    let resources: BTreeSet<&str> = is_corrected.map(|(one, _)| resource(&one.path)).collect();

    let corrected = files(&sources, &profile);
    let documented = files(&sources[..1], &profile);
    let differing = differing(&documented, &corrected);
    let krate = clientwright::build_ir(&sources, &profile).expect("it is lowered");
    let operations = krate.scopes.iter().flat_map(|scope| {
        let file = |function: &str| format!("src/{}/{function}.rs", scope.module);
        scope.operations.iter().map(move |one| (file(&one.function), one.path.as_str()))
    });
    let changed: BTreeMap<String, &str> =
        operations.filter(|(file, _)| differing.contains(file.as_str())).collect();
    println!("{} operations change, on {} resources", changed.len(), resources.len());
    for (file, path) in &changed {
        assert!(resources.contains(resource(path)), "{file} is not corrected");
    }
    for path in [
        "src/networks/get_network_clients.rs",
        "src/wireless/get_network_wireless_mesh_statuses.rs",
    ] {
        assert!(!documented[path].contains("paged"), "{path}: {}", documented[path]);
        let list = "pub type Response = Vec<ResponseItem>;";
        assert!(corrected[path].contains("paged") && corrected[path].contains(list), "{path}");
    }
}

/// A path without the parameter at its end.
fn resource(path: &str) -> &str {
    match path.rsplit_once('/') {
        Some((rest, parameter)) if parameter.starts_with('{') => rest,
        _ => path,
    }
}

/// The paths of files that differ, or that only one side has.
fn differing<'a>(
    one: &'a BTreeMap<String, String>,
    other: &'a BTreeMap<String, String>,
) -> BTreeSet<&'a str> {
    let paths = one.keys().chain(other.keys());
    paths.filter(|path| one.get(*path) != other.get(*path)).map(String::as_str).collect()
}

/// The output is deterministic.
#[test]
fn output_is_the_same_every_time() {
    let Some(sources) = corrected() else { return };
    let profile = fixtures::dashboard().profile;
    let first = files(&sources, &profile);
    let [document, overlay] = sources;
    assert_eq!(differing(&first, &files(&[overlay, document], &profile)), BTreeSet::new());
}

/// An update changes the files of the changed operations, and the files that list all operations.
#[test]
fn an_update_changes_the_files_of_changed_operations_only() {
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

/// The diff names exactly the operations whose files change.
#[test]
fn the_diff_of_an_update_names_every_changed_operation() {
    let releases = ["spec3-v1.41.0.json", "spec3-v1.42.0.json"].map(document);
    let [Some(older), Some(newer)] = releases else { return };
    let profile = fixtures::dashboard().profile;
    let [before, after] = [&older, &newer].map(|source| {
        clientwright::build_ir(std::slice::from_ref(source), &profile).expect("decided")
    });
    let changes = clientwright::diff::compare(&before, &after).changes;
    let reported: BTreeSet<&str> =
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
    assert_eq!(reported, touched);
}

/// The expected numbers are counted in the document by other means.
#[test]
fn unusual_constructs_are_typed() {
    let Some(sources) = corrected() else { return };
    let (document, mut diagnostics) = normalised(&sources);
    let profile = fixtures::dashboard().profile;
    let krate =
        clientwright::lower::lower(&document.expect("it is read"), &profile, &mut diagnostics);
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
            | Kind::ScalarEnum(_)
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
            | Kind::ScalarEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_)
            | Kind::Alias(_) => &[],
        })
    };
    for (value, variant) in [("2.4", "V2_4"), ("", "Empty")] {
        assert!(variants().any(|one| one.value == value && one.name == variant), "{value:?}");
    }
}

/// Whether the request body is optional.
fn has_optional_body(operation: &Operation) -> bool {
    operation.arguments.iter().any(|argument| match &argument.kind {
        ArgumentKind::Body(body) => body.optional,
        ArgumentKind::Parameter(_) => false,
    })
}

/// The part of the document for each operation, by the operation's file.
fn operations(source: &Source, profile: &Profile) -> BTreeMap<String, String> {
    let (document, mut diagnostics) = normalised(std::slice::from_ref(source));
    let document = document.expect("it is read");
    let krate = clientwright::lower::lower(&document, profile, &mut diagnostics);
    let value: serde_json::Value = source.text().parse().unwrap();
    let operations = document.operations.iter();
    let documented: BTreeMap<&str, String> = operations
        .filter_map(|operation| {
            let documented = value.pointer(operation.at.as_str())?;
            Some((operation.id.as_deref()?, documented.to_string()))
        })
        .collect();
    let scopes = krate.scopes.iter();
    let operations = scopes.flat_map(|scope| {
        scope.operations.iter().map(move |operation| {
            (format!("src/{}/{}.rs", scope.module, operation.function), operation.id.as_str())
        })
    });
    operations.filter_map(|(file, id)| Some((file, documented.get(id)?.clone()))).collect()
}
