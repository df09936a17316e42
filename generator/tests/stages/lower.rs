//! One construct per document: what the crate will contain, and what lowering warns of.

use crate::fixtures::{self, Fixture};
use crate::printed;
use generator::diagnostic::Diagnostics;
use generator::ir::Crate;

/// What a document lowers to, and the warnings in plain text.
fn lowered(fixture: &Fixture) -> (Crate, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let value = generator::read::read(&fixture.sources, &mut diagnostics).expect("it is read");
    let document = generator::normalise::normalise(&value, &mut diagnostics);
    let krate = generator::lower::lower(&document, &fixture.profile, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:#?}", fixture.name);
    let found = diagnostics.into_vec();
    (krate, found.iter().map(|found| found.to_text(&fixture.sources)).collect())
}

/// The documents of the stages before, and those that show what is decided here.
#[test]
fn documents() {
    for fixture in fixtures::all("accepted").into_iter().chain(fixtures::all("lowered")) {
        let (krate, warnings) = lowered(&fixture);
        let mut text = printed::krate(&krate);
        for warning in warnings {
            text.push('\n');
            text.push_str(&warning);
        }
        insta::assert_snapshot!(fixture.name, text);
    }
}

#[test]
fn types_that_nothing_uses_are_left_out() {
    let fixtures = fixtures::all("lowered");
    let fixture = fixtures.iter().find(|fixture| fixture.name == "unused").expect("it is there");
    let krate = generator::build_ir(&fixture.sources, &fixture.profile).expect("it is valid");
    let names: Vec<&str> = krate.schemas.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Photo", "Owner", "Size", "Problem", "Added"]);
}

/// One snapshot per operation, so that a change of the documents is reviewed operation by operation.
#[test]
fn the_operations_of_the_project() {
    let spec = fixtures::spec();
    let (krate, warnings) = lowered(&spec);
    assert!(!krate.scopes.is_empty(), "the project documents operations");
    let mut names = vec!["spec__warnings".to_owned()];
    for scope in &krate.scopes {
        for operation in &scope.operations {
            let name = format!("spec__{}__{}", scope.module, operation.function);
            insta::assert_snapshot!(name.as_str(), printed::operation(operation));
            names.push(name);
        }
    }
    insta::assert_snapshot!("spec__warnings", warnings.join("\n"));
    fixtures::assert_no_stray_snapshots("lower", &names);
}
