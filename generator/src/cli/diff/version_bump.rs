//! Suggests the next version of a crate from its changes.

use crate::diff::{Class, Diff};
use semver::Version;
use std::fmt;

/// A change of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VersionBump {
    level: &'static str,
    from: Version,
    to: Version,
}

impl VersionBump {
    /// The smallest bump under cargo's SemVer rules, where the leftmost nonzero number is the major one.
    pub(super) fn new(diff: &Diff, version: &str) -> Option<Self> {
        let from = Version::parse(version).ok()?;
        let Version { major, minor, patch, .. } = from;
        let (level, to) = match diff.changes.iter().map(|change| change.class()).min()? {
            Class::Breaking if major > 0 => ("major", Version::new(major + 1, 0, 0)),
            Class::Breaking if minor > 0 => ("minor", Version::new(0, minor + 1, 0)),
            Class::Additive if major > 0 => ("minor", Version::new(major, minor + 1, 0)),
            Class::Breaking | Class::Additive | Class::Documentation => {
                ("patch", Version::new(major, minor, patch + 1))
            }
        };
        Some(Self { level, from, to })
    }
}

impl fmt::Display for VersionBump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} -> {} ({})", self.from, self.to, self.level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Change, Kind};

    #[test]
    fn suggests_smallest_semver_bump() {
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
            let bump = VersionBump::new(&diff, from).map(|bump| bump.to.to_string());
            assert_eq!(bump.as_deref(), Some(to), "{kinds:?} {from}");
        }
        assert_eq!(VersionBump::new(&Diff::default(), "1.2.3"), None);
    }
}
