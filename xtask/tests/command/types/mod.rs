//! Types keep the values that their schemas allow: the fixtures in `xtask/tests/types`.
//!
//! A fixture is a document (`pets.yaml`), values for its types (`pets.json`) and, optionally, Rust functions that build
//! values (`pets.rs`). Values are listed by the path of the type, relative to `schemas` unless it contains a module, and by
//! their expected outcome:
//! * `valid`: kept completely, with no part in a variant `Unknown`.
//! * `kept`: kept completely, in any variant.
//! * `unknown`: kept completely, in a variant `Unknown`.
//! * `invalid`: rejected, or kept completely in a variant `Unknown`.

mod constructors;
mod fixture;

use crate::round_trip::{Case, Outcome, RoundTrip};
use fixture::ExpectedOutcome;

#[test]
#[ignore = "compiles clients for a minute"]
fn types_keep_the_values_that_their_schemas_allow() {
    let fixtures = fixture::all();
    let round_trip = RoundTrip::new("types");
    let documents: Vec<_> = fixtures.iter().map(|fixture| fixture.document.clone()).collect();
    let ran = round_trip.generate(&documents);
    assert_eq!(ran.code, Some(0), "{ran:#?}");

    let cases = fixtures.iter().flat_map(|fixture| fixture.cases.iter());
    let (expectations, cases): (Vec<_>, Vec<Case>) =
        cases.map(|(expectation, case)| (expectation, case.clone())).unzip();
    let manifest = constructors::write(&round_trip, &fixtures);
    round_trip.write(&cases, manifest);
    let mut failures = constructors::run(&round_trip);
    for ((expectation, case), outcome) in
        expectations.iter().zip(&cases).zip(round_trip.run(&cases))
    {
        if !expectation.outcome.holds(&outcome) {
            failures.push((expectation.id.clone(), format!("{} {outcome}", case.value)));
        }
    }
    let report = failures.iter().map(|(id, what)| format!("fails: {id}\n  {}\n", what.trim()));
    assert!(failures.is_empty(), "{}", report.collect::<String>());
}

impl ExpectedOutcome {
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
