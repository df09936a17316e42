//! The document's info, servers and security -> the manifest, and what the client knows of the API.

use super::security_scheme::schemes;
use crate::ir::{Api, Caller, Contention, Limit, Limits, Owned, PageStyle, Region, Tenancy};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::operations::{batch_action, security, server};
use crate::lower::types::Context;
use crate::profile::{self, PagingStyle};

/// The API as the client presents it.
pub(crate) fn api(context: &mut Context<'_>) -> Api {
    let document = context.document;
    let profile = context.profile;
    let mut variants = UniqueNames::new(reserved::NO_NAMES);
    let regions = profile
        .regions
        .iter()
        .map(|(region, url)| Region {
            variant: variants.take(&names::upper_camel(region)).0,
            url: url.trim_end_matches('/').to_owned(),
        })
        .collect();
    let schemes = schemes(context);
    let security = security::of_document(context, &schemes);
    Api {
        title: docs::one_line(&document.info.title),
        title_docs: docs::escaped_line(&document.info.title),
        version: docs::one_line(&document.info.version),
        version_docs: docs::escaped_line(&document.info.version),
        docs: document.info.description.as_deref().map(docs::from_common_mark).unwrap_or_default(),
        base_url: server::base_url(context),
        key_variable: profile.auth.key_variable.clone(),
        regions,
        servers: server::servers(context),
        trusted_domains: trusted_domains(context),
        redirects: profile.redirects,
        schemes,
        security,
        caller: profile
            .caller
            .as_ref()
            .map(|caller| Caller { pattern: caller.pattern.clone(), form: caller.form.clone() }),
        batch: batch_action::batch(context),
        page_items: profile.paging.as_ref().map(|paging| paging.items.clone()).unwrap_or_default(),
        page_style: profile.paging.as_ref().map(page_style).unwrap_or_default(),
        error_messages: profile.errors.messages.clone(),
        secret_properties: profile.secrets.properties.clone(),
        request_id: profile.errors.request_id.clone(),
        tenancy: profile.tenancy.as_ref().map(tenancy),
        limits: profile.limits.map(limits),
        contention: profile.retries.contention.iter().map(contention).collect(),
    }
}

/// The domains that may be sent the key: the profile's, and those that the document itself sends operations to.
fn trusted_domains(context: &Context<'_>) -> Vec<String> {
    let mut domains = context.profile.trusted_domains.clone();
    let servers = context.document.operations.iter().flat_map(|operation| &operation.servers);
    for url in servers.filter_map(server::absolute) {
        let authority = url.strip_prefix("https://").and_then(|rest| rest.split('/').next());
        if let Some(host) = authority.filter(|host| !host.contains([':', '@', '?', '#']))
            && !domains.iter().any(|domain| domain == host)
        {
            domains.push(host.to_owned());
        }
    }
    domains
}

fn page_style(paging: &profile::Paging) -> PageStyle {
    match paging.style.clone() {
        PagingStyle::Link => PageStyle::Link,
        PagingStyle::Url { member } => PageStyle::Url { member },
        PagingStyle::Cursor { parameter, member } => PageStyle::Cursor { parameter, member },
        PagingStyle::LastItem { parameter, member, more } => {
            PageStyle::LastItem { parameter, member, more }
        }
        PagingStyle::Number { parameter, limit, first } => {
            PageStyle::Number { parameter, limit, first }
        }
        PagingStyle::Offset { parameter, limit } => PageStyle::Offset { parameter, limit },
    }
}

fn tenancy(tenancy: &profile::Tenancy) -> Tenancy {
    let profile::Tenancy { collection, members, owned } = tenancy;
    let owned = owned.iter().map(|profile::Owned { collection, id, members }| Owned {
        collection: collection.clone(),
        id: id.clone(),
        members: members.clone(),
    });
    Tenancy { collection: collection.clone(), members: members.clone(), owned: owned.collect() }
}

fn limits(limits: profile::Limits) -> Limits {
    let profile::Limits { tenant, global, decrease, floor } = limits;
    let limit = |profile::Limit { rate, burst, increase }| Limit { rate, burst, increase };
    Limits { tenant: limit(tenant), global: limit(global), decrease, floor }
}

fn contention(contention: &profile::Contention) -> Contention {
    let profile::Contention { request, status, message, wait } = contention;
    Contention { request: request.clone(), status: *status, message: message.clone(), wait: *wait }
}
