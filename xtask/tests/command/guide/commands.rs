//! The commands of README.md, CONTRIBUTING.md and the guide have arguments that exist, and name files that exist.

use super::{Page, text};
use crate::compiles::root;
use crate::tools::program;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The lines of the shell blocks, each with its text, and continued lines as one.
fn commands() -> Vec<(String, String)> {
    let files = ["README.md", "CONTRIBUTING.md", "generator/README.md"];
    let files = files.map(|name| (name.to_owned(), fs::read_to_string(root().join(name)).unwrap()));
    let pages = Page::all().into_iter().map(|page| (page.name, page.text));
    let blocks = files.into_iter().chain(pages).flat_map(|(name, contents)| {
        let blocks = text::blocks(&contents).into_iter().filter(|block| block.language == "sh");
        blocks.map(move |block| (name.clone(), block.text)).collect::<Vec<_>>()
    });
    blocks
        .flat_map(|(name, block)| {
            let lines: Vec<String> =
                block.replace("\\\n", " ").lines().map(ToOwned::to_owned).collect();
            lines.into_iter().map(move |line| (name.clone(), line))
        })
        .filter(|(_, line)| !line.trim().is_empty())
        .collect()
}

/// Runs a program with the arguments and `--help`: unknown commands and options are errors before it.
fn accepts(program: &Path, arguments: &[&str], line: &str) {
    let output = Command::new(program).args(arguments).arg("--help").output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The value of an option of a command.
fn value<'l>(words: &[&'l str], option: &str) -> Option<&'l str> {
    let at = words.iter().position(|word| *word == option)?;
    words.get(at + 1).copied()
}

#[test]
fn commands_have_known_arguments_and_files() {
    let xtask = Path::new(env!("CARGO_BIN_EXE_xtask"));
    let exists = |path: &str| root().join(path).exists();
    let commands = commands();
    assert!(commands.len() > 30, "{commands:#?}");
    for (name, line) in commands {
        let line = line.split(" # ").next().unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = format!("{name}: {line}");
        let read = match words.as_slice() {
            ["cp", read @ .., _written] => read,
            all => all,
        };
        for word in read {
            let is_own = ["spec/", "generator/", "generated-client/", "docs/", "benches/"];
            let is_own = is_own.iter().any(|folder| word.starts_with(folder));
            assert!(!is_own || exists(word), "{line}: {word} does not exist");
        }
        match words.as_slice() {
            ["clientwright", rest @ ..] | ["cargo", "xtask", rest @ ..] => {
                accepts(xtask, rest, &line);
            }
            ["meraki", rest @ ..] => accepts(program(), rest, &line),
            ["cargo", "install", ..] => {
                let path = value(&words, "--path").unwrap();
                // The client of the whole API has the folders of the client in the repository.
                let path = path.replace("../meraki-dashboard-api", "generated-client");
                assert!(exists(&format!("{path}/Cargo.toml")), "{line}");
            }
            ["cargo", "run", "--example", example, ..] => {
                let example = format!("generated-client/examples/{example}");
                assert!(exists(&format!("{example}.rs")) || exists(&example), "{line}");
            }
            // Programs of others, and commands that CI runs.
            [program, ..] => {
                let known = ["cargo", "cp", "curl", "export", "git"];
                assert!(known.contains(program), "{line}");
            }
            [] => {}
        }
    }
}
