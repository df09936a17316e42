//! In: the command line. Out: [`Cli`], what it asks for.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Makes the client crate from the API's documents.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, after_help = EXIT_CODES)]
#[command(max_term_width = 100)]
pub(crate) struct Cli {
    /// The project's folder; by default the one that this command belongs to
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Let `$ref` lead below this folder too, not only below the folder of the document
    ///
    /// Symbolic links are resolved first, and nothing but regular files is read. May be given several times.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) ref_root: Vec<PathBuf>,
    /// How to tell what was found and done: for people, or as JSON on stdout, an object a line
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) message_format: MessageFormat,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 findings or stale output, 2 bad usage or bad input.
Results go to stdout, everything else to stderr; NO_COLOR is respected.";

/// For whom messages are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// People.
    #[default]
    Human,
    /// Programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes the client: spec/ -> generated-client/, or any OpenAPI document -> a crate of its own
    ///
    /// Reads the documents in spec/ (OpenAPI 3.0 to 3.2 or Swagger 2.0, in JSON or YAML) and the files that they refer
    /// to, the overlay that corrects them (spec/overlay.yaml, if there is one) and the API profile spec/api.toml, and writes
    /// generated-client/Cargo.toml, generated-client/src and generated-client/tests/generated. These are wholly generated:
    /// what is no longer produced is removed. The rest of generated-client is written by hand and left alone. Files that
    /// would not change are not touched, and when anything is wrong with the documents nothing is. Where anything changes, it
    /// ends with what the documents now mean for callers of the client that was committed last.
    #[command(after_long_help = CODEGEN_EXAMPLES)]
    Codegen(Codegen),
    /// Keeps the documents in spec/
    #[command(subcommand)]
    Spec(SpecCommand),
    /// Generates a client of every document in a folder, compiles each, and prints a table of what came of them
    ///
    /// The folder is read with those in it. A file that is no OpenAPI document is listed as skipped. Each client takes the
    /// place of the one before, in target/corpus, so that what it depends on is built once, by the versions of Cargo.lock.
    /// A warning of the compiler counts as a failure.
    ///
    /// A document that is wrong is refused, and told with its first error and the place of it. That is an answer like a
    /// client, and no failure: exits with 1 where the generator fails, or a client that it made does not compile.
    #[command(after_long_help = CORPUS_EXAMPLES)]
    Corpus(Corpus),
}

impl Command {
    /// Whether all is to be told, however much there is.
    pub(crate) const fn is_verbose(&self) -> bool {
        match self {
            Self::Codegen(codegen) => codegen.verbose,
            // What is taken in and what is left out of it are few, and matter.
            Self::Spec(SpecCommand::Import(_)) | Self::Corpus(_) => true,
            Self::Spec(SpecCommand::Lint(lint)) => lint.verbose,
            Self::Spec(SpecCommand::Diff(_)) => false,
        }
    }
}

/// What `cargo xtask corpus` is to try.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// The folder of documents, or one document
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Generate only, and compile nothing
    #[arg(long)]
    pub(crate) no_check: bool,
}

const CORPUS_EXAMPLES: &str = "\
Columns: the document, its operations and named schemas, warnings, untyped values, lines in src/,
seconds to generate, seconds of `cargo check`, and what came of it: ok, skipped, refused or FAILED.

Examples:
  See what the generator makes of all documents at hand:
    cargo xtask corpus ../shared/corpus

  The same without the compiler, which takes most of the time:
    cargo xtask corpus ../shared/corpus --no-check";

/// What `cargo xtask codegen` is to read and write.
#[derive(Debug, Args)]
pub(crate) struct Codegen {
    /// Write nothing; list what is stale, missing or stray, and exit with 1 if anything is
    #[arg(long)]
    pub(crate) check: bool,
    /// Read this document instead of spec/; given several times, one crate is made of all
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Vec<PathBuf>,
    /// Write a crate that builds on its own into this folder: Cargo.toml, src, tests/generated and runtime
    ///
    /// The folder is made if need be. One that holds anything but an earlier output is refused.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// Call the crate this; by default what the profile says, else what the document's title gives
    #[arg(long, requires = "spec", value_parser = crate_name)]
    pub(crate) name: Option<String>,
    /// Take what the document does not say from this API profile; see spec/api.toml
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) profile: Option<PathBuf>,
    /// Correct the document by this OpenAPI Overlay 1.0, in YAML or JSON
    ///
    /// Its targets are JSONPath (RFC 9535). An action that matches nothing or changes nothing is an error, so that a
    /// correction does not outlive what it corrects. Of several documents, it corrects the one that it `extends`. With spec/,
    /// its overlay spec/overlay.yaml is taken.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Option<PathBuf>,
    /// Write nothing and exit with 1 if there are warnings
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Tell every warning and every file, however many there are
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

