//! An operation, and the profile -> how its pages are read.

use super::components::Components;
use super::documented_paging;
use super::page_items::PageTypes;
use crate::document::{self, Document, Method, ParameterLocation, Status};
use crate::ir::{
    self, Definition, DefinitionIndex, Docs, Endless, Kind, PageItems, PageStyle, Paging, Scope,
    Type,
};
use crate::lower::types::Context;
use crate::profile::{self, PagingStyle};
use crate::source::Pointer;

/// The pagination of an operation, if it has one: that of the profile, or else that of the document.
pub(crate) fn lower(
    context: &mut Context<'_>,
    operation: &document::Operation,
    output: &Type,
    local: &[Definition],
    components: Components<'_>,
) -> Option<Paging> {
    let types = PageTypes { local, schemas: components.schemas };
    let id = operation.id.as_deref().unwrap_or_default();
    let is_in_profile = |profile: &&profile::Paging| {
        let is_paged = profile.style.is_some() && is_paged(profile, operation);
        profile.operations.contains_key(id) || is_paged
    };
    let Some(profile) = context.profile.paging.as_ref().filter(is_in_profile) else {
        return documented_paging::lower(context, operation, output, types, components.has_links);
    };
    let own = profile.operations.get(id);
    let named = own.and_then(|own| own.items.as_ref());
    let names = named.map_or(&profile.items[..], std::slice::from_ref);
    let style = own.and_then(|own| own.style.as_ref()).or(profile.style.as_ref())?;
    let Some(items) = types.items(output, names) else {
        let help = "correct the type of its response with an overlay, or name the property with the items under `[paging]` in the profile";
        match own {
            Some(_) => context.diagnostics.profile_error(
                &key("operations").child(id),
                format_args!("the profile paginates `{id}`, but its response has no such list"),
                help,
            ),
            None => context.diagnostics.warning(
                &operation.at,
                "the operation has paging parameters, but its response has no list: it is not paginated",
                help,
            ),
        }
        return None;
    };
    let at = match own {
        Some(own) if own.style.is_some() => key("operations").child(id).child("style"),
        _ => key("style"),
    };
    check_style(context, operation, style, &at);
    let own_style = own.map(|_| {
        let inferred = member(&items).map(|member| &member.property).filter(|_| names.is_empty());
        PageStyle { items: names.iter().chain(inferred).cloned().collect(), next: style.clone() }
    });
    if own.is_some() {
        for pointer in missing(style, types, output, &items) {
            report_missing(context, &at, pointer);
        }
    }
    let endless = profile.endless.get(id).map(|endless| {
        let profile::Endless { after, seconds, before, earliest } = endless.clone();
        Endless { after, seconds, before, earliest }
    });
    let backwards = profile.backwards.iter().any(|backwards| backwards == id);
    Some(Paging { items, style: own_style, backwards, endless })
}

/// Whether an operation is paginated by its parameters.
pub(crate) fn is_paged(profile: &profile::Paging, operation: &document::Operation) -> bool {
    let has_all = |names: &Vec<String>| {
        !names.is_empty() && names.iter().all(|name| has_query_parameter(operation, name))
    };
    operation.method == Method::Get && profile.parameters.as_ref().is_some_and(has_all)
}

fn has_query_parameter(operation: &document::Operation, name: &str) -> bool {
    operation
        .parameters
        .iter()
        .any(|parameter| parameter.location == ParameterLocation::Query && parameter.name == *name)
}

/// Whether a response with a page has a header. Those of errors refer to other pages.
pub(super) fn has_header(operation: &document::Operation, name: &str) -> bool {
    let successes = operation.responses.iter().filter(|response| match response.status {
        Status::Code(code) => code / 100 == 2,
        Status::Range(hundred) => hundred == 2,
        Status::Default => true,
    });
    let mut headers = successes.flat_map(|response| response.headers.keys());
    headers.any(|header| header.eq_ignore_ascii_case(name))
}

