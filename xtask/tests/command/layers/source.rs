//! The text of a Rust file -> its code, and the paths that the code names.

#![allow(clippy::string_slice, reason = "every offset is found in the text that it cuts")]

use std::collections::{HashMap, HashSet};

/// A path, and its line.
pub(super) struct NamedPath {
    pub(super) line: usize,
    pub(super) segments: Vec<String>,
}

/// A file as far as its imports go.
#[derive(Default)]
pub(super) struct Source {
    /// The code, without comments, literals and tests.
    pub(super) code: String,
    /// The names of its items.
    pub(super) items: HashSet<String>,
    /// The names that `use` brings in, with their paths.
    pub(super) bindings: HashMap<String, Vec<String>>,
    /// The paths of which `use` brings in everything.
    pub(super) globs: Vec<Vec<String>>,
    /// The paths of all imports that are for the file itself, and of all qualified names.
    pub(super) paths: Vec<NamedPath>,
}

impl Source {
    pub(super) fn of(text: &str) -> Self {
        let code = without_tests(&blank(text));
        let mut source = Self { items: defined(&code), ..Self::default() };
        let mut rest = String::with_capacity(code.len());
        let mut statement: Option<(usize, bool, String)> = None;
        for (index, line) in code.lines().enumerate() {
            match &mut statement {
                Some((_, _, text)) => text.push_str(line),
                None => match use_in(line) {
                    Some((public, tree)) => statement = Some((index + 1, public, tree.to_owned())),
                    None => rest.push_str(line),
                },
            }
            rest.push('\n');
            if let Some((line, public, text)) = statement.take_if(|(.., text)| text.contains(';')) {
                let tree = text.split(';').next().unwrap_or_default();
                source.import(line, public, tree);
            }
        }
        for (index, line) in rest.lines().enumerate() {
            let paths = qualified(line).into_iter();
            source.paths.extend(paths.map(|segments| NamedPath { line: index + 1, segments }));
        }
        source.code = code;
        source
    }

    /// Takes the tree of a `use` apart. A public one passes names on: the file itself need not use them.
    fn import(&mut self, line: usize, public: bool, tree: &str) {
        for path in leaves(tree) {
            let (path, alias) = match path.split_once(" as ") {
                Some((path, alias)) => (path.to_owned(), Some(alias.trim().to_owned())),
                None => (path, None),
            };
            let mut segments: Vec<String> =
                path.split("::").map(|part| part.trim().to_owned()).collect();
            if segments.last().is_some_and(|last| last == "self") {
                segments.pop();
            }
            if segments.last().is_some_and(|last| last == "*") {
                segments.pop();
                self.globs.push(segments.clone());
            } else if let Some(name) = alias.or_else(|| segments.last().cloned()) {
                self.bindings.insert(name, segments.clone());
            }
            if !public {
                self.paths.push(NamedPath { line, segments });
            }
        }
    }
}

/// The names of the items that code defines.
fn defined(code: &str) -> HashSet<String> {
    const KEYWORDS: [&str; 8] =
        ["fn", "struct", "enum", "trait", "type", "const", "static", "macro_rules!"];
    let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '!'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let items = words.windows(2).filter(|pair| KEYWORDS.contains(&pair[0]));
    items.map(|pair| pair[1].to_owned()).collect()
}

/// Whether a line begins a `use`, whether that is public, and what follows the keyword.
fn use_in(line: &str) -> Option<(bool, &str)> {
    let line = line.trim_start();
    let (public, line) = match line.strip_prefix("pub") {
        Some(rest) => {
            let rest = rest.trim_start();
            let rest = rest
                .strip_prefix('(')
                .map_or(rest, |inner| inner.split_once(')').map_or(inner, |(_, rest)| rest));
            (true, rest.trim_start())
        }
        None => (false, line),
    };
    Some((public, line.strip_prefix("use ")?))
}

/// The paths of a tree such as `a::{b, c::{self, d}}`.
fn leaves(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((prefix, group)) = tree.split_once('{') else {
        return if tree.is_empty() { Vec::new() } else { vec![tree.to_owned()] };
    };
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
    }
    parts.iter().flat_map(|part| leaves(part)).map(|leaf| format!("{prefix}{leaf}")).collect()
}

/// The qualified names in a line of code, such as `names::snake`.
fn qualified(line: &str) -> Vec<Vec<String>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut paths = Vec::new();
    let mut rest = line;
    let mut before = ' ';
    while let Some(start) = rest.find(is_name) {
        before = rest[..start].chars().next_back().unwrap_or(before);
        let from = &rest[start..];
        let length = from.find(|c| !is_name(c) && c != ':').unwrap_or(from.len());
        let (path, after) = from.split_at(length);
        let segments: Vec<String> =
            path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
        // A path that begins with `::` or `$crate` names another crate, one after `in` is a visibility.
        let is_visibility =
            line.contains("pub(in ") && line[..line.len() - from.len()].ends_with("pub(in ");
        if path.contains("::") && before != ':' && before != '$' && !is_visibility {
            paths.push(segments);
        }
        before = path.chars().next_back().unwrap_or(before);
        rest = after;
    }
    paths
}

/// The text with comments and the contents of literals replaced by spaces; its lines stay.
fn blank(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    let skip = |code: &mut String, from: usize, to: usize| {
        code.extend(
            chars[from..to.min(chars.len())].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }),
        );
        to
    };
    let find = |from: usize, pattern: &str| {
        let pattern: Vec<char> = pattern.chars().collect();
        (from..chars.len()).find(|at| chars[*at..].starts_with(&pattern)).unwrap_or(chars.len())
    };
    while at < chars.len() {
        let rest = &chars[at..];
        let after_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        let raw = rest.starts_with(&['r', '"']) || rest.starts_with(&['r', '#']);
        let hashes = rest.iter().skip(1).take_while(|c| **c == '#').count();
        at = if rest.starts_with(&['/', '/']) {
            skip(&mut code, at, find(at, "\n"))
        } else if rest.starts_with(&['/', '*']) {
            skip(&mut code, at, find(at, "*/") + 2)
        } else if raw && !after_name && rest.get(hashes + 1) == Some(&'"') {
            let end = format!("\"{}", "#".repeat(hashes));
            skip(&mut code, at, find(at + hashes + 2, &end) + end.len())
        } else if rest[0] == '"' {
            let mut end = at + 1;
            while end < chars.len() && chars[end] != '"' {
                end += if chars[end] == '\\' { 2 } else { 1 };
            }
            skip(&mut code, at, end + 1)
        } else if rest[0] == '\'' && rest.get(1) == Some(&'\\') {
            skip(&mut code, at, find(at + 3, "'") + 1)
        } else if rest[0] == '\'' && rest.get(2) == Some(&'\'') {
            skip(&mut code, at, at + 3)
        } else {
            code.push(rest[0]);
            at + 1
        };
    }
    code
}

/// The code with all that is for tests alone replaced by empty lines.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some((before, test)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        let end = match test.find(['{', ';']) {
            Some(open) if test[open..].starts_with('{') => closing(test, open),
            Some(end) => end + 1,
            None => test.len(),
        };
        kept.extend(test[..end].chars().filter(|c| *c == '\n'));
        rest = &test[end..];
    }
    kept.push_str(rest);
    kept
}

/// The end of the block that opens at a brace.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (index, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + index + 1;
        }
    }
    code.len()
}
