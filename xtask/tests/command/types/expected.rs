//! The expected failures: `expected-failures.txt`, with one ID per line.

use crate::compiles::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

pub(super) struct Expected {
    ids: BTreeSet<String>,
}

impl Expected {
    pub(super) fn read() -> Self {
        let path = root().join("xtask/tests/types/expected-failures.txt");
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self { ids: lines.map(ToOwned::to_owned).collect() }
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Asserts that these failures are exactly the expected ones.
    pub(super) fn compare(&self, failures: &BTreeMap<String, String>) {
        let new: Vec<_> = failures.iter().filter(|(id, _)| !self.contains(id)).collect();
        let gone: Vec<_> = self.ids.iter().filter(|id| !failures.contains_key(*id)).collect();
        let mut report = String::new();
        for (id, what) in &new {
            report += &format!("fails: {id}\n  {}\n", what.trim().replace('\n', "\n  "));
        }
        for id in &gone {
            report += &format!("holds now, so remove it from expected-failures.txt: {id}\n");
        }
        assert!(new.is_empty() && gone.is_empty(), "{report}");
    }
}
