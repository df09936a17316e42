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
use operations::{
    Components, documented_paging, paging, scope, shared_types, undocumented, used_schemas,
};
use types::{
    Context, DeriveOverrides, Directions, Distrust, Expansion, SchemaNames, from_alternative,
    inheritance, optional_tag,
};

/// Builds the intermediate representation of the crate, with the types of all named schemas.
pub fn lower(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) -> Crate {
    lower_schemas(document, profile, NamedSchemas::All, diagnostics)
}

/// Builds the intermediate representation of the crate, without the types of named schemas that no operation and no webhook
/// uses.
pub fn lower_used(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) -> Crate {
    lower_schemas(document, profile, NamedSchemas::Used, diagnostics)
}

/// The named schemas that have types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamedSchemas {
    All,
    Used,
}

fn lower_schemas(
    document: &Document,
    profile: &Profile,
    named: NamedSchemas,
    diagnostics: &mut Diagnostics,
) -> Crate {
    match types_only::of(document, profile) {
        Some((document, types)) => {
            unused_settings::client_keys::report(profile, diagnostics);
            if document.schemas.is_empty() {
                diagnostics.warning(
                    &Pointer::root(),
                    "the document has no named schemas: a crate without a client is empty",
                    "generate a client, or add schemas under `components`",
                );
            }
            build(&document, &types, named, diagnostics)
        }
        None => build(document, profile, named, diagnostics),
    }
}

fn build(
    document: &Document,
    profile: &Profile,
    named: NamedSchemas,
    diagnostics: &mut Diagnostics,
) -> Crate {
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
        has_links: documented_paging::has_links(document),
    };
    let mut scopes = scope::scopes(&mut context, components);
    undocumented::keep(&mut scopes, &mut schemas, &profile.responses);
    paging::mark_pages(&scopes, &mut schemas);
    paging::report(&mut context, &scopes, &schemas);
    paging::add_inferred_items(&mut api.page_style.items, profile.paging.as_ref(), &scopes);
    from_alternative::mark(&mut scopes, &mut schemas);
    optional_tag::mark(&mut scopes, &mut schemas);
    scopes.iter_mut().for_each(shared_types::share);
    unused_settings::report(document, profile, context.diagnostics);
    context.overrides.report(context.diagnostics);
    derives.report(context.diagnostics);
    distrust.report(context.diagnostics);
    let conversions = types::conversions(&schemas, schema_names.split());
    let quick_start = api::quick_start(&scopes);
    let mut krate = Crate { package, api, quick_start, scopes, schemas, conversions };
    if named == NamedSchemas::Used {
        used_schemas::retain_used(document, &schema_names, &mut krate);
    }
    krate
}