/// Reports a style whose parameter or response header the operation does not have: the first page would be the only one.
/// `at` is the location of the style in the profile.
fn check_style(
    context: &mut Context<'_>,
    operation: &document::Operation,
    style: &PagingStyle,
    at: &Pointer,
) {
    let id = super::operation::id(operation);
    let missing = style.parameter().filter(|name| !has_query_parameter(operation, name));
    if let Some(name) = missing {
        context.diagnostics.profile_error(
            at,
            format_args!(
                "`{id}` has no query parameter `{name}`, by which the profile paginates it"
            ),
            "correct `parameter`, or add the parameter to the document with an overlay",
        );
    }
    if let PagingStyle::HeaderCursor { header, .. } = style
        && !has_header(operation, header)
    {
        context.diagnostics.profile_error(
            at,
            format_args!(
                "`{id}` has no response header `{header}`, by which the profile paginates it"
            ),
            "correct `header`, or add the header to the document with an overlay",
        );
    }
}

/// The pointers of a style that lead to no documented value.
fn missing<'p>(
    style: &'p PagingStyle,
    types: PageTypes<'_>,
    output: &Type,
    items: &PageItems,
) -> Vec<&'p str> {
    let in_page = style.page_pointers().into_iter().filter(|at| !types.may_have(output, at));
    let item = member(items).map(|member| &member.item);
    let in_item =
        style.item_pointer().filter(|at| item.is_some_and(|item| !types.may_have(item, at)));
    in_page.chain(in_item).collect()
}

/// The property with the items.
pub(super) fn member(items: &PageItems) -> Option<&ir::PageProperty> {
    match items {
        PageItems::List => None,
        PageItems::Member(member) | PageItems::Schema(_, member) => Some(member),
    }
}

fn report_missing(context: &mut Context<'_>, at: &Pointer, pointer: &str) {
    context.diagnostics.profile_error(
        at,
        format_args!("the profile paginates by `{pointer}`, but no response documents a value there"),
        "correct the JSON pointer in the style under `[paging]` in the profile, or add the property with an overlay",
    );
}

/// Reports settings of the profile that match nothing. Otherwise, a listing would end early without a message.
pub(crate) fn report(context: &mut Context<'_>, scopes: &[Scope], schemas: &[Definition]) {
    let Some(profile) = &context.profile.paging else { return };
    let document = context.document;
    report_document_style(context, profile, scopes, schemas);
    for (id, own) in &profile.operations {
        if own.style.is_none() && profile.style.is_none() {
            context.diagnostics.profile_error(
                &key("operations").child(id),
                format_args!("the profile paginates `{id}` without a style"),
                format_args!("set `style` under `[paging.operations.{id}]` in the profile"),
            );
        }
        if !has_operation(document, id) {
            context.diagnostics.profile_error(
                &key("operations").child(id),
                format_args!("the profile paginates `{id}`, but no operation has this operationId"),
                "correct the name under `[paging.operations]` in the profile, or remove it",
            );
        }
    }
    report_directions(context, profile, scopes);
}

/// Reports directions and ends of listings that have no effect. The documents may be a part of the API that the profile
/// describes, so operations that do not exist are not errors.
fn report_directions(context: &mut Context<'_>, profile: &profile::Paging, scopes: &[Scope]) {
    for (index, id) in profile.backwards.iter().enumerate() {
        let at = key("backwards").child(index);
        let Some(style) = style_of(context, profile, scopes, id, &at) else { continue };
        let is_bounded = profile.endless.get(id).is_some_and(|endless| has_times(style, endless));
        if *style != PagingStyle::Link && !is_bounded {
            context.diagnostics.profile_warning(
                &at,
                format_args!(
                    "the key has no effect: pages of `{id}` do not link to the previous page"
                ),
                "remove it, or set the style of the operation to `\"link\"`",
            );
        }
    }
    for (id, endless) in &profile.endless {
        let at = key("endless").child(id);
        let Some(style) = style_of(context, profile, scopes, id, &at) else { continue };
        if !has_times(style, endless) {
            let profile::Endless { after, before, .. } = endless;
            context.diagnostics.profile_warning(
                &at,
                format_args!("the key has no effect: pages of `{id}` do not differ by `{after}` or `{before}`"),
                "remove it, or correct the style of the operation",
            );
        }
    }
}

