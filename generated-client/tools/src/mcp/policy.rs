//! The operations that an assistant may call.

use crate::operations::{Operation, Operations};
use clap::ArgMatches;

/// The number of operations up to which each has a tool of its own.
const MAX_TOOLS: usize = 20;

/// The operations that an assistant may call, and how.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    /// Whether operations may change something.
    pub(super) allows_writes: bool,
    /// The length above which a result is cut.
    pub(super) budget: usize,
    allow: Vec<String>,
    deny: Vec<String>,
    /// The scopes whose operations have tools of their own.
    typed: Vec<String>,
}

impl Policy {
    /// The policy of the command line.
    pub(super) fn of(operations: &Operations, matches: &ArgMatches) -> Result<Self, String> {
        let list = |name: &str| -> Vec<String> {
            matches.get_many(name).into_iter().flatten().cloned().collect()
        };
        let policy = Self {
            allows_writes: matches.get_flag("allow-writes"),
            budget: matches
                .get_one::<u64>("budget")
                .and_then(|budget| usize::try_from(*budget).ok())
                .unwrap_or(usize::MAX),
            allow: list("allow"),
            deny: list("deny"),
            typed: list("tools"),
        };
        // A pattern that matches nothing is a mistake, and one in `deny` would be dangerous.
        for pattern in policy.allow.iter().chain(&policy.deny) {
            if !operations.operations.iter().any(|operation| matches_pattern(pattern, operation)) {
                return Err(format!("no operation and no scope is named `{pattern}`"));
            }
        }
        let scopes = operations.scopes();
        let is_known = |name: &str| ["all", "none"].contains(&name) || scopes.contains(&name);
        match policy.typed.iter().find(|name| !is_known(name)) {
            Some(unknown) => Err(format!("there is no scope `{unknown}`: {}", scopes.join(", "))),
            None => Ok(policy),
        }
    }

    /// Whether an operation may be called.
    pub(super) fn permits(&self, operation: &Operation) -> bool {
        let is_in = |list: &[String]| list.iter().any(|one| matches_pattern(one, operation));
        (operation.is_safe() || self.allows_writes)
            && (self.allow.is_empty() || is_in(&self.allow))
            && !is_in(&self.deny)
    }

    /// The operations that have tools of their own.
    pub(super) fn typed(&self, operations: &'static Operations) -> Vec<&'static Operation> {
        let permitted: Vec<&Operation> =
            operations.operations.iter().filter(|operation| self.permits(operation)).collect();
        let is_chosen = |operation: &&Operation| {
            self.typed.iter().any(|scope| scope == "all" || *scope == operation.scope)
        };
        match self.typed.is_empty() {
            true if permitted.len() <= MAX_TOOLS => permitted,
            _ => permitted.into_iter().filter(is_chosen).collect(),
        }
    }
}

/// Whether a pattern names an operation, by its id, its scope, or both.
fn matches_pattern(pattern: &str, operation: &Operation) -> bool {
    let full_name = format!("{} {}", operation.scope, operation.name);
    [&operation.id, &operation.scope, &full_name].into_iter().any(|name| matches(pattern, name))
}

/// Whether a pattern with `*` for any text matches a name.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_match_any_text() {
        for (pattern, name, expected) in [
            ("getFish", "getFish", true),
            ("getFish", "getFishes", false),
            ("get*", "getFish", true),
            ("*Fish", "getFish", true),
            ("*Fish", "getFishes", false),
            ("get*s", "getFishes", true),
            ("*", "", true),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "aXcYb", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
