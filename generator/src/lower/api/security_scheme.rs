//! Security schemes -> how the client sends its API key.

use crate::document::{ParameterLocation, SchemeKind, SecurityScheme};
use crate::ir::{AuthHeader, Docs, Scheme, SchemePlace};
use crate::lower::docs;
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::Context;
use crate::source::Pointer;

/// The schemes that carry a single key, the preferred one first.
pub(super) fn schemes(context: &mut Context<'_>) -> Vec<Scheme> {
    let mut variants = UniqueNames::new(reserved::NO_NAMES);
    let mut schemes: Vec<Scheme> = Vec::new();
    for (id, scheme) in &context.document.security_schemes {
        match location(scheme) {
            Some(location) => {
                let variant = variants.take(&names::upper_camel(id)).0;
                let choice = AuthHeader { variant, docs: scheme_docs(scheme, &location) };
                schemes.push(Scheme { id: id.clone(), choice, place: location });
            }
            None => context.diagnostics.warning(
                &scheme.at,
                format_args!("the security scheme `{id}` is not supported"),
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
                    "the profile prefers the security scheme `{preferred}`, which does not exist"
                ),
                "correct `preferred` under `[auth]` in the profile",
            ),
        }
    }
    schemes
}

fn location(scheme: &SecurityScheme) -> Option<SchemePlace> {
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

fn scheme_docs(scheme: &SecurityScheme, location: &SchemePlace) -> Docs {
    let sent = match location {
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
