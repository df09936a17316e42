//! Turns OpenAPI documents into Rust clients: documents in, files out; no disk, no network, no clock.
//!
//! ```text
//! sources -> read -> one OpenAPI 3.0 value -> normalise -> Document -> lower -> Crate -> render -> files
//! ```

mod allowance;
mod budget;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod figures;
pub mod ir;
pub mod lint;
pub mod lower;
pub mod normalise;
pub mod profile;
pub mod read;
pub mod render;
pub mod source;

use diagnostic::{Diagnostic, Diagnostics};
use figures::Figures;
use ir::Crate;
use profile::Profile;
use source::{Pointer, Source};
use std::collections::BTreeMap;

/// A client crate, and what there is to know about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// The crate's files, by their paths below its folder.
    pub files: BTreeMap<String, String>,
    /// What the files leave out or simplify: warnings, in the order in which they were found.
    pub warnings: Vec<Diagnostic>,
    /// How much there is of it.
    pub figures: Figures,
}

/// Generates the client crate of an API.
///
/// # Errors
///
/// All that was found, where some of it stands in the way of a client.
pub fn generate(sources: &[Source], profile: &Profile) -> Result<Generated, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let made = stages(sources, profile, &mut diagnostics);
    match made {
        Some((files, figures)) if !diagnostics.has_errors() => {
            Ok(Generated { files, warnings: diagnostics.into_vec(), figures })
        }
        _ => Err(diagnostics.into_vec()),
    }
}

/// What a client will contain: the stages of [`generate`] but the last, and nothing of what is only to be read in documents.
///
/// # Errors
///
/// All that was found, where some of it stands in the way of a client.
pub fn decide(sources: &[Source], profile: &Profile) -> Result<Crate, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let krate = read::read(sources, &mut diagnostics).map(|value| {
        let document = normalise::normalise(&value, &mut diagnostics);
        lower::lower(&document, profile, &mut diagnostics)
    });
    match krate {
        Some(krate) if !diagnostics.has_errors() => Ok(krate),
        _ => Err(diagnostics.into_vec()),
    }
}

/// Looks at an API's documents for all that will hurt the users of a client: what generating would warn of, and more.
///
/// # Errors
///
/// All that was found, where some of it stands in the way of a client.
pub fn lint(sources: &[Source], profile: &Profile) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    if let Some(value) = read::read(sources, &mut diagnostics) {
        let document = normalise::normalise(&value, &mut diagnostics);
        lower::lower(&document, profile, &mut diagnostics);
        lint::lint(&value, &document, &mut diagnostics);
    }
    let failed = diagnostics.has_errors();
    let found = diagnostics.into_vec();
    if failed { Err(found) } else { Ok(found) }
}

/// One stage after the other, each on what the last one made; problems are reported, not passed on.
fn stages(
    sources: &[Source],
    profile: &Profile,
    diagnostics: &mut Diagnostics,
) -> Option<(BTreeMap<String, String>, Figures)> {
    let value = read::read(sources, diagnostics)?;
    let document = normalise::normalise(&value, diagnostics);
    let krate = lower::lower(&document, profile, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let figures = Figures::of(&document, &krate);
    render::render(&krate)
        .map(|files| (files, figures))
        .map_err(|error| {
            diagnostics.error(
                &Pointer::root(),
                format_args!("`{}` could not be written: {}", error.path, error.message),
                "this is a fault of the generator; please report it with the document",
            );
        })
        .ok()
}
