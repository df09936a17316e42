//! A listing that the profile does not paginate -> pagination by the `Link` header, if the document has it.

use super::page_items::PageTypes;
use super::paging::{has_header, member};
use crate::document::{Document, Method, Operation, ParameterLocation};
use crate::ir::{PageStyle, Paging, Type};
use crate::lower::types::Context;
use crate::profile::PagingStyle;

/// How a parameter usually selects a page.
#[derive(Clone, Copy)]
enum Selector {
    Cursor,
    LastItem,
    Number,
    Offset,
}

/// The names of parameters that select a page, in lower case and without separators.
const SELECTORS: &[(&str, Selector)] = &[
    ("continuationtoken", Selector::Cursor),
    ("cursor", Selector::Cursor),
    ("marker", Selector::Cursor),
    ("nextpagetoken", Selector::Cursor),
    ("nexttoken", Selector::Cursor),
    ("offset", Selector::Offset),
    ("page", Selector::Number),
    ("pagenumber", Selector::Number),
    ("pagetoken", Selector::Cursor),
    ("skip", Selector::Offset),
    ("startingafter", Selector::LastItem),
];

/// The names of parameters with the size of a page, in the same form.
const SIZES: &[&str] = &["count", "limit", "maxresults", "pagesize", "perpage", "size"];

/// Whether a response of the document has a `Link` header.
pub(crate) fn has_links(document: &Document) -> bool {
    document.operations.iter().any(|operation| has_header(operation, "Link"))
}

/// The pagination of a listing whose response has a `Link` header (RFC 8288). Reports other listings that have a parameter
/// for pages, because callers would take their first page for all items.
pub(super) fn lower(
    context: &mut Context<'_>,
    operation: &Operation,
    output: &Type,
    types: PageTypes<'_>,
    has_links: bool,
) -> Option<Paging> {
    if operation.method != Method::Get {
        return None;
    }
    let items = types.items(output, &[])?;
    if has_header(operation, "Link") {
        let profile = context.profile.paging.as_ref();
        let common = profile.and_then(|profile| profile.style.as_ref());
        let style = common.filter(|style| **style != PagingStyle::Link).map(|_| PageStyle {
            items: member(&items).map(|member| member.property.clone()).into_iter().collect(),
            next: PagingStyle::Link,
        });
        return Some(Paging { items, style, backwards: false, endless: None });
    }
    if let Some((parameter, selector)) = selector(operation) {
        let style = match has_links {
            true => "\"link\"".to_owned(),
            false => usual_style(operation, parameter, selector),
        };
        context.diagnostics.warning(
            &operation.at,
            format_args!(
                "the operation is not paginated, although it has the parameter `{parameter}`: one request reads one page"
            ),
            format_args!(
                "say under `[paging]` in the profile how the next page is found, for example `style = {style}` and `parameters = \
                 [\"{parameter}\"]`; operations of another style are listed under `[paging.operations]`"
            ),
        );
    }
    None
}

/// The parameter that selects a page.
fn selector(operation: &Operation) -> Option<(&str, Selector)> {
    queries(operation).find_map(|name| {
        let plain = plain(name);
        let known = SELECTORS.iter().find(|(known, _)| *known == plain)?;
        Some((name, known.1))
    })
}

/// The style, as in the profile.
fn usual_style(operation: &Operation, parameter: &str, selector: Selector) -> String {
    let size = queries(operation).find(|name| SIZES.contains(&plain(name).as_str()));
    let size = size.unwrap_or("limit");
    match selector {
        Selector::Cursor => {
            format!("{{ cursor = {{ parameter = \"{parameter}\", property = \"/next\" }} }}")
        }
        Selector::LastItem => {
            format!(
                "{{ last-item = {{ parameter = \"{parameter}\", property = \"/id\", more = \"/has_more\" }} }}"
            )
        }
        Selector::Number => {
            format!("{{ number = {{ parameter = \"{parameter}\", limit = \"{size}\" }} }}")
        }
        Selector::Offset => {
            format!("{{ offset = {{ parameter = \"{parameter}\", limit = \"{size}\" }} }}")
        }
    }
}

/// The names of the parameters in the query string.
fn queries(operation: &Operation) -> impl Iterator<Item = &str> {
    let parameters = operation.parameters.iter();
    parameters
        .filter(|parameter| parameter.location == ParameterLocation::Query)
        .map(|parameter| parameter.name.as_str())
}

/// A name in lower case, without separators.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}
