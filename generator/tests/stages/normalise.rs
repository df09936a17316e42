//! One construct per document -> the normalised document.

use crate::{compact_debug::compact_debug, fixtures};
use clientwright::diagnostic::Diagnostics;

#[test]
fn accepted_documents() {
    for fixture in fixtures::all("accepted") {
        let mut diagnostics = Diagnostics::default();
        let value =
            clientwright::read::read(&fixture.sources, &mut diagnostics).expect("it is read");
        let document = clientwright::normalise::normalise(&value, &mut diagnostics);
        assert_eq!(diagnostics.into_vec(), [], "nothing is found in {}", fixture.name);
        insta::assert_snapshot!(fixture.name, compact_debug(&document));
    }
}
