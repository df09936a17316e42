//! Command line arguments.

use crate::profile::Tool;
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use std::borrow::Cow;
use std::ffi::OsString;
use std::path::PathBuf;

/// Generates Rust API clients from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(name = "clientwright", version, after_help = EXIT_CODES)]
#[command(max_term_width = 100)]
pub(crate) struct Cli {
    /// Project folder, for commands without a document; defaults to the nearest parent folder with spec/ and
    /// generated-client/runtime/
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Allow `$ref` to files below this folder, in addition to the folder of the document
    ///
    /// Symbolic links are resolved first, and only regular files are read. May be given several times.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) ref_root: Vec<PathBuf>,
    /// Format of diagnostics and reports; `json` prints one object per line to stdout
    #[arg(long, global = true, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) message_format: MessageFormat,
    /// The subcommand.
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Parses the arguments of the process. Help and errors call the command `program`.
    pub(crate) fn parse_as(program: &'static str) -> Self {
        let command = with_examples_for(program, Self::command()).name(program).bin_name(program);
        let matches = command.get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Writes the examples for the program.
fn with_examples_for(program: &'static str, command: clap::Command) -> clap::Command {
    let command = match command.get_after_long_help().map(ToString::to_string) {
        Some(examples) => command.after_long_help(named(&examples, program).into_owned()),
        None => command,
    };
    command.mut_subcommands(|inner| with_examples_for(program, inner))
}

/// Names the program in a text for its user. The texts name the installed command.
pub(crate) fn named<'t>(text: &'t str, program: &str) -> Cow<'t, str> {
    const NAME: &str = "clientwright ";
    match text.contains(NAME) {
        true => Cow::Owned(text.replace(NAME, &format!("{program} "))),
        false => Cow::Borrowed(text),
    }
}

const EXIT_CODES: &str = "\
Exit codes: 0 success, 1 findings or stale output, 2 usage or input error.
Results are printed to stdout, diagnostics to stderr. NO_COLOR disables colors.";

/// The format of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Human-readable text.
    #[default]
    Human,
    /// One JSON object per line.
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generates a client from an OpenAPI document, or from those in spec/
    ///
    /// Reads documents (OpenAPI 3.0 to 3.2 or Swagger 2.0, in JSON or YAML) and the files that they refer to: those that
    /// `--spec` names, whose crate is written to the folder that `--out` names.
    ///
    /// Without `--spec`, in a project folder: the documents in spec/, with the overlay spec/overlay.yaml if it exists and the API
    /// profile spec/api.toml. Writes Cargo.toml, README.md, the texts of known licenses, src and tests/generated in
    /// generated-client, and cli if the profile asks for a command line. These are entirely generated, and obsolete files in the
    /// folders are removed. All other files in generated-client are left alone.
    ///
    /// Unchanged files are not touched. If a document has an error, no file is written. If the client changes, the report
    /// ends with a summary of the changes since the last commit of the client.
    #[command(after_long_help = CODEGEN_EXAMPLES)]
    Codegen(Codegen),
    /// Imports, compares and checks OpenAPI documents
    #[command(subcommand)]
    Spec(SpecCommand),
    /// Generates and compiles a client for every document in a folder, and prints a table of the results
    ///
    /// Includes subfolders. Files that are not OpenAPI documents are listed as skipped. All clients are generated into
    /// target/corpus, one after the other, so that their dependencies are compiled only once, with the versions of
    /// Cargo.lock. A compiler warning counts as a failure.
    ///
    /// An invalid document is listed as refused, with its first error. This is not a failure. Exits with 1 if the generator
    /// fails, or if a generated client does not compile.
    #[command(after_long_help = CORPUS_EXAMPLES)]
    Corpus(Corpus),
}

impl Command {
    /// Whether to list every warning and every file.
    pub(crate) const fn is_verbose(&self) -> bool {
        match self {
            Self::Codegen(codegen) => codegen.verbose,
            // These commands report little, and all of it matters.
            Self::Spec(SpecCommand::Import(_)) | Self::Corpus(_) => true,
            Self::Spec(SpecCommand::Lint(lint)) => lint.verbose,
            Self::Spec(SpecCommand::Diff(_)) => false,
        }
    }
}

/// Arguments of `clientwright corpus`.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// Folder of documents, or a single document
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Generate the clients without compiling them
    #[arg(long)]
    pub(crate) no_check: bool,
}

