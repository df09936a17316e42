//! Adds a section with the changes to the top of a changelog. Adding it again has no effect.

use super::{Summary, markdown};
use crate::cli::error::Error;
use crate::cli::output_files::OutputFiles;
use crate::cli::project;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The start of a section heading.
const HEADING: &str = "## ";

/// Adds the changes in a section for the version of the new document.
pub(super) fn prepend(file: &Path, summary: &Summary) -> Result<(), Error> {
    let name = file.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Error::new(
            format!("{} is not a file name", file.display()),
            "pass the path of the changelog",
        )
    })?;
    let text = if file.exists() { project::read(file)? } else { "# Changelog\n".to_owned() };
    let section = markdown::full(summary);
    let Some(text) = insert(&text, &section) else {
        let heading = section.lines().next().unwrap_or_default();
        return Err(Error::new(
            format!("{} already has a different section `{heading}`", file.display()),
            "remove that section to write it again; nothing was changed",
        ));
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let root = folder.unwrap_or(Path::new(".")).to_owned();
    OutputFiles { root, owned: BTreeSet::new(), files: BTreeMap::from([(name.to_owned(), text)]) }
        .write()?;
    Ok(())
}

/// The changelog with the section, or `None` if it has a different section with the same heading.
fn insert(text: &str, section: &str) -> Option<String> {
    let heading = section.lines().next().unwrap_or_default();
    if text.contains(section) {
        return Some(text.to_owned());
    }
    let mut lines = text.split_inclusive('\n');
    if text.lines().any(|line| line.trim_end() == heading) {
        return None;
    }
    let before: String = lines.by_ref().take_while(|line| !line.starts_with(HEADING)).collect();
    let after = text.get(before.len()..).unwrap_or_default();
    let end = if after.is_empty() { "" } else { "\n" };
    Some(format!("{}\n\n{section}{end}{after}", before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTION: &str = "## 2\n\nNews.\n";

    #[test]
    fn inserts_section_before_the_others_once() {
        let old = "# Changelog\n\nAll of it.\n\n## 1\n\n- Old.\n";
        let new = insert(old, SECTION).unwrap();
        assert_eq!(new, "# Changelog\n\nAll of it.\n\n## 2\n\nNews.\n\n## 1\n\n- Old.\n");
        assert_eq!(insert(&new, SECTION).as_deref(), Some(new.as_str()));
    }

    #[test]
    fn appends_the_first_section() {
        let new = insert("# Changelog\n", SECTION).unwrap();
        assert_eq!(new, "# Changelog\n\n## 2\n\nNews.\n");
        assert_eq!(insert(&new, SECTION).as_deref(), Some(new.as_str()));
    }

    #[test]
    fn keeps_a_different_section() {
        assert_eq!(insert("# Changelog\n\n## 2\n\nBy hand.\n", SECTION), None);
    }
}
