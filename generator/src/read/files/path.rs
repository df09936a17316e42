//! Resolves relative paths of files.

use crate::source::percent_decoded;

/// Returns the name of the file that a path points to, relative to the folder of the file `from`.
pub(in crate::read) fn resolve(from: &str, path: &str) -> String {
    let path = percent_decoded(path).unwrap_or_else(|| path.to_owned());
    let folder = from.rfind(['/', '\\']).and_then(|end| from.get(..=end)).unwrap_or_default();
    let whole = if path.starts_with('/') { path } else { format!("{folder}{path}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split(['/', '\\']) {
        match (part, parts.last()) {
            (".", _) => {}
            ("..", Some(last)) if !["", ".."].contains(last) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_start_in_the_folder_of_the_file() {
        let cases = [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("spec/api.yaml", "./pets/../pet%20one.yaml", "spec/pet one.yaml"),
            ("spec/api.yaml", "../common/pet.yaml", "common/pet.yaml"),
            ("api.yaml", "../../pet.yaml", "../../pet.yaml"),
            ("/spec/api.yaml", "../pet.yaml", "/pet.yaml"),
            ("spec/api.yaml", "/pet.yaml", "/pet.yaml"),
        ];
        for (from, path, name) in cases {
            assert_eq!(resolve(from, path), name, "{path} in {from}");
        }
    }
}
