//! One crate from several documents.

use crate::fixtures::{self, Fixture};
use clientwright::Generated;
use clientwright::profile::Profile;
use clientwright::source::Source;
use serde_json::{Value, json};

/// The fixtures that consist of one document, with the document.
fn documents() -> impl Iterator<Item = (Fixture, Source)> {
    let fixtures = fixtures::all("accepted").into_iter().chain(fixtures::all("lowered"));
    fixtures.filter_map(|fixture| match fixture.sources.as_slice() {
        [only] if clientwright::read::is_document(only) => {
            let only = only.clone();
            Some((fixture, only))
        }
        _ => None,
    })
}

fn generated(sources: &[Source], profile: &Profile) -> Generated {
    match clientwright::generate(sources, profile) {
        Ok(generated) => generated,
        Err(found) => panic!("{:?}: {found:#?}", sources.first().map(Source::name)),
    }
}

#[test]
fn a_copy_of_a_document_adds_nothing() {
    let mut count = 0;
    for (fixture, document) in documents() {
        let copy = Source::new(format!("~{}", document.name()), document.text());
        let alone = generated(std::slice::from_ref(&document), &fixture.profile);
        let both = generated(&[copy, document], &fixture.profile);
        assert_eq!(alone.files, both.files, "{}", fixture.name);
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn operations_of_different_servers_are_separate() {
    let mut count = 0;
    for (fixture, document) in documents().filter(|(_, document)| !document.is_yaml()) {
        let mut other: Value = serde_json::from_str(document.text()).unwrap();
        if other["paths"].to_string().contains("\"servers\"") {
            continue;
        }
        other["servers"] = json!([{ "url": "https://elsewhere.example" }]);
        let other = Source::new(format!("~{}", document.name()), other.to_string());
        let alone = generated(std::slice::from_ref(&document), &Profile::default());
        let both = generated(&[document, other], &Profile::default());
        let [alone, both] = [alone, both].map(|generated| generated.stats);
        assert_eq!(both.operations, 2 * alone.operations, "{}", fixture.name);
        assert_eq!(both.schemas, alone.schemas, "{}", fixture.name);
        count += 1;
    }
    assert!(count > 30, "{count}");
}
