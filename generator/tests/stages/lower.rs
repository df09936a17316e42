//! One construct per document -> the intermediate representation and the warnings of lowering.

use crate::fixtures::{self, Fixture};
use crate::ir_text;
use clientwright::diagnostic::Diagnostics;
use clientwright::ir::{Crate, Kind};
use clientwright::profile::Profile;
use clientwright::source::Source;

/// The intermediate representation of a document, and the warnings in plain text.
fn lowered(fixture: &Fixture) -> (Crate, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let value = clientwright::read::read(&fixture.sources, &mut diagnostics).expect("it is read");
    let document = clientwright::normalise::normalise(&value, &mut diagnostics);
    let krate = clientwright::lower::lower(&document, &fixture.profile, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:#?}", fixture.name);
    let found = diagnostics.into_vec();
    (krate, found.iter().map(|found| found.to_text(&fixture.sources)).collect())
}

/// The fixtures of the earlier stages and of lowering.
#[test]
fn documents() {
    for fixture in fixtures::all("accepted").into_iter().chain(fixtures::all("lowered")) {
        let text = ir_text_with_warnings(&fixture);
        insta::assert_snapshot!(fixture.name, text);
    }
}

/// The intermediate representation of a document as text, followed by the warnings.
pub(crate) fn ir_text_with_warnings(fixture: &Fixture) -> String {
    let (krate, warnings) = lowered(fixture);
    let mut text = ir_text::krate(&krate);
    for warning in warnings {
        text.push('\n');
        text.push_str(&warning);
    }
    text
}

#[test]
fn unused_types_are_removed() {
    let fixtures = fixtures::all("lowered");
    let fixture = fixtures.iter().find(|fixture| fixture.name == "unused").expect("it is there");
    let krate = clientwright::build_ir(&fixture.sources, &fixture.profile).expect("it is valid");
    let names: Vec<&str> = krate.schemas.iter().map(|one| one.name.as_str()).collect();
    let used = ["AlbumCover", "Photo", "PhotoFrame", "Owner", "Size", "Problem", "Added"];
    assert_eq!(names, used);
    // A link to a removed type would lead nowhere.
    let shared = krate.schemas.first().map(|one| one.docs.0.as_slice());
    assert_eq!(shared, Some(["The value of `Album::cover`.".to_owned()].as_slice()));
}

/// One snapshot per operation.
#[test]
fn the_operations_of_the_dashboard() {
    let dashboard = fixtures::dashboard();
    let (krate, warnings) = lowered(&dashboard);
    assert!(!krate.scopes.is_empty(), "the pages document operations");
    let mut names = vec!["dashboard__warnings".to_owned()];
    for scope in &krate.scopes {
        for operation in &scope.operations {
            let name = format!("dashboard__{}__{}", scope.module, operation.function);
            insta::assert_snapshot!(name.as_str(), ir_text::operation(operation));
            names.push(name);
        }
    }
    insta::assert_snapshot!("dashboard__warnings", warnings.join("\n"));
    fixtures::assert_no_stray_snapshots("lower", &names);
}

/// Each schema extends the previous one, so each base would have the tags of all later schemas.
#[test]
fn long_chains_of_bases_are_bounded() {
    let mut schemas = String::from(
        "    S0: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n",
    );
    for index in 1..4_000 {
        let base = index - 1;
        schemas += &format!(
            "    S{index}: {{ allOf: [{{ $ref: '#/components/schemas/S{base}' }}, {{ type: object }}] }}\n"
        );
    }
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Chain, version: 1.0.0 }}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let sources = [Source::new("chain.yaml", text)];
    let mut diagnostics = Diagnostics::default();
    let value = clientwright::read::read(&sources, &mut diagnostics).unwrap();
    let document = clientwright::normalise::normalise(&value, &mut diagnostics);
    let krate = clientwright::lower::lower(&document, &Profile::default(), &mut diagnostics);
    let tags = krate.schemas.iter().map(|schema| match &schema.kind {
        Kind::Union(union) => union.alternatives.iter().map(|one| one.tags.len()).sum(),
        _ => 0,
    });
    assert!(tags.sum::<usize>() < 100_000);
    let found = diagnostics.into_vec();
    assert!(found.iter().any(|found| found.message.starts_with("too many schemas extend")));
}
