//! `[crate]`: the generated crate.

use super::{RuntimeDependency, Tool, package_name};
use serde::Deserialize;

/// The generated crate.
///
/// ```toml
/// [crate]
/// name = "garden-client"
/// version = "1.2.0"
/// license = "MIT OR Apache-2.0"
/// authors = ["Ada Gardener <ada@garden.example>"]
/// repository = "https://garden.example/client.git"
/// homepage = "https://garden.example"
/// documentation = "https://docs.garden.example/rust"
/// keywords = ["garden", "plants"]
/// categories = ["api-bindings"]
/// readme = "docs/rust.md"
/// benches = ["decode"]
/// types-only = false
/// with = ["cli", "mock", "mcp"]
/// binary = "garden"
///
/// [crate.dependencies]
/// schemars = "1"
///
/// [crate.dev-dependencies]
/// tokio = { version = "1", features = ["macros"] }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Package {
    /// The name of the crate. The default is derived from the title of the document.
    #[serde(deserialize_with = "package_name::deserialize")]
    pub name: Option<String>,
    /// The version. The default is `0.1.0`.
    pub version: Option<String>,
    /// The SPDX license expression. The crate contains the texts of `MIT` and `Apache-2.0`.
    pub license: Option<String>,
    /// The authors, each a name with an optional email address in angle brackets.
    pub authors: Vec<String>,
    /// The URL of the source repository.
    pub repository: Option<String>,
    /// The URL of the crate's website.
    pub homepage: Option<String>,
    /// The URL of the documentation. The default is the crate's page on docs.rs.
    pub documentation: Option<String>,
    /// At most five keywords for the search on crates.io, of at most 20 letters, digits, `-`, `_` and `+` each.
    pub keywords: Vec<String>,
    /// At most five category slugs of crates.io, such as `web-programming::http-client`.
    pub categories: Vec<String>,
    /// The path of a hand-written README. The default is a generated `README.md`.
    pub readme: Option<String>,
    /// The runtime that the crate depends on. The default is a copy of its own in `runtime/`.
    pub runtime: Option<RuntimeDependency>,
    /// The dependencies that provide derived traits, as in `Cargo.toml`.
    pub dependencies: toml::Table,
    /// The dev-dependencies of hand-written tests, examples and benches, as in `Cargo.toml`.
    pub dev_dependencies: toml::Table,
    /// Whether to generate the types of the named schemas only, without a client and its dependencies. It is the default for a
    /// document that has schemas but no operations.
    pub types_only: bool,
    /// The tools that are generated with the client: a command line (`cli`), a test server (`mock`), and an MCP server (`mcp`),
    /// which is a subcommand of the command line. `codegen --with` overrides it.
    pub with: Vec<Tool>,
    /// The name of the command line's program. The default is the first word of the document's title.
    #[serde(deserialize_with = "package_name::program")]
    pub binary: Option<String>,
    /// The benches that define their own `main`.
    pub benches: Vec<String>,
}
