//! The links of the guide and of the texts at the root.

use super::{Page, folder, text};
use crate::compiles::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The texts whose links are checked.
fn texts() -> Vec<PathBuf> {
    let names = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
    let mut paths: Vec<_> = names.iter().map(|name| root().join(name)).collect();
    paths.push(root().join("benches/README.md"));
    for folder in [folder(), root().join("docs/decisions")] {
        paths.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths
}

/// Why a link leads nowhere.
fn dead(from: &Path, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) =
        target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let file = match path {
        "" => from.to_owned(),
        path => from.parent().unwrap().join(path),
    };
    if !file.exists() {
        return Some(format!("no file {path}"));
    }
    let anchor = anchor?;
    let anchors = text::anchors(&fs::read_to_string(&file).ok()?);
    (!anchors.iter().any(|known| known == anchor))
        .then(|| format!("no heading #{anchor}: {anchors:?}"))
}

#[test]
fn every_link_leads_somewhere() {
    let mut failures = Vec::new();
    let mut count = 0;
    for path in texts() {
        let page = fs::read_to_string(&path).unwrap();
        for (line, prose) in text::prose(&page) {
            for target in text::links(prose) {
                count += 1;
                if let Some(why) = dead(&path, target) {
                    failures.push(format!("{}:{line}: {target}: {why}", path.display()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(count > 50, "{count} links");
}

/// A link out of the book leads nowhere when the book is read in a browser.
#[test]
fn pages_link_to_pages_only() {
    for page in Page::all() {
        for (line, prose) in text::prose(&page.text) {
            for target in text::links(prose) {
                assert!(!target.starts_with(".."), "{}.md:{line}: {target}", page.name);
            }
        }
    }
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let summary = fs::read_to_string(folder().join("SUMMARY.md")).unwrap();
    for page in Page::all().iter().filter(|page| page.name != "SUMMARY") {
        assert!(summary.contains(&format!("({}.md)", page.name)), "{}", page.name);
    }
}
