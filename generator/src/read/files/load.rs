//! Documents, and a way to read other files -> the same documents, and the files that they refer to.

use super::path::resolve;
use crate::source::{MAX_BYTES, Source};

/// No more files are read.
const MAX_FILES: usize = 10_000;

/// Adds the files that documents refer to, and those that these refer to. `load` gives the text of a file, or says why
/// there is none; it is asked for each file once.
pub fn load_references(
    sources: &mut Vec<Source>,
    mut load: impl FnMut(&str) -> Result<String, String>,
) {
    let mut next = 0;
    let mut bytes: usize = 0;
    while let Some(source) = sources.get(next) {
        next += 1;
        for path in paths(source.text()) {
            let name = sources
                .get(next - 1)
                .map(|source| resolve(source.name(), &path))
                .unwrap_or_default();
            if sources.iter().any(|source| source.name() == name) {
                continue;
            }
            let text = if sources.len() > MAX_FILES || bytes > MAX_BYTES {
                Err("the document references too many files, or the files are too large".to_owned())
            } else {
                load(&name)
            };
            bytes += text.as_ref().map_or(0, String::len);
            sources.push(Source::referenced(name, text));
        }
    }
}

/// The paths of the files that a text seems to refer to: some may stand in what is no reference.
fn paths(text: &str) -> Vec<String> {
    let after = |name| text.split(name).skip(1);
    let mut paths: Vec<String> = after("$ref")
        .filter_map(reference)
        .chain(after("mapping").flat_map(targets))
        .filter_map(|reference| {
            let path = reference.split('#').next().unwrap_or_default().to_owned();
            (!path.is_empty() && !path.contains("://")).then_some(path)
        })
        .collect();
    paths.dedup();
    paths
}

/// The text that follows the name of a member in JSON or YAML.
fn reference(after_name: &str) -> Option<String> {
    let value =
        after_name.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
    match value.chars().next()? {
        '"' => serde_json::Deserializer::from_str(value).into_iter::<String>().next()?.ok(),
        quote @ '\'' => value.split(quote).nth(1).map(str::to_owned),
        _ => value.split(['\n', '\r', ',', '}']).next().map(|text| text.trim_end().to_owned()),
    }
}

/// What the members of a discriminator's mapping seem to lead to; others than files are names or places.
fn targets(after_name: &str) -> Vec<String> {
    let Some(members) = after_name.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')
    else {
        return Vec::new();
    };
    let braces = members.trim_start().strip_prefix('{').and_then(|rest| rest.split('}').next());
    let members: Vec<&str> = match braces {
        Some(inside) => inside.split([',', '\n']).collect(),
        None => {
            let indent = |line: &str| line.len() - line.trim_start().len();
            let lines = members.lines().skip(1).filter(|line| !line.trim().is_empty());
            let depth = lines.clone().next().map_or(0, indent);
            lines.take_while(|line| depth > 0 && indent(line) == depth).collect()
        }
    };
    let targets = members
        .into_iter()
        .filter_map(|member| member.rsplit_once(": ").or(member.rsplit_once(':')));
    let targets =
        targets.map(|(_, target)| target.trim().trim_matches(['"', '\'']).replace("\\/", "/"));
    targets.filter(|target| target.contains(['/', '.'])).collect()
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn references_are_found_in_json_and_yaml() {
        let cases = [
            (r#"{"$ref": "pet\/one.json#/Pet"}"#, "pet/one.json"),
            ("$ref: pet.yaml#/Pet\n", "pet.yaml"),
            ("$ref:   './a b.yaml'\n", "./a b.yaml"),
            ("{\"$ref\": \"pet.yaml\"}", "pet.yaml"),
            ("{$ref: pet.yaml}", "pet.yaml"),
        ];
        for (text, path) in cases {
            assert_eq!(paths(text), [path], "{text}");
        }
        let mappings = [
            "{\"mapping\": {\"a\": \"#/a\", \"b\":\"b.json\"}}",
            "mapping: {a: Pet, b: 'b.json'}",
            "  mapping:\n    a: '#/a'\n    \"b:\": b.json#/B\nother: x.json",
        ];
        for text in mappings {
            assert_eq!(paths(text), ["b.json"], "{text}");
        }
        for text in
            ["mapping: x/y", "mappings: []", "mapping:", "a mapping.", "mapping:\nb: c.json"]
        {
            assert_eq!(paths(text), [""; 0], "{text}");
        }
        for text in ["$ref: '#/a'", "$ref: http://garden.example/a", "a $ref", "$ref: \"a"] {
            assert_eq!(paths(text), [""; 0], "{text}");
        }
    }
}