const CODEGEN_EXAMPLES: &str = "\
Examples:
  Write the client after spec/ or the generator changed, then see what that did to it:
    cargo xtask codegen
    git diff --stat generated-client

  Fail where the committed client is not what spec/ gives (for CI):
    cargo xtask codegen --check

  Make a client of any other OpenAPI document, and build it:
    cargo xtask codegen --spec petstore.json --out ../petstore --name petstore
    cargo check --manifest-path ../petstore/Cargo.toml";

#[derive(Debug, Subcommand)]
pub(crate) enum SpecCommand {
    /// Takes documentation pages and OpenAPI documents into spec/
    ///
    /// Each operation's page becomes one file named for its operationId, without credentials and what only the site needs,
    /// and printed so that a review shows what changed. A whole document is one file named for its title, and takes the place
    /// of the pages whose operations it documents, and of a document that has one of them. Files that are replaced are
    /// removed, and named.
    ///
    /// Documents are downloaded over https, to which redirects must lead as well (plain http is taken from this machine
    /// only), up to 64 MiB; a server may be silent for 30 seconds. spec/origin.toml keeps where each file is from, with
    /// checksums, and what the server calls its version: a document that has not changed is not sent again. Importing the
    /// same again changes nothing. When any of the documents cannot be had or read, none is taken.
    #[command(after_long_help = IMPORT_EXAMPLES)]
    Import(Import),
    /// Finds what in the documents will hurt the users of a client
    ///
    /// Beside all that `codegen` warns of: examples, defaults and listed values that contradict their schema, schemas that
    /// say nothing, operations without an operationId, components that nothing uses, and texts that look like secrets.
    /// Exits with 1 if there are findings.
    #[command(after_long_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Tells what changed between two states of the documents, and whether it breaks callers
    ///
    /// OLD and NEW are each a document, a folder of documents with their profile (api.toml), or `git:REV`: the project's
    /// spec/ at a revision. The clients of both are compared: what callers have to change is breaking, what is new for them or
    /// only sent otherwise is additive, and the rest is documentation. Each change is told with the reason and the Rust that
    /// it is about, in the terms of cargo-semver-checks where it has one.
    #[command(after_long_help = DIFF_EXAMPLES)]
    Diff(Diff),
}

/// What `cargo xtask spec diff` is to compare.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The older state: a file, a folder, or `git:REV`
    pub(crate) old: OsString,
    /// The newer state
    pub(crate) new: OsString,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: DiffFormat,
    /// Exit with 1 if there are such changes
    #[arg(long, value_name = "CLASS", value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Take what the documents do not say from this API profile; by default from the one in their folder, and for single files
    /// from none
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// Prepend it to this changelog as well, under the version of the newer document
    #[arg(long, value_name = "FILE")]
    pub(crate) changelog: Option<PathBuf>,
}

/// How changes are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    #[default]
    Text,
    /// For a review or a changelog.
    Markdown,
    /// For programs.
    Json,
}

/// Changes that are a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Those that break callers.
    Breaking,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  See what the documents taken in since the last commit mean for callers:
    cargo xtask spec diff git:HEAD spec

  Compare two releases of a document, and fail if the newer breaks callers:
    cargo xtask spec diff v1.json v2.json --profile spec/api.toml --fail-on breaking

  Keep it in a changelog:
    cargo xtask spec diff git:HEAD~1 spec --changelog generated-client/CHANGELOG.md";

/// What `cargo xtask spec lint` is to look at.
#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// The document; by default those in spec/, with their profile
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Tell every finding, however many there are
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

const LINT_EXAMPLES: &str = "\
Examples:
  Look at a document before a client is made of it:
    cargo xtask spec lint petstore.yaml

  Let a program read what was found:
    cargo xtask spec lint petstore.yaml --message-format json";

/// What `cargo xtask spec import` is to take.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The documents as they are published, each a file or a URL
    #[arg(value_name = "FILE|URL", required = true)]
    pub(crate) documents: Vec<PathBuf>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  Take a page into spec/ and write the client with its operation:
    cargo xtask spec import ~/Downloads/get-network.json
    cargo xtask codegen

  Make the whole document the source, and later see whether there is a newer one:
    cargo xtask spec import https://garden.example/openapi.json";

/// A package name that cargo takes.
fn crate_name(name: &str) -> Result<String, String> {
    let mut characters = name.chars();
    let starts_well = characters.next().is_some_and(|first| first.is_ascii_alphabetic());
    if starts_well && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        Ok(name.to_owned())
    } else {
        Err("a crate's name is a letter, then letters, digits, `-` and `_`".to_owned())
    }
}