const CORPUS_EXAMPLES: &str = "\
Columns: document, operations, named schemas, warnings, untyped values, lines in src/, seconds to
generate, seconds of `cargo check`, and the outcome: ok, skipped, refused or FAILED.

Examples:
  Generate and compile a client for every document in a folder:
    clientwright corpus ../shared/corpus

  Generate only, which is much faster:
    clientwright corpus ../shared/corpus --no-check";

/// Arguments of `clientwright codegen`.
#[derive(Debug, Args)]
pub(crate) struct Codegen {
    /// List stale, missing and stray files without writing; exit with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,
    /// Read this document instead of spec/; repeat to generate one crate from several documents
    ///
    /// A URL is downloaded with the limits of `spec import`.
    #[arg(long, value_name = "FILE|URL", requires = "out")]
    pub(crate) spec: Vec<PathBuf>,
    /// Write a self-contained crate to this folder
    ///
    /// It contains Cargo.toml, README.md, src, tests/generated and runtime, and with `--with` also tools and cli. The folder is
    /// created if it does not exist. A folder that contains anything but earlier output is refused.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// Name of the crate; defaults to the name in the profile, or else is derived from the document's title
    #[arg(long, requires = "spec", value_parser = crate::profile::package_name)]
    pub(crate) name: Option<String>,
    /// Depend on this runtime instead of a copy, so that several clients of a program share it
    ///
    /// The folder of the `runtime` of another client, generated by the same version. Clients with the same runtime have the
    /// same `Error`, `DateTime` and rate limiter. The profile key for a published runtime is `crate.runtime`.
    #[arg(long, value_name = "DIR", requires = "out")]
    pub(crate) runtime: Option<PathBuf>,
    /// API profile with settings that a document cannot express; see PROFILE.md
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) profile: Option<PathBuf>,
    /// Correct the document with this OpenAPI Overlay 1.0 file, in YAML or JSON
    ///
    /// Targets are JSONPath (RFC 9535). An action that matches nothing or changes nothing is an error, so that a correction
    /// does not outlive the error that it corrects. With several documents, the overlay applies to the document that it
    /// `extends`. Without --spec, spec/overlay.yaml is used.
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Option<PathBuf>,
    /// Generate the types of the named schemas only, without a client
    ///
    /// The crate depends neither on an HTTP client nor on an async runtime. This is the default for a document that has
    /// schemas but no operations. The profile key is `crate.types-only`.
    #[arg(long)]
    pub(crate) types_only: bool,
    /// Generate these tools with the client, separated by commas: `cli`, `mock`, `mcp`
    ///
    /// `cli` is a command line, a package in the folder `cli`. `mcp` adds an MCP server to it, as a subcommand. `mock` is a test
    /// server, a feature of the client. The folder `tools` contains a copy of the package that implements them. The profile key is
    /// `crate.with`.
    #[arg(long, value_name = "TOOLS", value_delimiter = ',')]
    pub(crate) with: Vec<Tool>,
    /// Treat warnings as errors: write nothing and exit with 1
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// List the values that stay untyped although the document says more, with the reason and the remedy
    ///
    /// These are values of the type `Value`, bytes, strings and `()`. The report groups them by reason; `--verbose` lists each
    /// one. `spec lint` reports them too.
    #[arg(long)]
    pub(crate) report_untyped: bool,
    /// Treat every violation of the OpenAPI specification as an error
    ///
    /// Without it, violations that can be meant in one way only are warnings.
    #[arg(long)]
    pub(crate) strict: bool,
    /// List every warning and every file
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

const CODEGEN_EXAMPLES: &str = "\
Examples:
  Generate the client after a change to spec/ or to the generator, and review the result:
    clientwright codegen
    git diff --stat generated-client

  Fail if the committed client is out of date (for CI):
    clientwright codegen --check

  Generate a client for any other OpenAPI document, and compile it:
    clientwright codegen --spec petstore.json --out ../petstore --name petstore
    cargo check --manifest-path ../petstore/Cargo.toml

  Generate a second client that shares the runtime of the first:
    clientwright codegen --spec shop.json --out ../shop --runtime ../petstore/runtime

  Generate a command line, an MCP server and a test server with the client, and run the command line:
    clientwright codegen --spec petstore.json --out ../petstore --with cli,mcp,mock
    cargo run --manifest-path ../petstore/cli/Cargo.toml -- operations";

