//! Security schemes -> the ways in which the client sends its API key.

use crate::document::{Flow, ParameterLocation, SchemeKind, SecurityScheme, Status};
use crate::ir::{AuthHeader, Docs, Scheme, SchemeLocation};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::Context;
use crate::nearest::nearest;
use crate::profile::AuthScheme;
use crate::source::Pointer;

/// The schemes with a single API key, the default first.
pub(super) fn schemes(context: &mut Context<'_>) -> Vec<Scheme> {
    let profile = &context.profile.auth;
    let mut variants = UniqueNames::new(reserved::NO_NAMES);
    let mut schemes: Vec<Scheme> = Vec::new();
    let mut unused = profile.scheme.as_ref();
    let mut add = |schemes: &mut Vec<Scheme>, id: &str, scheme, location| {
        let variant = variants.take(&names::upper_camel(id)).0;
        let choice = AuthHeader { variant, docs: scheme_docs(scheme, &location) };
        schemes.push(Scheme { id: id.to_owned(), choice, location });
    };
    for (id, scheme) in &context.document.security_schemes {
        let is_http = matches!(scheme.kind, SchemeKind::Http { .. });
        match (location(scheme), &profile.scheme) {
            (Some(location), _) => add(&mut schemes, id, Some(scheme), location),
            (None, Some(by_profile)) if is_http => {
                unused = None;
                add(&mut schemes, id, Some(scheme), location_by_profile(by_profile).1);
            }
            (None, _) => context.diagnostics.warning(
                &scheme.at,
                format_args!("the security scheme `{id}` is not supported"),
                match is_http {
                    true => {
                        "set `scheme` under `[auth]` in the profile, for example `scheme = \"bearer\"`"
                    }
                    false => "set what it needs with `default_headers` or `configure_http`",
                },
            ),
        }
    }
    if schemes.is_empty()
        && let Some(scheme) = unused.take()
    {
        let (id, location) = location_by_profile(scheme);
        add(&mut schemes, id, None, location);
    }
    if context.document.security_schemes.is_empty() && schemes.is_empty() {
        report_undeclared(context);
    }
    let auth = Pointer::root().child("auth");
    if unused.is_some() {
        context.diagnostics.profile_error(
            &auth.child("scheme"),
            "the key has no effect: the document has a security scheme that is supported",
            "remove it, or correct the document with an overlay",
        );
    }
    if profile.key_variable.is_some() && schemes.is_empty() {
        context.diagnostics.profile_error(
            &auth.child("key-variable"),
            "the key has no effect: the document has no security scheme that is supported",
            "set `scheme` under `[auth]`, for example `scheme = \"bearer\"`",
        );
    }
    if let Some(preferred) = &context.profile.auth.preferred {
        match schemes.iter().position(|scheme| scheme.id == *preferred) {
            Some(index) => {
                let scheme = schemes.remove(index);
                schemes.insert(0, scheme);
            }
            None => {
                let known = schemes.iter().map(|scheme| scheme.id.as_str());
                let help = match nearest(preferred, known) {
                    Some(nearest) => format!("use `{nearest}`"),
                    None => "use the name of a security scheme that is supported".to_owned(),
                };
                context.diagnostics.profile_error(
                    &auth.child("preferred"),
                    format_args!("the security scheme `{preferred}` does not exist"),
                    help,
                );
            }
        }
    }
    schemes
}

/// Reports a document that declares no security scheme, although operations reject requests without credentials.
fn report_undeclared(context: &mut Context<'_>) {
    let operations = context.document.operations.iter();
    let mut responses = operations.flat_map(|operation| &operation.responses);
    if let Some(unauthorized) = responses.find(|one| one.status == Status::Code(401)) {
        context.diagnostics.warning(
            &unauthorized.at,
            "the client sends no credentials: the document declares no security scheme, but responses with status 401",
            "set `scheme` under `[auth]` in the profile, for example `scheme = \"bearer\"`, or add a security scheme with an \
             overlay",
        );
    }
}

fn location(scheme: &SecurityScheme) -> Option<SchemeLocation> {
    match &scheme.kind {
        SchemeKind::ApiKey { location, name } => match location {
            ParameterLocation::Header => Some(SchemeLocation::Header(name.clone())),
            ParameterLocation::Query => Some(SchemeLocation::Query(name.clone())),
            ParameterLocation::Cookie => Some(SchemeLocation::Cookie(name.clone())),
            ParameterLocation::Path => None,
        },
        SchemeKind::Http { scheme, .. } => match scheme.as_str() {
            "bearer" => Some(SchemeLocation::Bearer),
            "basic" => Some(SchemeLocation::Basic),
            _ => None,
        },
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            Some(SchemeLocation::Bearer)
        }
        SchemeKind::MutualTls => None,
    }
}

/// The location of the API key that the profile sets, and the ID of an undocumented scheme.
fn location_by_profile(scheme: &AuthScheme) -> (&'static str, SchemeLocation) {
    match scheme.clone() {
        AuthScheme::Bearer => ("bearer", SchemeLocation::Bearer),
        AuthScheme::Basic => ("basic", SchemeLocation::Basic),
        AuthScheme::Http(scheme) => ("http", SchemeLocation::Http(scheme)),
        AuthScheme::Header(name) => ("header", SchemeLocation::Header(name)),
        AuthScheme::Query(name) => ("query", SchemeLocation::Query(name)),
        AuthScheme::Cookie(name) => ("cookie", SchemeLocation::Cookie(name)),
    }
}

/// What is sent, the description, and where tokens are issued.
fn scheme_docs(scheme: Option<&SecurityScheme>, location: &SchemeLocation) -> Docs {
    let key = match scheme.map(|scheme| &scheme.kind) {
        Some(SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. }) => "TOKEN",
        _ => "KEY",
    };
    let sent = match location {
        SchemeLocation::Bearer => format!("Authorization: Bearer {key}"),
        SchemeLocation::Basic => "Authorization: Basic BASE64".to_owned(),
        SchemeLocation::Http(scheme) => format!("Authorization: {scheme} {key}"),
        SchemeLocation::Header(name) => format!("{name}: {key}"),
        SchemeLocation::Query(name) => format!("?{name}={key}"),
        SchemeLocation::Cookie(name) => format!("Cookie: {name}={key}"),
    };
    let sent = docs::code(&sent);
    let mut docs = Docs(vec![match location {
        SchemeLocation::Basic => format!("{sent} of a key `user:password`"),
        _ => sent,
    }]);
    let Some(scheme) = scheme else { return docs };
    if let Some(description) = &scheme.description {
        docs.append(docs::from_common_mark(description));
    }
    if let SchemeKind::OAuth2 { flows } = &scheme.kind {
        for flow in flows {
            docs.append(flow_docs(flow));
        }
    }
    docs
}

/// The URLs of a flow of OAuth 2.0.
fn flow_docs(flow: &Flow) -> Docs {
    let urls = [
        ("authorization URL", &flow.authorization_url),
        ("token URL", &flow.token_url),
        ("refresh URL", &flow.refresh_url),
    ];
    let urls = urls
        .into_iter()
        .filter_map(|(what, url)| Some(format!("{what} {}", docs::code(url.as_deref()?))));
    let parts = [format!("Flow {}", docs::code(&flow.name))].into_iter().chain(urls);
    Docs(vec![format!("{}.", parts.collect::<Vec<_>>().join(", "))])
}
