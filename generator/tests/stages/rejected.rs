//! One error per document -> its message.

use crate::fixtures;
use clientwright::diagnostic::Diagnostics;
use clientwright::profile;
use clientwright::source::Source;

#[test]
fn rejected_documents() {
    for fixture in fixtures::all("rejected") {
        let mut diagnostics = Diagnostics::default();
        if let Some(file) = fixture.sources.iter().position(Source::is_profile) {
            diagnostics.set_profile(file);
        }
        profile::check(&fixture.profile, &mut diagnostics);
        if let Some(value) = clientwright::read::read(&fixture.sources, &mut diagnostics) {
            let document = clientwright::normalise::normalise(&value, &mut diagnostics);
            if !diagnostics.has_errors() {
                clientwright::lower::lower(&document, &fixture.profile, &mut diagnostics);
            }
        }
        let found = diagnostics.into_vec();
        assert!(!found.is_empty(), "something is found in {}", fixture.name);
        let texts: Vec<String> =
            found.iter().map(|diagnostic| diagnostic.to_text(&fixture.sources)).collect();
        insta::assert_snapshot!(fixture.name, texts.join("\n"));
    }
}
