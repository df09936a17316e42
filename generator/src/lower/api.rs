//! In: the document's info, servers and security. Out: the manifest, and what the client knows of the API.

use super::name::{self, Names};
use super::server::{self, absolute};
use super::{Context, action, docs, reserved};
use crate::document::{ParameterLocation, SchemeKind, SecurityScheme};
use crate::ir::{
    Api, AuthHeader, Caller, Contention, Docs, Limit, Limits, Owned, Package, PageStyle, Region,
    Scheme, SchemePlace, Tenancy,
};
use crate::profile::{self, Format, PagingStyle, Profile};
use crate::source::Pointer;

/// The manifest of the crate.
pub(super) fn package(context: &Context<'_>) -> Package {
    let info = &context.document.info;
    let profile = &context.profile.package;
    let name = profile.name.clone().unwrap_or_else(|| name::package(&info.title));
    Package {
        lib_name: name.replace('-', "_"),
        name,
        version: profile.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: format!("A client for the {} {}", line(&info.title), line(&info.version))
            .trim_end()
            .to_owned(),
        license: profile.license.clone(),
        dependencies: dependencies(context.profile, &profile.dependencies),
        dev_dependencies: profile.dev_dependencies.clone(),
        benches: profile.benches.clone(),
    }
}

/// The crates of the types that texts have by the profile, and of the traits that types derive.
fn dependencies(profile: &Profile, of_traits: &toml::Table) -> toml::Table {
    let formats = profile.formats.values();
    let of = |format: &Format| Some((format.path.root().to_owned(), format.dependency.clone()?));
    formats.filter_map(of).chain(of_traits.clone()).collect()
}

/// What the client knows of the API.
pub(super) fn api(context: &mut Context<'_>) -> Api {
    let document = context.document;
    let profile = context.profile;
    let mut variants = Names::new(reserved::NO_NAMES);
    let regions = profile
        .regions
        .iter()
        .map(|(region, url)| Region {
            variant: variants.take(&name::upper_camel(region)).0,
            url: url.trim_end_matches('/').to_owned(),
        })
        .collect();
    Api {
        title: line(&document.info.title),
        title_docs: docs::line(&document.info.title),
        version: line(&document.info.version),
        version_docs: docs::line(&document.info.version),
        docs: document.info.description.as_deref().map(docs::from_common_mark).unwrap_or_default(),
        base_url: server::base_url(context),
        key_variable: profile.auth.key_variable.clone(),
        regions,
        servers: server::servers(context),
        trusted_domains: trusted_domains(context),
        schemes: schemes(context),
        caller: profile
            .caller
            .as_ref()
            .map(|caller| Caller { pattern: caller.pattern.clone(), form: caller.form.clone() }),
        batch: action::batch(context),
        page_items: profile.paging.as_ref().map(|paging| paging.items.clone()).unwrap_or_default(),
        page_style: profile.paging.as_ref().map(page_style).unwrap_or_default(),
        error_messages: profile.errors.messages.clone(),
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
    for url in servers.filter_map(absolute) {
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

/// A text as a single line.
fn line(text: &str) -> String {
    docs::printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The schemes that carry a single key, the preferred one first.
fn schemes(context: &mut Context<'_>) -> Vec<Scheme> {
    let mut variants = Names::new(reserved::NO_NAMES);
    let mut schemes: Vec<Scheme> = Vec::new();
    for (id, scheme) in &context.document.security_schemes {
        match place(scheme) {
            Some(place) => {
                let variant = variants.take(&name::upper_camel(id)).0;
                let choice = AuthHeader { variant, docs: scheme_docs(scheme, &place) };
                schemes.push(Scheme { id: id.clone(), choice, place });
            }
            None => context.diagnostics.warning(
                &scheme.at,
                format_args!("the client does not know the security scheme `{id}`"),
                "set what it needs with `default_headers` or `configure_http`",
            ),
        }
    }
    if let Some(preferred) = &context.profile.auth.preferred {
        match schemes.iter().position(|scheme| scheme.id == *preferred) {
            Some(index) => {
                let scheme = schemes.remove(index);
                schemes.insert(0, scheme);
            }
            None => context.diagnostics.error(
                &Pointer::root().child("components").child("securitySchemes"),
                format_args!(
                    "the profile prefers the security scheme `{preferred}`, which is not there"
                ),
                "correct `preferred` under `[auth]` in the profile",
            ),
        }
    }
    schemes
}

fn place(scheme: &SecurityScheme) -> Option<SchemePlace> {
    match &scheme.kind {
        SchemeKind::ApiKey { location, name } => match location {
            ParameterLocation::Header => Some(SchemePlace::Header(name.clone())),
            ParameterLocation::Query => Some(SchemePlace::Query(name.clone())),
            ParameterLocation::Cookie => Some(SchemePlace::Cookie(name.clone())),
            ParameterLocation::Path => None,
        },
        SchemeKind::Http { scheme, .. } => match scheme.as_str() {
            "bearer" => Some(SchemePlace::Bearer),
            "basic" => Some(SchemePlace::Basic),
            _ => None,
        },
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => Some(SchemePlace::Bearer),
        SchemeKind::MutualTls => None,
    }
}

fn scheme_docs(scheme: &SecurityScheme, place: &SchemePlace) -> Docs {
    let sent = match place {
        SchemePlace::Bearer => "Authorization: Bearer KEY".to_owned(),
        SchemePlace::Basic => "Authorization: Basic KEY".to_owned(),
        SchemePlace::Header(name) => format!("{name}: KEY"),
        SchemePlace::Query(name) => format!("?{name}=KEY"),
        SchemePlace::Cookie(name) => format!("Cookie: {name}=KEY"),
    };
    let mut docs = Docs(vec![docs::code(&sent)]);
    if let Some(description) = &scheme.description {
        docs.append(docs::from_common_mark(description));
    }
    docs
}
