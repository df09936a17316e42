//! Names and texts of the document -> names and texts of the command line.

use super::visible::visible;

/// The commands besides the scopes.
const COMMANDS: [&str; 6] = ["batch", "completions", "help", "mcp", "operations", "request"];

/// The end of a command for a scope whose name is taken.
const SCOPE_SUFFIX: &str = "-scope";

/// The command for a scope.
pub(super) fn name_of(scope: &str) -> String {
    if COMMANDS.contains(&scope) { format!("{scope}{SCOPE_SUFFIX}") } else { scope.to_owned() }
}

/// The scope of a command.
pub(super) fn scope_of(command: &str) -> &str {
    let scope = command.strip_suffix(SCOPE_SUFFIX).unwrap_or(command);
    if COMMANDS.contains(&scope) { scope } else { command }
}

/// The name of a server on the command line.
pub(super) fn region(name: &str) -> String {
    kebab(name)
}

/// The environment variable of an API key, if the document's profile does not name it.
pub(super) fn default_variable(program: &str) -> String {
    format!("{}_API_KEY", program.replace('-', "_").to_ascii_uppercase())
}

/// A text of the document, for help.
pub(super) fn text(text: &str) -> String {
    visible(text.trim())
}

/// A name in kebab-case: `perPage` is `per-page`, `VPCId` is `vpc-id`, and `filter[name]` is `filter-name`.
pub(super) fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut kebab = String::new();
    for (index, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !kebab.ends_with('-') && !kebab.is_empty() {
                kebab.push('-');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after = chars.get(index + 1);
        let begins_word = c.is_ascii_uppercase()
            && (before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                || (before.is_some_and(char::is_ascii_uppercase)
                    && after.is_some_and(char::is_ascii_lowercase)));
        if begins_word && !kebab.is_empty() && !kebab.ends_with('-') {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    let kebab = kebab.trim_end_matches('-');
    if kebab.is_empty() { "value".to_owned() } else { kebab.to_owned() }
}

/// The name of a value in help: `NETWORK_ID`.
pub(super) fn value_name(name: &str) -> String {
    kebab(name).replace('-', "_").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn names_are_in_kebab_case() {
        for (name, expected) in [
            ("perPage", "per-page"),
            ("ip6Local", "ip6-local"),
            ("VPCId", "vpc-id"),
            ("per_page", "per-page"),
            ("filter[name]", "filter-name"),
            ("X-Request-Id", "x-request-id"),
            ("$top", "top"),
            ("é", "value"),
        ] {
            assert_eq!(kebab(name), expected, "{name}");
        }
    }
}
