//! Real documents, where they are at hand beside the project.

use crate::fixtures::entries;
use generator::diagnostic::{Diagnostics, Severity};
use generator::source::Source;
use std::fs;
use std::path::{Path, PathBuf};

/// Whether a document is read, by what it says of itself.
fn is_accepted(text: &str) -> bool {
    let value = serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
    let version = value.get("openapi").and_then(serde_json::Value::as_str);
    version.is_some_and(|version| version.starts_with("3.0"))
}

#[test]
fn real_documents_are_read_whole_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let documents = files_in(&corpus);
    if documents.is_empty() {
        println!("skipped: there are no documents at {}", corpus.display());
    }
    for path in documents {
        let text = fs::read_to_string(&path).unwrap();
        let accepted = is_accepted(&text);
        let sources = [Source::new(path.display().to_string(), text)];
        let mut diagnostics = Diagnostics::default();
        let value = generator::read::read(&sources, &mut diagnostics);
        let document = value.map(|value| generator::normalise::normalise(&value, &mut diagnostics));
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

/// The documents in a folder and those below it.
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
