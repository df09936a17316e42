//! An operation with the parameters of a listing -> where the items of its pages are.

use crate::document::{self, Method, ParameterLocation};
use crate::ir::{
    Definition, DefinitionIndex, Docs, Endless, Field, Kind, PageItems, PageMember, Paging,
    Presence, Scope, Struct, Type, kind_of,
};
use crate::lower::names;
use crate::lower::types::Context;
use crate::profile;
use crate::source::Pointer;

/// The pages of an operation; none, where it is no listing.
pub(crate) fn lower(
    context: &mut Context<'_>,
    operation: &document::Operation,
    output: &Type,
    local: &[Definition],
    schemas: &DefinitionIndex<'_>,
) -> Option<Paging> {
    let profile = context.profile.paging.as_ref()?;
    if !is_paged(profile, operation) {
        return None;
    }
    let Some(items) = items(profile, output, local, schemas) else {
        context.diagnostics.warning(
            &operation.at,
            "the operation has paging parameters, but its response has no list: it is not paginated",
            "correct the type of its response with an overlay, or name the property with the items under `[paging]` in the profile",
        );
        return None;
    };
    let id = operation.id.as_deref().unwrap_or_default();
    let endless = profile.endless.get(id).map(|endless| {
        let profile::Endless { after, seconds, before, earliest } = endless.clone();
        Endless { after, seconds, before, earliest }
    });
    Some(Paging {
        items,
        backwards: profile.backwards.iter().any(|backwards| backwards == id),
        endless,
    })
}

/// Whether an operation has the parameters of a listing.
pub(crate) fn is_paged(profile: &profile::Paging, operation: &document::Operation) -> bool {
    let is_documented = |name: &String| {
        operation.parameters.iter().any(|parameter| {
            parameter.location == ParameterLocation::Query && parameter.name == *name
        })
    };
    operation.method == Method::Get && profile.parameters.iter().all(is_documented)
}

/// Reports settings of the profile that match nothing: without a message, a listing would end early.
pub(crate) fn report(context: &mut Context<'_>) {
    let Some(profile) = &context.profile.paging else { return };
    if !context.document.operations.iter().any(|operation| is_paged(profile, operation)) {
        context.diagnostics.profile_error(
            &Pointer::root().child("paging").child("parameters"),
            format_args!(
                "no GET operation has all of these query parameters: {}",
                profile.parameters.join(", ")
            ),
            "list the query parameters that all paginated operations have",
        );
    }
}

/// The properties that hold the items of pages, where the profile does not name them.
pub(crate) fn inferred_items(
    profile: Option<&profile::Paging>,
    scopes: &[Scope],
    schemas: &[Definition],
) -> Vec<String> {
    let mut names = Vec::new();
    if profile.is_none_or(|paging| !paging.items.is_empty()) {
        return names;
    }
    for operation in scopes.iter().flat_map(|scope| &scope.operations) {
        let wire_name = match operation.paging.as_ref().map(|paging| &paging.items) {
            Some(PageItems::Member(member)) => {
                let Type::Local(page) = &operation.output.ty else { continue };
                wire_name_of(&operation.definitions, page, member)
            }
            Some(PageItems::Schema(page, member)) => wire_name_of(schemas, page, member),
            Some(PageItems::List) | None => None,
        };
        if let Some(name) = wire_name.filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

/// The property with the items of a page.
fn wire_name_of(definitions: &[Definition], page: &str, member: &PageMember) -> Option<String> {
    let page = definitions.iter().find(|definition| definition.name == *page)?;
    let Kind::Struct(page) = &page.kind else { return None };
    let field = page.fields.iter().find(|field| field.name == member.field)?;
    Some(names::wire_name(page, field))
}

/// The documentation of how pages are read.
pub(crate) fn docs(paging: &Paging) -> Docs {
    let mut docs = Docs::default();
    if paging.backwards {
        docs.paragraph("Pages are read backwards, from the newest to the oldest, unless the request sets another direction.");
    }
    docs
}

fn items(
    profile: &profile::Paging,
    output: &Type,
    local: &[Definition],
    schemas: &DefinitionIndex<'_>,
) -> Option<PageItems> {
    let name = match output {
        Type::Optional(output) => return items(profile, output, local, schemas),
        Type::Local(name) => name,
        _ => return None,
    };
    match kind_of(local, name)? {
        Kind::Alias(Type::List(_)) => Some(PageItems::List),
        Kind::Alias(Type::Schema(name)) => items_of_schema(profile, name, schemas),
        Kind::Struct(page) => member(profile, page).map(PageItems::Member),
        Kind::Alias(_)
        | Kind::StringEnum(_)
        | Kind::IntegerEnum(_)
        | Kind::Union(_)
        | Kind::Choice(_) => None,
    }
}

/// Where the items of a page are that is a named schema.
fn items_of_schema(
    profile: &profile::Paging,
    name: &str,
    schemas: &DefinitionIndex<'_>,
) -> Option<PageItems> {
    match &schemas.get(name)?.kind {
        // Another name of it is the same page.
        Kind::Alias(Type::Schema(target) | Type::Local(target)) if target != name => {
            items_of_schema(profile, target, schemas)
        }
        Kind::Alias(Type::List(_)) => Some(PageItems::List),
        Kind::Struct(page) => {
            member(profile, page).map(|member| PageItems::Schema(name.to_owned(), member))
        }
        Kind::Alias(_)
        | Kind::StringEnum(_)
        | Kind::IntegerEnum(_)
        | Kind::Union(_)
        | Kind::Choice(_) => None,
    }
}

/// The first property that the profile names that is a list; if it names none, the only list.
fn member(profile: &profile::Paging, page: &Struct) -> Option<PageMember> {
    if profile.items.is_empty() {
        let mut lists = page.fields.iter().filter_map(list);
        return lists.next().filter(|_| lists.next().is_none());
    }
    profile.items.iter().find_map(|member| {
        list(page.fields.iter().find(|field| field.name == names::snake(member))?)
    })
}

/// The field, if it is a list.
fn list(field: &Field) -> Option<PageMember> {
    let optional = match field.presence {
        Presence::Required => false,
        Presence::RequiredNullable | Presence::RequiredInRequests | Presence::Optional => true,
        Presence::Nullable => return None,
    };
    match &field.ty {
        Type::List(item) => {
            let (field, item) = (field.name.clone(), (**item).clone());
            Some(PageMember { field, item, optional })
        }
        _ => None,
    }
}

/// Says of named schemas that are pages where their items are.
pub(crate) fn mark_pages(scopes: &[Scope], schemas: &mut [Definition]) {
    let operations = scopes.iter().flat_map(|scope| &scope.operations);
    for paging in operations.filter_map(|operation| operation.paging.as_ref()) {
        let PageItems::Schema(name, member) = &paging.items else { continue };
        let page = schemas.iter_mut().find(|definition| definition.name == *name);
        if let Some(Definition { kind: Kind::Struct(page), .. }) = page {
            page.page = Some(member.clone());
        }
    }
}
