//! In: the [`Document`] and the [`Profile`]. Out: the [`Crate`]. Every decision about Rust is made here, and only here.

mod about;
mod action;
mod api;
mod body;
mod callback;
mod derives;
mod docs;
mod enumeration;
mod escape;
mod example;
mod given;
mod infer;
mod listing;
mod media;
mod merge;
mod module;
mod multipart;
mod name;
mod narrow;
mod object;
mod operation;
mod paging;
mod parameter;
mod recursion;
mod reserved;
mod response;
mod role;
mod sample;
mod schema;
mod scope;
mod security;
mod server;
mod size;
mod tuple;
mod union;
mod update;
mod wanted;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::{ByName, Crate, Field, Scheme, Struct};
use crate::profile::Profile;
use action::Actions;
use derives::GivenDerives;
use given::GivenNames;
use role::Roles;

/// The name of a member of an object on the wire.
pub(crate) fn wire_name(object: &Struct, field: &Field) -> String {
    field.wire_name.clone().unwrap_or_else(|| name::derived(&field.name, object.snake_case))
}

/// What all of lowering looks at.
struct Context<'a> {
    document: &'a Document,
    profile: &'a Profile,
    given: GivenNames<'a>,
    derives: &'a GivenDerives<'a>,
    roles: &'a Roles,
    actions: &'a Actions,
    schema_names: &'a schema::SchemaNames,
    /// How many alternatives have been merged with what their schema says of all of them.
    distributed: usize,
    /// What is being lowered that was merged, from the outermost inwards.
    merging: Vec<merge::Parts>,
    /// How many schemas have been merged inside of others that were.
    merged_within: usize,
    diagnostics: &'a mut Diagnostics,
}

/// What is decided before the operations.
#[derive(Clone, Copy)]
struct Known<'k> {
    /// The named schemas.
    schemas: &'k ByName<'k>,
    /// How the client sends its key, the usual way first.
    schemes: &'k [Scheme],
}

/// Decides what the crate will contain.
pub fn lower(document: &Document, profile: &Profile, diagnostics: &mut Diagnostics) -> Crate {
    let roles = Roles::of(document);
    let mut given = GivenNames::of(&profile.names);
    let derives = GivenDerives::of(&profile.derives);
    let schema_names = schema::SchemaNames::of(document, &mut given, diagnostics);
    let actions = Actions::of(document, profile.batch.as_ref(), diagnostics);
    let mut context = Context {
        document,
        profile,
        given,
        derives: &derives,
        roles: &roles,
        actions: &actions,
        schema_names: &schema_names,
        distributed: 0,
        merging: Vec::new(),
        merged_within: 0,
        diagnostics,
    };
    let package = api::package(&context);
    let api = api::api(&mut context);
    let mut schemas = schema::named_schemas(&mut context);
    let known = Known { schemas: &ByName::of(&schemas), schemes: &api.schemes };
    let scopes = scope::scopes(&mut context, known);
    paging::mark_pages(&scopes, &mut schemas);
    context.given.report(context.diagnostics);
    derives.report(context.diagnostics);
    Crate { package, api, scopes, schemas }
}
