//! The files of a page, and its commands with the output that it shows.

use super::Page;
use crate::compiles::root;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with the command `clientwright`, which is that of this repository.
fn programs(folder: &Path) -> PathBuf {
    let programs = folder.join("programs");
    fs::create_dir_all(&programs).unwrap();
    let xtask = env!("CARGO_BIN_EXE_xtask");
    let script = format!("#!/bin/sh\nexec '{xtask}' --root '{}' \"$@\"\n", root().display());
    let path = programs.join("clientwright");
    fs::write(&path, script).unwrap();
    Command::new("chmod").arg("+x").arg(&path).status().unwrap();
    programs
}

/// Writes the files of a page to a folder and runs its commands there. Returns the commands whose output differs.
pub(super) fn run(page: &Page, folder: &Path) -> Vec<String> {
    let programs = programs(folder);
    let mut differences = Vec::new();
    for block in page.blocks() {
        if let Some(name) = block.note("file") {
            fs::write(folder.join(name), &block.text).unwrap();
        }
        // The commands of clients run against a server of their own.
        if block.language != "console" || block.text.starts_with("$ meraki ") {
            continue;
        }
        for session in block.text.split("$ ").skip(1) {
            let (command, expected) = session.split_once('\n').unwrap();
            let path = std::env::join_paths(
                std::iter::once(programs.clone())
                    .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
            );
            let output = Command::new("sh")
                .args(["-c", &format!("{command} 2>&1")])
                .env("PATH", path.unwrap())
                .env_remove("CARGO_MANIFEST_DIR")
                .env_remove("COLUMNS")
                .current_dir(folder)
                .output()
                .unwrap();
            let output = String::from_utf8(output.stdout).unwrap();
            if !matches(output.trim_end(), expected.trim_end()) {
                let place = format!("{}.md:{}", page.name, block.line);
                differences.push(format!("{place}: $ {command}\n{output}"));
            }
        }
    }
    differences
}

/// Whether an output is as shown; `...` stands for any text.
fn matches(output: &str, shown: &str) -> bool {
    let mut parts = shown.split("...");
    let Some(mut rest) = parts.next().and_then(|first| output.strip_prefix(first)) else {
        return false;
    };
    let mut is_open = false;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
        is_open = part.is_empty();
    }
    is_open || rest.is_empty()
}

#[test]
fn commands_have_the_output_that_the_guide_shows() {
    let mut differences = Vec::new();
    for page in Page::all() {
        let folder = tempfile::tempdir().unwrap();
        differences.extend(run(&page, folder.path()));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Commands that need a network or a program are not run, but their options exist.
#[test]
fn options_of_commands_exist() {
    let help = |subcommand: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(subcommand)
            .arg("--help")
            .output()
            .unwrap();
        assert!(output.status.success(), "{subcommand:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let mut count = 0;
    for page in Page::all() {
        for block in page.blocks_of("sh") {
            let text = block.text.replace("\\\n", " ");
            for line in text.lines() {
                let words: Vec<_> =
                    line.split_whitespace().take_while(|word| *word != "#").collect();
                let [program, words @ ..] = &words[..] else { continue };
                let words = match (*program, words) {
                    ("clientwright", words) | ("cargo", ["xtask", words @ ..]) => words,
                    _ => continue,
                };
                let depth = if words.first() == Some(&"spec") { 2 } else { 1 };
                let help = help(&words[..depth]);
                for option in words.iter().filter(|word| word.starts_with("--")) {
                    count += 1;
                    let option = option.split('=').next().unwrap();
                    assert!(help.contains(option), "{}.md:{}: {option}", page.name, block.line);
                }
            }
        }
    }
    assert!(count > 5);
}
