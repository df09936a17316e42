//! A temporary project, and running the command in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;
use tempfile::TempDir;

/// A project with two documented operations.
pub(crate) struct Project {
    folder: TempDir,
}

/// The output and the exit code of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("spec/api.toml", "[crate]\nname = \"garden\"\n");
        project.write("spec/get-beds.json", &page("getBeds", "get", "/beds"));
        project.write("spec/get-tools.json", &page("getTools", "get", "/tools"));
        project.write(
            "generated-client/runtime/Cargo.toml",
            "[package]\nname = \"garden-runtime\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
        );
        project.write("generated-client/runtime/src/lib.rs", "//! The `garden_runtime`.\n");
        project.write("generated-client/runtime/tests/by_hand.rs", "");
        project.write("generated-client/tests/by_hand.rs", "");
        project
    }

    /// A project with a generated client.
    pub(crate) fn generated() -> Self {
        let project = Self::new();
        let ran = project.run(&["codegen"]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// All files below a folder, with their contents and modification times.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<PathBuf, (String, SystemTime)> {
        files(&self.path(folder))
    }

    /// The command with arguments, to be run in the project.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .current_dir(self.folder.path())
            .env_remove("CARGO_MANIFEST_DIR")
            .env_remove("COLUMNS")
            .args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// All files below a folder, with their contents and modification times.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, (String, SystemTime)> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            let path = entry.path().strip_prefix(folder).unwrap().to_owned();
            (path, (text, entry.metadata().unwrap().modified().unwrap()))
        })
        .collect()
}

/// A documentation page of one operation.
pub(crate) fn page(id: &str, method: &str, path: &str) -> String {
    format!(
        r#"{{
  "type": "api",
  "title": "{id}",
  "meta": {{
    "info": {{ "title": "Garden API", "version": "1.0.0" }},
    "openapi": "3.0.1",
    "servers": [{{ "url": "https://garden.example/api" }}]
  }},
  "spec": {{
    "operationId": "{id}",
    "summary": "{id} of the garden",
    "tags": ["garden"],
    "method": "{method}",
    "path": "{path}",
    "responses": {{
      "200": {{
        "description": "Fine",
        "content": {{
          "application/json": {{
            "schema": {{
              "type": "array",
              "items": {{ "type": "object", "properties": {{ "name": {{ "type": "string" }} }} }}
            }},
            "example": [{{ "name": "{id}" }}]
          }}
        }}
      }}
    }}
  }}
}}
"#
    )
}

/// A whole document with one operation.
pub(crate) fn document(id: &str, path: &str) -> String {
    format!(
        r#"{{
  "openapi": "3.0.1",
  "info": {{ "title": "Garden API", "version": "1.0.0" }},
  "servers": [{{ "url": "https://garden.example/api" }}],
  "paths": {{
    "{path}": {{
      "get": {{
        "operationId": "{id}",
        "tags": ["garden"],
        "responses": {{ "204": {{ "description": "Nothing" }} }}
      }}
    }}
  }}
}}
"#
    )
}

/// An overlay with one action.
pub(crate) fn overlay(target: &str, update: &str) -> String {
    format!(
        "overlay: 1.0.0\ninfo: {{ title: Corrections, version: 1.0.0 }}\nactions:\n  - target: {target}\n    update: {{ {update} }}\n"
    )
}
