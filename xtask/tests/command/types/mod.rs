//! Types keep the values that their schemas allow: the fixtures in `xtask/tests/types`.
//!
//! A fixture is a document (`pets.yaml`), values for its types (`pets.json`) and, optionally, Rust functions that build
//! values (`pets.rs`). Values are listed by the path of the type, relative to `schemas` unless it contains a module, and by
//! their expected outcome:
//! * `valid`: kept completely, with no part in a variant `Unknown`.
//! * `kept`: kept completely, in any variant.
//! * `unknown`: kept completely, in a variant `Unknown`.
//! * `invalid`: rejected, or kept completely in a variant `Unknown`.
//!
//! `expected-failures.txt` lists the known failures, and must be exact.

mod constructors;
mod expected;
mod fixture;

use crate::round_trip::{Case, Outcome, RoundTrip};
use expected::Expected;
use fixture::{Fixture, Verdict};
use std::collections::BTreeMap;

#[test]
fn types_keep_the_values_that_their_schemas_allow() {
    let fixtures = fixture::all();
    let expected = Expected::read();
    let mut failures = BTreeMap::new();

    // Documents that do not compile are built separately, because they would break the build of the others.
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

/// Checks that the client of a single fixture compiles.
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
