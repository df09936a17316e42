//! In: what changed, and a changelog. Out: the changelog with a section of that before all others, once.

use super::{Summary, markdown};
use crate::error::Error;
use crate::project;
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A section begins with one.
const HEADING: &str = "## ";

/// Prepends what changed, under the version that the newer document gives itself.
pub(super) fn prepend(file: &Path, summary: &Summary) -> Result<(), Error> {
    let name = file.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Error::new(format!("{} is no name of a file", file.display()), "name the changelog's file")
    })?;
    let text = if file.exists() { project::read(file)? } else { "# Changelog\n".to_owned() };
    let section = markdown::whole(summary);
    let Some(text) = with(&text, &section) else {
        let heading = section.lines().next().unwrap_or_default();
        return Err(Error::new(
            format!("{} has a section `{heading}` that says something else", file.display()),
            "remove that section to have it written anew; nothing was changed",
        ));
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let root = folder.unwrap_or(Path::new(".")).to_owned();
    Tree { root, owned: BTreeSet::new(), files: BTreeMap::from([(name.to_owned(), text)]) }
        .write()?;
    Ok(())
}

/// A changelog with that section; none, where one of that heading says something else.
fn with(text: &str, section: &str) -> Option<String> {
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
    fn a_section_stands_before_the_others_once() {
        let old = "# Changelog\n\nAll of it.\n\n## 1\n\n- Old.\n";
        let new = with(old, SECTION).unwrap();
        assert_eq!(new, "# Changelog\n\nAll of it.\n\n## 2\n\nNews.\n\n## 1\n\n- Old.\n");
        assert_eq!(with(&new, SECTION).as_deref(), Some(new.as_str()));
    }

    #[test]
    fn the_first_section_ends_the_file() {
        let new = with("# Changelog\n", SECTION).unwrap();
        assert_eq!(new, "# Changelog\n\n## 2\n\nNews.\n");
        assert_eq!(with(&new, SECTION).as_deref(), Some(new.as_str()));
    }

    #[test]
    fn a_section_that_says_something_else_is_not_lost() {
        assert_eq!(with("# Changelog\n\n## 2\n\nBy hand.\n", SECTION), None);
    }
}
