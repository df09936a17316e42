//! Violations that can be meant in one way only: what becomes of them, and that strict mode refuses them.

use crate::fixtures::{self, Fixture};
use crate::lower;
use generator::diagnostic::{Diagnostic, Severity};

#[test]
fn tolerated_documents() {
    for fixture in fixtures::all("tolerated") {
        let text = lower::printed_with_warnings(&fixture);
        insta::assert_snapshot!(fixture.name, text);
    }
}

#[test]
fn strict_mode_refuses_them() {
    for Fixture { name, sources, mut profile } in fixtures::all("tolerated") {
        profile.strict = true;
        let found = generator::generate(&sources, &profile).expect_err(&name);
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        assert!(found.iter().any(is_error), "{name}: {found:#?}");
    }
}
