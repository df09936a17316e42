//! [`Document`] and [`Profile`] -> [`Crate`]. This stage makes all decisions about the Rust code.
//!
//! Each folder uses only the folders before it in this list: `names`, `docs`, `types`, `operations`, `api`. `unused_settings`
//! checks the profile.

mod api;
mod docs;
mod names;
mod operations;
mod types;
mod types_only;
mod unused_settings;

pub(crate) use names::wire_name;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::{Crate, DefinitionIndex};
use crate::profile::Profile;
use crate::source::Pointer;
use names::NameOverrides;
use operations::batch_action::Actions;
use operations::{Components, paging, scope, undocumented, used_schemas};
use types::{
    Context, DeriveOverrides, Directions, Distrust, Expansion, SchemaNames, from_alternative,
    inheritance,
};

/// Builds the intermediate representation of the crate.
pub fn lower(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) -> Crate {
    match types_only::of(document, profile) {
        Some((document, profile)) => {
            if document.schemas.is_empty() {
                diagnostics.warning(
                    &Pointer::root(),
                    "the document has no named schemas: a crate without a client is empty",
                    "generate a client, or add schemas under `components`",
                );
            }
            lower_all(&document, &profile, diagnostics)
        }
        None => lower_all(document, profile, diagnostics),
    }
}

fn lower_all(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) -> Crate {
    let document = &*inheritance::resolve(document, diagnostics);
    let directions = Directions::of(document);
    let mut overrides = NameOverrides::of(&profile.names);
    let derives = DeriveOverrides::of(&profile.derives);
    let distrust = Distrust::of(&profile.responses);
    let schema_names = SchemaNames::of(document, &directions, &mut overrides, diagnostics);
    let actions = Actions::of(document, profile.batch.as_ref(), diagnostics);
    let mut context = Context {
        document,
        profile,
        overrides,
        derives: &derives,
        distrust: &distrust,
        directions: &directions,
        schema_names: &schema_names,
        expansion: Expansion::default(),
        diagnostics,
    };
    let package = api::package(&context);
    let mut api = api::api(&mut context);
    let mut schemas = types::named_schemas(&mut context);
    let components = Components {
        schemas: &DefinitionIndex::of(&schemas),
        schemes: &api.schemes,
        actions: &actions,
    };
    let mut scopes = scope::scopes(&mut context, components);
    undocumented::keep(&mut scopes, &mut schemas, &profile.responses);
    paging::mark_pages(&scopes, &mut schemas);
    paging::report(&mut context, &scopes, &schemas);
    paging::add_inferred_items(&mut api.page_style.items, profile.paging.as_ref(), &scopes);
    from_alternative::mark(&mut scopes, &mut schemas);
    unused_settings::report(document, profile, context.diagnostics);
    context.overrides.report(context.diagnostics);
    derives.report(context.diagnostics);
    distrust.report(context.diagnostics);
    let conversions = types::conversions(&schemas, schema_names.split());
    Crate { package, api, scopes, schemas, conversions }
}

/// Removes the types of named schemas that no operation and no webhook uses.
pub fn remove_unused(krate: &mut Crate, document: &Document, profile: &Profile) {
    // `lower` has reported these diagnostics already.
    let mut diagnostics = Diagnostics::default();
    let document = &*inheritance::resolve(document, &mut diagnostics);
    let directions = Directions::of(document);
    let mut overrides = NameOverrides::of(&profile.names);
    let schema_names = SchemaNames::of(document, &directions, &mut overrides, &mut diagnostics);
    used_schemas::retain_used(document, &schema_names, krate);
}
