//! The layers of each crate of the workspace: which part may use which, and how files may be written.

mod check;
mod graph;
mod source;
mod text;

use check::{Layers, circles};
use graph::imports;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A crate of the workspace.
struct Crate {
    /// Its folder below the workspace.
    folder: &'static str,
    /// The order of the parts of its folders. Where there is none, imports are not checked.
    layers: &'static [Layers],
}

const CRATES: [Crate; 5] = [
    Crate {
        folder: "generator",
        layers: &[
            Layers {
                folder: "",
                order: &[
                    "expansion_budget",
                    "rust_keywords",
                    "windows_device_names",
                    "nearest",
                    "source",
                    "diagnostic",
                    "profile",
                    "document",
                    "ir",
                    "work_budget",
                    "read",
                    "normalise",
                    "lower",
                    "lint",
                    "diff",
                    "operation_table",
                    "render",
                    "stats",
                    "cli",
                ],
            },
            Layers {
                folder: "cli",
                order: &[
                    "error",
                    "arguments",
                    "file_system",
                    "tls",
                    "download",
                    "staging_area",
                    "output_files",
                    "references",
                    "project",
                    "report",
                    "archive",
                    "runtime",
                    "tools",
                    "shared_runtime",
                    "lint",
                    "diff",
                    "import",
                    "codegen",
                    "corpus",
                ],
            },
            Layers {
                folder: "lower",
                order: &[
                    "names",
                    "docs",
                    "types",
                    "operations",
                    "api",
                    "types_only",
                    "unused_settings",
                ],
            },
        ],
    },
    Crate {
        folder: "generated-client/runtime",
        layers: &[Layers {
            folder: "",
            order: &[
                "platform",
                "sanitize",
                "unsent",
                "error",
                "error_constructors",
                "types",
                "api",
                "policy",
                "auth",
                "interceptor",
                "transport",
                "session",
                "request",
                "http",
                "response",
                "client",
                "testing",
                "attributes",
            ],
        }],
    },
    Crate {
        folder: "generated-client/redis-limiter",
        layers: &[Layers { folder: "", order: &["buckets", "connection", "owners", "limiter"] }],
    },
    Crate {
        folder: "generated-client/tools",
        layers: &[
            Layers { folder: "", order: &["operations", "mock", "mcp", "cli"] },
            Layers {
                folder: "operations",
                order: &[
                    "data",
                    "lookup",
                    "described",
                    "schema",
                    "example",
                    "search",
                    "style",
                    "body",
                    "call",
                ],
            },
            Layers {
                folder: "mock",
                order: &[
                    "request",
                    "reply",
                    "template",
                    "documented",
                    "pages",
                    "examples",
                    "check",
                    "registry",
                    "connection",
                    "then",
                    "when",
                    "server",
                ],
            },
            Layers {
                folder: "cli",
                order: &[
                    "visible",
                    "color",
                    "failure",
                    "select",
                    "output",
                    "config",
                    "settings",
                    "names",
                    "flags",
                    "kind",
                    "part",
                    "example",
                    "operation_command",
                    "command",
                    "session",
                    "confirm",
                    "progress",
                    "body",
                    "operation",
                    "request",
                    "batch",
                    "list",
                ],
            },
        ],
    },
    Crate {
        folder: "generated-client/runtime/derive",
        layers: &[Layers {
            folder: "",
            order: &[
                "secret_names",
                "scalar",
                "fields",
                "debug",
                "equality",
                "defaults",
                "serde",
                "setters",
                "paging",
                "json",
                "multipart",
                "object",
                "request",
                "enum_variants",
                "integer_enum",
                "scalar_enum",
                "string_enum",
                "union",
            ],
        }],
    },
];

