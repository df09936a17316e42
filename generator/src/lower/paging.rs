//! In: an operation with the parameters of a listing. Out: where the items of its pages are.

use super::schema::{kind_of, kind_of_schema};
use super::{Context, name};
use crate::document::{self, Method, Place};
use crate::ir::{Definition, Kind, Paging, Presence, Type};
use crate::profile;

/// The pages of an operation; none, where it is no listing.
pub(super) fn lower(
    context: &mut Context<'_>,
    operation: &document::Operation,
    output: &Type,
    local: &[Definition],
    schemas: &[Definition],
) -> Option<Paging> {
    let profile = context.profile.paging.as_ref()?;
    let is_documented = |name: &String| {
        operation
            .parameters
            .iter()
            .any(|parameter| parameter.place == Place::Query && parameter.name == *name)
    };
    if operation.method != Method::Get || !profile.parameters.iter().all(is_documented) {
        return None;
    }
    let pages = pages(profile, output, local, schemas);
    if pages.is_none() {
        context.diagnostics.warning(
            &operation.at,
            "the operation has the parameters of a listing, but its answer has no list: it is not read page by page",
            "correct the type of its answer with an overlay, or name the member that lists under `[paging]` in the profile",
        );
    }
    pages
}

fn pages(
    profile: &profile::Paging,
    output: &Type,
    local: &[Definition],
    schemas: &[Definition],
) -> Option<Paging> {
    let kind = match output {
        Type::Local(name) => kind_of(local, name)?,
        _ => return None,
    };
    match kind {
        Kind::Alias(Type::List(_)) => Some(Paging::List),
        Kind::Alias(Type::Schema(name)) => {
            matches!(kind_of_schema(schemas, name)?, Kind::Alias(Type::List(_)))
                .then_some(Paging::List)
        }
        Kind::Struct(page) => profile.items.iter().find_map(|member| {
            let field = page.fields.iter().find(|field| {
                field.name == name::snake(member) && field.presence == Presence::Optional
            })?;
            match &field.ty {
                Type::List(item) => Some(Paging::Member(field.name.clone(), (**item).clone())),
                _ => None,
            }
        }),
        Kind::Alias(_) | Kind::StringEnum(_) => None,
    }
}
