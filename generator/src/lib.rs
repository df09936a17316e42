//! Turns OpenAPI documents into Rust clients: documents in, files out; no disk, no network, no clock, except in [`cli`].
//!
//! ```text
//! sources -> read -> one OpenAPI 3.0 value -> normalise -> Document -> lower -> Crate -> render -> files
//! ```
//!
//! [`generate`] is the whole way. The `clientwright` command adds the copy of the runtime, which the files depend on under the
//! name `runtime`.
//!
//! # Build scripts
//!
//! A build script needs no command, so its dependency is without the feature `cli`:
//!
//! ```toml
//! [dependencies]
//! runtime = { package = "pond-runtime", path = "runtime" }
//!
//! [build-dependencies]
//! clientwright = { version = "0.1", default-features = false }
//! ```
//!
//! The script writes the client to `OUT_DIR`, and `src/lib.rs` includes it with
//! `include!(concat!(env!("OUT_DIR"), "/client.rs"));`:
//!
//! ```no_run
#![doc = include_str!("../examples/build_script.rs")]
//! ```

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod document;
mod expansion_budget;
pub mod ir;
pub mod lint;
pub mod lower;
mod nearest;
pub mod normalise;
mod operation_table;
pub mod profile;
pub mod read;
pub mod render;
mod rust_keywords;
pub mod source;
pub mod stats;
mod windows_device_names;
mod work_budget;

use diagnostic::{Diagnostic, Diagnostics, Severity};
use ir::Crate;
pub use profile::Profile;
use source::Pointer;
pub use source::Source;
use stats::Stats;
use std::collections::{BTreeMap, HashSet};

/// A generated client crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// The files of the crate, by their paths relative to its folder.
    pub files: BTreeMap<String, String>,
    /// The Cargo features that enable the scopes of the client.
    pub scope_features: Vec<String>,
    /// Warnings about parts of the documents that the crate leaves out or simplifies, in the order in which they were found.
    pub warnings: Vec<Diagnostic>,
    /// The values that the crate leaves untyped, although the documents say more about them. They include warnings.
    pub untyped: Vec<Diagnostic>,
    /// The statistics of the crate.
    pub stats: Stats,
}

/// Generates the client crate of an API from its documents and the files that they refer to ([`read::load_references`]).
///
/// # Example
///
/// ```
/// use clientwright::{Profile, Source, generate};
///
/// let document = Source::new("pond.yaml", "
///     openapi: 3.0.3
///     info: { title: Pond, version: '1' }
///     servers: [{ url: 'https://pond.example' }]
///     paths:
///       /fish:
///         get: { operationId: getFish, tags: [fish], responses: { '204': { description: Fine } } }
/// ");
/// let profile = Profile::from_toml("[crate]\nname = \"pond\"\nlicense = \"MIT\"\n")?;
/// match generate(&[document.clone()], &profile) {
///     Ok(client) => {
///         assert!(client.files["src/fish/get_fish.rs"].contains("pub struct GetFish"));
///         assert!(client.warnings.is_empty());
///     }
///     Err(found) => {
///         let texts = found.iter().map(|error| error.to_text(&[document.clone()]));
///         return Err(texts.collect::<Vec<_>>().join("\n").into());
///     }
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns all diagnostics if at least one of them is an error.
pub fn generate(sources: &[Source], profile: &Profile) -> Result<Generated, Vec<Diagnostic>> {
    let mut diagnostics = diagnostics(sources, profile);
    let output = run_stages(sources, profile, &mut diagnostics);
    match output {
        Some((files, scope_features, stats)) if !diagnostics.has_errors() => {
            let found = diagnostics.into_vec();
            let untyped = found.iter().filter(|found| found.untyped.is_some()).cloned();
            let untyped = once(untyped.collect());
            Ok(Generated { files, scope_features, warnings: without_notes(found), untyped, stats })
        }
        _ => Err(without_notes(diagnostics.into_vec())),
    }
}

/// Builds the intermediate representation of a client: all stages of [`generate`] except rendering.
///
/// # Errors
///
/// Returns all diagnostics if at least one of them is an error.
pub fn build_ir(sources: &[Source], profile: &Profile) -> Result<Crate, Vec<Diagnostic>> {
    let mut diagnostics = diagnostics(sources, profile);
    let krate = read::read(sources, &mut diagnostics).map(|value| {
        let document = normalise::normalise(&value, &mut diagnostics);
        lower::lower_used(&document, profile, &mut diagnostics)
    });
    match krate {
        Some(krate) if !diagnostics.has_errors() => Ok(krate),
        _ => Err(without_notes(diagnostics.into_vec())),
    }
}

/// Reports problems in API documents: the warnings of [`generate`], the values that stay untyped, and additional lints.
///
/// # Errors
///
/// Returns all diagnostics if at least one of them is an error.
pub fn lint(sources: &[Source], profile: &Profile) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut diagnostics = diagnostics(sources, profile);
    if let Some(value) = read::read(sources, &mut diagnostics) {
        let document = normalise::normalise(&value, &mut diagnostics);
        lower::lower(&document, profile, &mut diagnostics);
        lint::lint(&value, &document, &mut diagnostics);
    }
    let failed = diagnostics.has_errors();
    let found = diagnostics.into_vec();
    if failed { Err(without_notes(found)) } else { Ok(once(found)) }
}

/// Removes the notes.
fn without_notes(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|found| found.severity != Severity::Note);
    found
}

/// Removes repeated notes: a schema is lowered once for each direction.
fn once(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    found.retain(|found| {
        found.severity != Severity::Note
            || seen.insert((found.location.clone(), found.message.clone()))
    });
    found
}

/// Starts the diagnostics of a run with those of the profile.
fn diagnostics(sources: &[Source], profile: &Profile) -> Diagnostics {
    let mut diagnostics = Diagnostics::new(profile.strict);
    if let Some(file) = sources.iter().position(Source::is_profile) {
        diagnostics.set_profile(file);
    }
    profile::check(profile, &mut diagnostics);
    diagnostics
}

/// Runs the stages in order.
fn run_stages(
    sources: &[Source],
    profile: &Profile,
    diagnostics: &mut Diagnostics,
) -> Option<(BTreeMap<String, String>, Vec<String>, Stats)> {
    let value = read::read(sources, diagnostics)?;
    let document = normalise::normalise(&value, diagnostics);
    let krate = lower::lower_used(&document, profile, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let stats = Stats::of(&document, &krate);
    let scope_features = krate.scopes.iter().map(|scope| scope.feature.clone()).collect();
    let table = krate.package.tools.as_ref().map(|_| operation_table::table(&document, &krate));
    render::render(&krate)
        .map(|mut files| {
            files.extend(table.map(|table| (operation_table::FILE.to_owned(), table)));
            (files, scope_features, stats)
        })
        .map_err(|error| {
            diagnostics.error(
                &Pointer::root(),
                format_args!("cannot render `{}`: {}", error.path, error.message),
                "this is a bug in the generator; please report it with the document",
            );
        })
        .ok()
}