#[derive(Debug, Subcommand)]
pub(crate) enum SpecCommand {
    /// Imports documentation pages and OpenAPI documents into spec/
    ///
    /// A page becomes one file, named after its operationId. Credentials and site settings are removed, and the file is
    /// formatted for review. A whole document becomes one file, named after its title. It replaces the pages of its
    /// operations, and any document that has an operation in common with it. Replaced files are removed and listed.
    ///
    /// Downloads use https and follow redirects to https only. Plain http is allowed on the local machine. The limits are
    /// 64 MiB, 30 seconds without data, and 5 minutes in total. spec/origin.toml records the source, the checksums and the validators of each
    /// file; an unchanged document is not downloaded again. If any document cannot be imported, none is.
    #[command(after_long_help = IMPORT_EXAMPLES)]
    Import(Import),
    /// Reports problems in documents that affect the users of a client
    ///
    /// Reports all warnings of `codegen`, and also: examples, defaults and enum values that do not match their schema, empty
    /// schemas, operations without an operationId, unused components, and strings that look like secrets. Exits with 1 if
    /// there are findings.
    #[command(after_long_help = LINT_EXAMPLES)]
    Lint(Lint),
    /// Lists the changes between two versions of the documents, and classifies their effect on callers
    ///
    /// OLD and NEW are each a document, a folder of documents with their profile (api.toml), or `git:REV`: the project's
    /// spec/ at a revision. The command compares the clients that are generated from them. A change is breaking if callers
    /// must change their code, additive if it adds to the client or only changes the requests on the wire, and
    /// documentation otherwise. Each change names the affected Rust item and a reason, using the lint names of
    /// cargo-semver-checks where one exists.
    #[command(after_long_help = DIFF_EXAMPLES)]
    Diff(Diff),
}

/// Arguments of `clientwright spec diff`.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Old version: a file, a folder, or `git:REV`
    pub(crate) old: OsString,
    /// New version: a file, a folder, or `git:REV`
    pub(crate) new: OsString,
    /// Output format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: DiffFormat,
    /// Exit with 1 if there are changes of this class
    #[arg(long, value_name = "CLASS", value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// API profile for both versions; defaults to api.toml in each folder, and to none for a single file
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// Also prepend the changes to this changelog, in a section for the new version
    #[arg(long, value_name = "FILE")]
    pub(crate) changelog: Option<PathBuf>,
}

/// The output format of `spec diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Human-readable text.
    #[default]
    Text,
    /// Markdown, for reviews and changelogs.
    Markdown,
    /// JSON.
    Json,
}

/// The class of changes that fails the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Changes that break callers.
    Breaking,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  List the changes to spec/ since the last commit:
    clientwright spec diff git:HEAD spec

  Compare two releases of a document, and fail on breaking changes:
    clientwright spec diff v1.json v2.json --profile spec/api.toml --fail-on breaking

  Add the changes to a changelog:
    clientwright spec diff git:HEAD~1 spec --changelog generated-client/CHANGELOG.md";

/// Arguments of `clientwright spec lint`.
#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Document to check; defaults to the documents in spec/ with their profile
    #[arg(value_name = "FILE|URL")]
    pub(crate) file: Option<PathBuf>,
    /// Check the document as this OpenAPI Overlay 1.0 file corrects it, in YAML or JSON
    #[arg(long, value_name = "FILE", requires = "file")]
    pub(crate) overlay: Option<PathBuf>,
    /// Treat every violation of the OpenAPI specification as an error
    #[arg(long)]
    pub(crate) strict: bool,
    /// List every finding
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

const LINT_EXAMPLES: &str = "\
Examples:
  Check a document before generating a client:
    clientwright spec lint petstore.yaml

  Print the findings as JSON:
    clientwright spec lint petstore.yaml --message-format json";

/// Arguments of `clientwright spec import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Published documents, each a file or a URL
    #[arg(value_name = "FILE|URL", required = true)]
    pub(crate) documents: Vec<PathBuf>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  Import a page and generate the client with its operation:
    clientwright spec import ~/Downloads/get-network.json
    clientwright codegen

  Import a whole document; run again later to check for a newer version:
    clientwright spec import https://garden.example/openapi.json";
