//! Types mean what their schemas say: the fixtures in `xtask/tests/types`.
//!
//! A fixture is a document (`pets.yaml`), values for its types (`pets.json`) and, where callers build values, Rust
//! functions that do (`pets.rs`). Values are listed by the type's path, below `schemas` unless it has a module, and by
//! what must become of them:
//! * `valid`: kept whole, no part of it in a variant `Unknown`.
//! * `kept`: kept whole, in whatever variant.
//! * `unknown`: kept whole, in a variant `Unknown`.
//! * `invalid`: refused, or kept whole in a variant `Unknown`.

mod constructors;
mod fixture;

use crate::round_trip::{Case, Outcome, RoundTrip};
use fixture::Verdict;

#[test]
fn types_keep_what_their_schemas_allow() {
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
        if !expectation.verdict.holds(&outcome) {
            failures.push((expectation.id.clone(), format!("{} {outcome}", case.value)));
        }
    }
    let report = failures.iter().map(|(id, what)| format!("fails: {id}\n  {}\n", what.trim()));
    assert!(failures.is_empty(), "{}", report.collect::<String>());
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
