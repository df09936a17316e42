//! Loads the files that documents refer to.

use super::super::rewrite::for_each_reference;
use super::path::resolve;
use crate::diagnostic::Diagnostics;
use crate::read::parse;
use crate::source::{LoadError, MAX_BYTES, Pointer, Source};
use std::collections::HashSet;

/// The maximum number of files.
const MAX_FILES: usize = 10_000;

/// Adds the files that documents refer to, directly or indirectly. `load` is called once for each file; it returns the text of
/// the file, or the reason why it cannot be read.
pub fn load_references(
    sources: &mut Vec<Source>,
    mut load: impl FnMut(&str) -> Result<String, LoadError>,
) {
    let mut known: HashSet<String> =
        sources.iter().map(|source| source.name().to_owned()).collect();
    let mut next = 0;
    let mut bytes: usize = 0;
    while let Some(source) = sources.get(next) {
        next += 1;
        for name in names(source) {
            if !known.insert(name.clone()) {
                continue;
            }
            let text = if sources.len() > MAX_FILES || bytes > MAX_BYTES {
                Err(LoadError {
                    message: format!(
                        "`{name}` is not loaded: the document references too many files, or the files are too large"
                    ),
                    help: format!(
                        "keep them below {MAX_FILES} files and {} MiB",
                        MAX_BYTES / 1024 / 1024
                    ),
                })
            } else {
                load(&name)
            };
            bytes += text.as_ref().map_or(0, String::len);
            sources.push(Source::referenced(name, text));
        }
    }
}

/// The names of the files that a file refers to. A file that cannot be parsed refers to none. Its problems are reported
/// later, when it is read.
fn names(source: &Source) -> Vec<String> {
    let mut names = Vec::new();
    let mut diagnostics = Diagnostics::default();
    let Some(mut value) = parse(0, source, &mut diagnostics) else { return names };
    for_each_reference(&mut value, &Pointer::root(), &mut |reference, _| {
        let path = reference.split('#').next().unwrap_or_default();
        if !path.is_empty() && !path.contains("://") {
            names.push(resolve(source.name(), path));
        }
    });
    if diagnostics.into_vec().is_empty() {
        source.keep_parsed(value);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::source::Source;

    #[test]
    fn references_are_those_of_the_parsed_text() {
        let cases = [
            ("a.json", r##"{"$ref": "pet\/one.json#/Pet"}"##, "pet/one.json"),
            ("a.json", r##"{"\u0024ref": "pet.json"}"##, "pet.json"),
            ("a.yaml", "$ref: pet.yaml#/Pet\n", "pet.yaml"),
            ("a.yaml", "$ref: pet.yaml # a comment\n", "pet.yaml"),
            ("a.yaml", "$ref: pets_{id}.yaml\n", "pets_{id}.yaml"),
            ("a.yaml", "$ref: >-\n  pet.yaml\n", "pet.yaml"),
            ("a.yaml", "a: &pet pet.yaml\nb: {$ref: *pet}\n", "pet.yaml"),
            ("spec/a.yaml", "$ref:   './a b.yaml'\n", "spec/a b.yaml"),
            ("a.yaml", "discriminator: {mapping: {a: Pet, b: 'b.json'}}\n", "b.json"),
            (
                "a.yaml",
                "discriminator:\n  mapping:\n    a: '#/a'\n    b: b.json#/B # B\n",
                "b.json",
            ),
        ];
        for (file, text, name) in cases {
            assert_eq!(names(&Source::new(file, text)), [name], "{text}");
        }
        let none = [
            "description: 'see mapping: {a: ./fifo}, or $ref: a.json'\n",
            "# $ref: a.json\nopenapi: 3.0.3\n",
            "text: |\n  $ref: a.json\n",
            "$ref: '#/a'\n",
            "$ref: http://garden.example/a\n",
            "$ref: {type: string}\n",
            "$ref: \"a\n",
        ];
        for text in none {
            assert_eq!(names(&Source::new("a.yaml", text)), [""; 0], "{text}");
        }
    }
}
