//! The messages of lints.

use crate::fixtures;

#[test]
fn lints_report_problems() {
    for fixture in fixtures::all("linted") {
        let found = clientwright::lint(&fixture.sources, &fixture.profile).unwrap();
        let texts: Vec<String> = found
            .iter()
            .map(|diagnostic| {
                let hidden = if diagnostic.secret { "  (not shown)\n" } else { "" };
                format!("{}{hidden}", diagnostic.to_text(&fixture.sources))
            })
            .collect();
        insta::assert_snapshot!(fixture.name, texts.join("\n"));
    }
}
