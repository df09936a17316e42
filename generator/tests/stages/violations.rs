//! Violations of the specification with only one sensible interpretation. Strict mode rejects them.

use crate::fixtures::{self, Fixture};
use crate::lower;
use clientwright::diagnostic::{Diagnostic, Severity};

#[test]
fn violations_with_one_interpretation() {
    for fixture in fixtures::all("violations") {
        let text = lower::ir_text_with_warnings(&fixture);
        insta::assert_snapshot!(fixture.name, text);
    }
}

#[test]
fn strict_mode_rejects_violations() {
    for Fixture { name, sources, mut profile } in fixtures::all("violations") {
        profile.strict = true;
        let found = clientwright::generate(&sources, &profile).expect_err(&name);
        let is_error = |found: &Diagnostic| found.severity == Severity::Error;
        assert!(found.iter().any(is_error), "{name}: {found:#?}");
    }
}
