//! The sources of a package as one text, which the installed command contains.
//!
//! Each file follows a line with its path. The text stays readable, and Git merges it like the files themselves.

use crate::cli::error::Error;
use std::collections::BTreeMap;

/// The end of the first line.
const TITLE: &str = "written by `cargo xtask codegen`. Do not edit.\n";

/// The start of a line with the path of the file that follows. Not valid as a line of Rust or TOML.
const PATH: &str = "=====> ";

/// Joins the files of a folder of the project. Refuses those that [`unpack`] would change.
pub(crate) fn pack(folder: &str, files: &BTreeMap<String, String>) -> Result<String, Error> {
    let entries = files.iter().map(|(path, text)| format!("{PATH}{path}\n{text}"));
    let title = format!("The files of generated-client/{folder}, {TITLE}");
    let archive: String = std::iter::once(title).chain(entries).collect();
    let unpacked = unpack(&archive);
    match files.iter().find(|(path, text)| unpacked.get(*path) != Some(text)) {
        Some((path, _)) => Err(Error::new(
            format!("{folder}/{path} cannot be part of {folder}.txt"),
            format!(
                "end it with a line break, use `\\n` for line breaks, and start no line with `{PATH}`"
            ),
        )),
        None => Ok(archive),
    }
}

/// Splits an archive into its files.
pub(crate) fn unpack(archive: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut file = String::new();
    for line in archive.lines() {
        match line.strip_prefix(PATH) {
            Some(path) => path.clone_into(&mut file),
            None if file.is_empty() => {}
            None => {
                let text: &mut String = files.entry(file.clone()).or_default();
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use std::collections::BTreeMap;

    #[test]
    fn unpacks_what_was_packed() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let files = BTreeMap::from([
            file("Cargo.toml", "[package]\nname = \"garden\"\n"),
            file("src/lib.rs", "//! A garden.\n\nmod beds;\n"),
        ]);
        let archive = pack("runtime", &files).unwrap_or_default();
        assert_eq!(unpack(&archive), files);
        assert_eq!(unpack(&archive.replace('\n', "\r\n")), files, "line breaks of Windows");
    }

    #[test]
    fn refuses_files_that_unpacking_would_change() {
        for text in ["", "mod beds;", "mod beds;\r\n", "/*\n=====> src/beds.rs\n*/\n"] {
            let files = BTreeMap::from([("src/lib.rs".to_owned(), text.to_owned())]);
            assert!(pack("runtime", &files).is_err(), "{text:?}");
        }
    }
}
