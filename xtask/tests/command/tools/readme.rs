//! The commands in README.md and in the guide, with the output that they show.

use super::{User, program};
use crate::compiles::root;
use std::process::Command;

/// The sessions of the texts: each a command, and its output.
fn sessions() -> Vec<(String, String)> {
    let texts = ["README.md", "docs/guide/src/command-line.md"];
    let text: String =
        texts.map(|path| std::fs::read_to_string(root().join(path)).unwrap()).concat();
    let blocks = text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let commands = blocks.flat_map(|block| block.split("$ ").skip(1).map(str::to_owned));
    commands
        .map(|session| {
            let (command, output) = session.split_once('\n').unwrap();
            (command.to_owned(), output.trim_end().to_owned())
        })
        .collect()
}

#[test]
fn the_commands_have_the_output_that_is_shown() {
    let user = User::new();
    let sessions = sessions();
    assert!(sessions.len() >= 4, "{sessions:#?}");
    for (command, expected) in sessions {
        let folder = program().parent().unwrap();
        let path = std::env::join_paths(
            [folder.to_owned()]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("{command} 2>&1")]).env("PATH", path.unwrap());
        for (name, value) in user.command(&[]).get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        let output = shell.current_dir(user.home.path()).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.trim_end(), expected, "{command}");
    }
}
