//! The template of a path, and a path -> the parameters in it.

use percent_encoding::percent_decode_str;

/// The names and the decoded values of the parameters; `None` if the path does not match. `spans` is whether the value of a
/// parameter may have several segments.
pub(super) fn matched(
    template: &str,
    path: &str,
    spans: &dyn Fn(&str) -> bool,
) -> Option<Vec<(String, String)>> {
    let mut parameters = Vec::new();
    is_match(template, path, spans, &mut parameters).then(|| {
        let decoded = |value| percent_decode_str(value).decode_utf8_lossy().into_owned();
        parameters.iter().map(|(name, value)| ((*name).to_owned(), decoded(value))).collect()
    })
}

fn is_match<'t>(
    template: &'t str,
    path: &'t str,
    spans: &dyn Fn(&str) -> bool,
    parameters: &mut Vec<(&'t str, &'t str)>,
) -> bool {
    let Some((literal, rest)) = template.split_once('{') else { return template == path };
    let Some((name, rest)) = rest.split_once('}') else { return template == path };
    let Some(path) = path.strip_prefix(literal) else { return false };
    let segment = path.find('/').filter(|_| !spans(name)).unwrap_or(path.len());
    // The longest value first: it ends with the segment, unless the template continues there.
    let ends = path.char_indices().map(|(index, _)| index).chain([path.len()]);
    let ends: Vec<usize> = ends.filter(|index| (1..=segment).contains(index)).collect();
    ends.iter().rev().any(|end| {
        let Some((value, path)) = path.split_at_checked(*end) else { return false };
        parameters.push((name, value));
        let is_match = is_match(rest, path, spans, parameters);
        if !is_match {
            parameters.pop();
        }
        is_match
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_match_paths() {
        let cases = [
            ("/shelves", "/shelves", Some("")),
            ("/shelves", "/shelves/", None),
            ("/shelves/{id}", "/shelves/S_1", Some("id=S_1")),
            ("/shelves/{id}", "/shelves/a%2Fb+c%26", Some("id=a/b+c&")),
            ("/shelves/{id}", "/shelves/", None),
            ("/shelves/{id}/books", "/shelves/1/books", Some("id=1")),
            ("/{owner}/{name}.json", "/o/a.b.json", Some("owner=o name=a.b")),
            ("/{from}...{to}", "/a...b", Some("from=a to=b")),
            ("/files/{path}/text", "/files/a/b%20c/text", Some("path=a/b c")),
        ];
        for (template, path, expected) in cases {
            let parameters = matched(template, path, &|name| name == "path").map(|parameters| {
                let pairs = parameters.iter().map(|(name, value)| format!("{name}={value}"));
                pairs.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(parameters.as_deref(), expected, "{template} {path}");
        }
    }
}
