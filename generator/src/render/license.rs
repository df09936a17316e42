//! The licence expression of the crate -> the texts of its licences.

use crate::ir::Package;

const MIT: &str = include_str!("../../LICENSE-MIT");
const APACHE: &str = include_str!("../../LICENSE-APACHE");

/// The holder of the copyright in the text of the generator's own licence.
const HOLDER: &str = "the clientwright authors";

/// The files of the licences whose texts are known, by path.
pub(super) fn render(package: &Package) -> Vec<(String, String)> {
    let expression = package.license.as_deref().unwrap_or_default();
    let names = |id: &str| expression.split([' ', '(', ')']).any(|part| part == id);
    let mut files = Vec::new();
    if names("MIT") {
        files.push(("LICENSE-MIT".to_owned(), MIT.replace(HOLDER, &holder(package))));
    }
    if names("Apache-2.0") {
        files.push(("LICENSE-APACHE".to_owned(), APACHE.to_owned()));
    }
    files
}

/// The authors without their email addresses.
fn holder(package: &Package) -> String {
    let names = package.authors.iter().map(|author| author.split('<').next().unwrap_or(author));
    match names.map(str::trim).collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => format!("the {} authors", package.name),
        names => names,
    }
}
