//! The info, servers and security of the document, and the profile -> the API as a whole.

use super::security_scheme::schemes;
use crate::ir::{Api, Caller, Contention, Limit, Limits, Owned, PageStyle, Region, Tenancy};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::operations::{batch_action, security, server};
use crate::lower::types::Context;
use crate::profile::{self, PagingStyle};

/// The API as a whole.
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
        trusted_domains: profile.trusted_domains.clone(),
        trusted_origins: trusted_origins(context),
        redirects: profile.redirects,
        schemes,
        security,
        caller: profile
            .caller
            .as_ref()
            .map(|caller| Caller { pattern: caller.pattern.clone(), form: caller.form.clone() }),
        batch: batch_action::batch(context),
        page_style: page_style(profile.paging.as_ref()),
        error_messages: profile.errors.messages.clone(),
        secret_properties: profile.secrets.properties.clone(),
        request_id: profile.errors.request_id.clone(),
        tenancy: profile.tenancy.as_ref().map(tenancy),
        limits: profile.limits.map(limits),
        retry_idempotent: profile.retries.idempotent,
        contention: profile.retries.contention.iter().map(contention).collect(),
    }
}

/// The origins of the servers that the document lists for single operations. Credentials are sent to them, over https only.
fn trusted_origins(context: &mut Context<'_>) -> Vec<String> {
    let document = context.document;
    let mut origins = Vec::new();
    for operation in document.operations.iter() {
        for (index, server) in operation.servers.iter().enumerate() {
            let Some(url) = server::absolute(server) else { continue };
            let Some(rest) = url.strip_prefix("https://") else {
                let security = operation.security.as_ref().unwrap_or(&document.security);
                let is_used = index == 0;
                if is_used && security.iter().any(|requirement| !requirement.0.is_empty()) {
                    context.diagnostics.warning(
                        &server.at.child("url"),
                        "no credentials are sent to this server, because it does not use https",
                        "use an https URL, or let callers trust the server with `trust_origin`",
                    );
                }
                continue;
            };
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let origin = format!("https://{authority}");
            if !authority.contains('@') && !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }
    origins
}

/// The style of the profile. Links, if it has none.
fn page_style(paging: Option<&profile::Paging>) -> PageStyle {
    let next = paging.and_then(|paging| paging.style.clone()).unwrap_or(PagingStyle::Link);
    PageStyle { items: paging.map(|paging| paging.items.clone()).unwrap_or_default(), next }
}

fn tenancy(tenancy: &profile::Tenancy) -> Tenancy {
    let profile::Tenancy { collection, properties, owned } = tenancy;
    let owned = owned.iter().map(|profile::Owned { collection, id, properties }| Owned {
        collection: collection.clone(),
        id: id.clone(),
        properties: properties.clone(),
    });
    Tenancy {
        collection: collection.clone(),
        properties: properties.clone(),
        owned: owned.collect(),
    }
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
