//! The guide in `docs/guide`: its snippets compile, its profiles and overlays work, its commands have the output that it shows,
//! and its links lead somewhere. Beside it, the examples of the runtime's documentation are counted.
//!
//! A code block is tested by its language. A comment before it says what its text cannot:
//!
//! - `<!-- file: NAME -->`: the block is this file, beside which the commands of the page run.
//! - `<!-- profile -->`: the block is a profile.
//! - `<!-- setup: CODE -->`: Rust code that comes before the snippet.

mod commands;
mod examples;
mod links;
mod sessions;
mod snippets;
mod text;

use crate::compiles::root;
use std::fs;
use std::path::PathBuf;

/// The folder of the pages.
fn folder() -> PathBuf {
    root().join("docs/guide/src")
}

/// A page of the guide.
struct Page {
    /// The name of the file without its extension.
    name: String,
    text: String,
}

/// A code block.
#[derive(Clone, Debug)]
struct Block {
    language: String,
    /// The comment before the block.
    note: String,
    line: usize,
    text: String,
}

impl Page {
    /// All pages, in the order of their names.
    fn all() -> Vec<Self> {
        let mut paths: Vec<_> =
            fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
        paths.sort();
        assert!(paths.len() > 15, "{paths:?}");
        paths
            .iter()
            .map(|path| Self {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                text: fs::read_to_string(path).unwrap(),
            })
            .collect()
    }

    fn blocks(&self) -> Vec<Block> {
        text::blocks(&self.text)
    }

    /// The blocks of a language.
    fn blocks_of(&self, language: &str) -> Vec<Block> {
        let mut blocks = self.blocks();
        blocks.retain(|block| block.language == language);
        blocks
    }
}

impl Block {
    /// The value of the comment before the block, if it begins with this keyword.
    fn note(&self, keyword: &str) -> Option<&str> {
        self.note.strip_prefix(keyword)?.strip_prefix(':').map(str::trim)
    }
}

#[test]
fn every_block_has_a_known_language() {
    for page in Page::all() {
        for block in page.blocks() {
            let known = ["rust", "toml", "yaml", "json", "sh", "console", "text"]
                .contains(&&*block.language);
            assert!(known, "{}.md:{}: {}", page.name, block.line, block.language);
        }
    }
}

/// Profiles are read by the generator, and so are the overlays and documents that the commands of a page use.
#[test]
fn data_is_valid() {
    let mut profiles = 0;
    for page in Page::all() {
        for block in page.blocks_of("toml") {
            let place = format!("{}.md:{}", page.name, block.line);
            toml::from_str::<toml::Table>(&block.text)
                .unwrap_or_else(|error| panic!("{place}: {error}"));
            if block.note == "profile" {
                profiles += 1;
                let profile = clientwright::Profile::from_toml(&block.text);
                assert!(profile.is_ok(), "{place}: {:?}", profile.err());
            }
        }
        for block in page.blocks_of("json") {
            let value = serde_json::from_str::<serde_json::Value>(&block.text);
            assert!(value.is_ok(), "{}.md:{}: {value:?}", page.name, block.line);
        }
    }
    assert!(profiles > 3);
}
