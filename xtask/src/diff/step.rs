//! In: what changed, and a crate's version. Out: the version that its next release is to have.

use generator::diff::{Class, Diff};
use semver::Version;
use std::fmt;

/// How a version is to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    word: &'static str,
    from: Version,
    to: Version,
}

impl Step {
    /// The smallest step that cargo's rules allow: the leftmost number that is not zero is the major one.
    pub(super) fn of(diff: &Diff, version: &str) -> Option<Self> {
        let from = Version::parse(version).ok()?;
        let Version { major, minor, patch, .. } = from;
        let (word, to) = match diff.changes.iter().map(|change| change.class()).min()? {
            Class::Breaking if major > 0 => ("major", Version::new(major + 1, 0, 0)),
            Class::Breaking if minor > 0 => ("minor", Version::new(0, minor + 1, 0)),
            Class::Additive if major > 0 => ("minor", Version::new(major, minor + 1, 0)),
            Class::Breaking | Class::Additive | Class::Documentation => {
                ("patch", Version::new(major, minor, patch + 1))
            }
        };
        Some(Self { word, from, to })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, from {} to {}", self.word, self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use generator::diff::{Change, Kind};

    #[test]
    fn steps_are_the_smallest_that_cargo_allows() {
        let (breaking, additive, documentation) =
            (Kind::ModuleMissing, Kind::ModuleAdded, Kind::DocumentationChanged);
        for (kinds, from, to) in [
            (&[additive, breaking][..], "1.2.3", "2.0.0"),
            (&[documentation, additive], "1.2.3", "1.3.0"),
            (&[documentation], "1.2.3", "1.2.4"),
            (&[breaking], "0.2.3", "0.3.0"),
            (&[additive], "0.2.3", "0.2.4"),
            (&[breaking], "0.0.3", "0.0.4"),
        ] {
            let changes = kinds.iter().map(|kind| Change {
                kind: *kind,
                scope: String::new(),
                operation: None,
                description: String::new(),
                item: String::new(),
            });
            let diff = Diff { changes: changes.collect(), ..Diff::default() };
            let step = Step::of(&diff, from).map(|step| step.to.to_string());
            assert_eq!(step.as_deref(), Some(to), "{kinds:?} {from}");
        }
        assert_eq!(Step::of(&Diff::default(), "1.2.3"), None);
    }
}