impl Crate {
    /// The sources, by their paths below `src/`. Files of tests are left out.
    fn files(&self) -> BTreeMap<String, String> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let src = workspace.join(self.folder).join("src");
        let mut folders = vec![src.clone()];
        let mut files = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let below = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
                if path.is_dir() {
                    folders.push(path);
                } else if below.ends_with(".rs") && !below.ends_with("tests.rs") {
                    files.insert(below, fs::read_to_string(&path).unwrap());
                }
            }
        }
        assert!(files.len() >= 5, "the sources of `{}` are found", self.folder);
        files
    }

    /// All that is wrong with the imports.
    fn violations(&self) -> Vec<String> {
        violations(&self.files(), self.layers)
    }
}

fn violations(files: &BTreeMap<String, String>, layers: &[Layers]) -> Vec<String> {
    if layers.is_empty() {
        return Vec::new();
    }
    let imports = imports(files);
    layers
        .iter()
        .flat_map(|layers| layers.violations(files.keys().map(String::as_str), &imports))
        .chain(circles(&imports))
        .collect()
}

#[test]
fn imports_go_one_way() {
    let violations: Vec<String> = CRATES
        .iter()
        .flat_map(|krate| {
            let found = krate.violations().into_iter();
            found.map(|violation| format!("{}/src/{violation}", krate.folder))
        })
        .collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// The check itself, on crates of a few lines.
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)], layers: &[Layers]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        violations(&files.collect(), layers)
    }

    const LAYERS: [Layers; 1] = [Layers { folder: "", order: &["low", "high"] }];

    #[test]
    fn an_upward_import_is_named() {
        let files = [
            ("lib.rs", "mod high;\nmod low;\npub use high::Item;"),
            ("high/mod.rs", "mod item;\npub use item::Item;"),
            ("high/item.rs", "use crate::low::Number;\npub struct Item(Number);"),
            (
                "low.rs",
                "// use crate::high;\n\nfn f() -> crate::high::Item { \"high::Item\" }\npub type Number = u8;",
            ),
        ];
        assert_eq!(
            found(&files, &LAYERS),
            ["low.rs:3 -> high/item.rs: `low` must not use `high`, a layer above it"]
        );
    }

    #[test]
    fn a_part_without_a_layer_is_named() {
        let files = [("lib.rs", "mod other;"), ("other.rs", "")];
        assert_eq!(found(&files, &LAYERS), ["`other` has no place in the order of layers"]);
    }

    #[test]
    fn a_cycle_of_four_files_is_named() {
        let files = [
            ("lib.rs", "mod low;"),
            ("low/a.rs", "use super::b::B;\npub struct A;"),
            ("low/b.rs", "use crate::low::c;\npub struct B(c::C);"),
            ("low/c.rs", "use crate::low::{\n    d::{self, D},\n};\npub struct C(D);"),
            ("low/mod.rs", "mod a;\nmod b;\nmod c;\nmod d;"),
            (
                "low/d.rs",
                "pub struct D(super::a::A);\n#[cfg(test)]\nmod tests {\n    use super::super::b::B;\n}",
            ),
        ];
        let [circle] = found(&files, &LAYERS).try_into().unwrap();
        assert_eq!(
            circle,
            "a circle of 4 files: low/a.rs, low/b.rs, low/c.rs, low/d.rs
    low/a.rs:1 -> low/b.rs
    low/b.rs:1 -> low/c.rs
    low/c.rs:1 -> low/d.rs
    low/d.rs:1 -> low/a.rs"
        );
        assert_eq!(found(&files[..5], &LAYERS), [""; 0]);
    }

    #[test]
    fn a_reexport_is_an_import_of_the_defining_file() {
        let files = [
            ("lib.rs", "mod high;\nmod low;"),
            ("high.rs", "pub struct Item;"),
            ("low/mod.rs", "mod part;\npub use crate::high::*;\npub use Item as Thing;"),
            ("low/part.rs", "use super::Thing;"),
        ];
        assert_eq!(
            found(&files, &LAYERS),
            ["low/part.rs:1 -> high.rs: `low` must not use `high`, a layer above it"]
        );
    }
}