/// Whether the URLs of pages may contain the times at which a listing ends.
fn has_times(style: &PagingStyle, endless: &profile::Endless) -> bool {
    match style {
        PagingStyle::Link | PagingStyle::Url { .. } => true,
        other => {
            other.parameter().is_some_and(|name| name == endless.after || name == endless.before)
        }
    }
}

/// The style of an operation. It is an error if the operation exists but is not paginated.
fn style_of<'a>(
    context: &mut Context<'_>,
    profile: &'a profile::Paging,
    scopes: &'a [Scope],
    id: &str,
    at: &Pointer,
) -> Option<&'a PagingStyle> {
    if !has_operation(context.document, id) {
        return None;
    }
    let mut operations = scopes.iter().flat_map(|scope| &scope.operations);
    let operation = operations.find(|operation| operation.id == id);
    let Some(paging) = operation.and_then(|operation| operation.paging.as_ref()) else {
        context.diagnostics.profile_error(
            at,
            format_args!("the profile says how the pages of `{id}` are read, but the operation is not paginated"),
            "remove it, or add the operation to `[paging.operations]`",
        );
        return None;
    };
    paging.style.as_ref().map(|style| &style.next).or(profile.style.as_ref())
}

/// Reports a style for all operations that fits none.
fn report_document_style(
    context: &mut Context<'_>,
    profile: &profile::Paging,
    scopes: &[Scope],
    schemas: &[Definition],
) {
    let at = key("style");
    let (Some(style), Some(parameters)) = (&profile.style, &profile.parameters) else {
        if profile.style.is_some() && profile.operations.is_empty() {
            context.diagnostics.profile_error(
                &key("style"),
                "the profile has a pagination style, but does not say for which operations",
                "add `parameters` under `[paging]` in the profile: the query parameters of each paginated operation",
            );
        }
        return;
    };
    if !context.document.operations.iter().any(|operation| is_paged(profile, operation)) {
        context.diagnostics.profile_error(
            &key("parameters"),
            format_args!(
                "no GET operation has all of these query parameters: {}",
                parameters.join(", ")
            ),
            "list the query parameters that all paginated operations have",
        );
    }
    let schemas = &DefinitionIndex::of(schemas);
    let missing = scopes.iter().flat_map(|scope| &scope.operations).filter_map(|operation| {
        let paging = operation.paging.as_ref().filter(|paging| paging.style.is_none())?;
        let types = PageTypes { local: &operation.definitions, schemas };
        Some(missing(style, types, &operation.output.ty, &paging.items))
    });
    // Some documents describe it in a part of the listings only.
    let missing_everywhere = missing.reduce(|mut all, missing| {
        all.retain(|pointer| missing.contains(pointer));
        all
    });
    for pointer in missing_everywhere.into_iter().flatten().filter(|at| at.starts_with('/')) {
        report_missing(context, &at, pointer);
    }
}

fn has_operation(document: &Document, id: &str) -> bool {
    document.operations.iter().any(|operation| operation.id.as_deref() == Some(id))
}

/// Adds the properties with the items of pages in the common style, if the profile does not name them.
pub(crate) fn add_inferred_items(
    items: &mut Vec<String>,
    profile: Option<&profile::Paging>,
    scopes: &[Scope],
) {
    if profile.is_some_and(|paging| !paging.items.is_empty()) {
        return;
    }
    for operation in scopes.iter().flat_map(|scope| &scope.operations) {
        let paging = operation.paging.as_ref().filter(|paging| paging.style.is_none());
        let Some(member) = paging.and_then(|paging| member(&paging.items)) else { continue };
        if !items.contains(&member.property) {
            items.push(member.property.clone());
        }
    }
}

/// The documentation of a listing.
pub(crate) fn docs(paging: &Paging) -> Docs {
    let mut docs = Docs::default();
    if paging.backwards {
        docs.paragraph("Pages are read backwards, from the newest to the oldest, unless the request sets another direction.");
        docs.0.push("The items of a page have the order of the server.".to_owned());
    }
    docs
}

/// Records the location of the items in named schemas that are pages.
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

/// The JSON pointer of a key of `[paging]` in the profile.
fn key(name: &str) -> Pointer {
    Pointer::root().child("paging").child(name)
}
