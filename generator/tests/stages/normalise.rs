//! One construct per document -> the normalised document.

use crate::{compact_debug::compact_debug, fixtures};
use generator::diagnostic::Diagnostics;

#[test]
fn accepted_documents() {
    for fixture in fixtures::all("accepted") {
        let mut diagnostics = Diagnostics::default();
        let value = generator::read::read(&fixture.sources, &mut diagnostics).expect("it is read");
        let document = generator::normalise::normalise(&value, &mut diagnostics);
        assert_eq!(diagnostics.into_vec(), [], "nothing is found in {}", fixture.name);
        insta::assert_snapshot!(fixture.name, compact_debug(&document));
    }
}
