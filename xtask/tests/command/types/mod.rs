//! Types mean what their schemas say: the fixtures in `xtask/tests/types`.
//!
//! A fixture is a document (`pets.yaml`), values for its types (`pets.json`) and, where callers build values, Rust
//! functions that do (`pets.rs`). Values are listed by the type's path, below `schemas` unless it has a module, and by
//! what must become of them:
//! * `valid`: kept whole, no part of it in a variant `Unknown`.
//! * `kept`: kept whole, in whatever variant.
//! * `unknown`: kept whole, in a variant `Unknown`.
//! * `invalid`: refused, or kept whole in a variant `Unknown`.
//!
//! `expected-failures.txt` lists what fails so far, and must be exact.

mod constructors;
mod expected;
mod fixture;

use crate::round_trip::{Case, Outcome, RoundTrip};
use expected::Expected;
use fixture::{Fixture, Verdict};
use std::collections::BTreeMap;

#[test]
fn types_keep_what_their_schemas_allow() {
    let fixtures = fixture::all();
    let expected = Expected::read();
    let mut failures = BTreeMap::new();

    // Documents that do not compile are built one by one: they would keep the others from compiling.
    let (broken, whole): (Vec<_>, Vec<_>) =
        fixtures.iter().partition(|fixture| expected.contains(&fixture.compilation()));
    for fixture in broken {
        if let Err(error) = compiles(fixture) {
            failures.insert(fixture.compilation(), error);
        }
    }

    let round_trip = RoundTrip::new("types");
    let documents: Vec<_> = whole.iter().map(|fixture| fixture.document.clone()).collect();
    let ran = round_trip.generate(&documents);
    assert_eq!(ran.code, Some(0), "{ran:#?}");

    let cases = whole.iter().flat_map(|fixture| fixture.cases.iter());
    let (expectations, cases): (Vec<_>, Vec<Case>) =
        cases.map(|(expectation, case)| (expectation, case.clone())).unzip();
    let manifest = constructors::write(&round_trip, &whole, &expected);
    round_trip.write(&cases, &manifest);
    for ((expectation, case), outcome) in
        expectations.iter().zip(&cases).zip(round_trip.run(&cases))
    {
        if !expectation.verdict.holds(&outcome) {
            failures.insert(expectation.id.clone(), format!("{} {outcome}", case.value));
        }
    }
    failures.extend(constructors::run(&round_trip, &whole, &expected));
    expected.compare(&failures);
}

/// Whether a client of the fixture alone compiles.
fn compiles(fixture: &Fixture) -> Result<(), String> {
    let round_trip = RoundTrip::new("broken-types");
    let ran = round_trip.generate(std::slice::from_ref(&fixture.document));
    if ran.code != Some(0) {
        return Err(ran.stderr);
    }
    let checked = round_trip.check();
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    if checked.status.success() && !said.contains("warning") { Ok(()) } else { Err(said) }
}

impl Verdict {
    fn holds(&self, outcome: &Outcome) -> bool {
        match (self, outcome) {
            (Self::Valid, Outcome::Kept { unknown }) => !unknown,
            (Self::Kept, Outcome::Kept { .. }) => true,
            (Self::Unknown | Self::Invalid, Outcome::Kept { unknown }) => *unknown,
            (Self::Invalid, Outcome::Refused(_)) => true,
            _ => false,
        }
    }
}
