//! Reads security schemes and requirements.

use super::fixed_fields::ValueKind::{Child, Enum, List, Object, StringMap, Text};
use super::fixed_fields::{FixedField, describe, may, must, should};
use super::header_name::is_header_name;
use super::{Node, Normaliser};
use crate::document::{Flow, ParameterLocation, SchemeKind, SecurityRequirement, SecurityScheme};
use indexmap::IndexMap;
use openapiv3::APIKeyLocation;

const KIND: FixedField = must("type", Enum(&["apiKey", "http", "oauth2", "openIdConnect"]));
const DESCRIPTION: FixedField = may("description", Text);
const API_KEY: &[FixedField] =
    &[KIND, DESCRIPTION, must("name", Text), must("in", Enum(&["header", "query", "cookie"]))];
const HTTP: &[FixedField] = &[KIND, DESCRIPTION, must("scheme", Text), may("bearerFormat", Text)];
const OAUTH2: &[FixedField] = &[KIND, DESCRIPTION, should("flows", Child)];
const OPEN_ID_CONNECT: &[FixedField] = &[KIND, DESCRIPTION, must("openIdConnectUrl", Text)];

const FLOWS: &[FixedField] = &[
    may("implicit", Object),
    may("password", Object),
    may("clientCredentials", Object),
    may("authorizationCode", Object),
];
const AUTHORIZATION_URL: FixedField = must("authorizationUrl", Text);
const TOKEN_URL: FixedField = must("tokenUrl", Text);
const REFRESH_URL: FixedField = may("refreshUrl", Text);
const SCOPES: FixedField = should("scopes", StringMap);

/// The property that lists security requirements.
pub(super) const SECURITY: FixedField = may("security", List);

impl<'a> Normaliser<'a, '_> {
    /// Reads the security schemes of the document.
    pub(super) fn security_schemes(&mut self, root: &Node<'a>) -> IndexMap<String, SecurityScheme> {
        let components = root.object("components");
        let schemes = components.into_iter().flat_map(|node| node.properties_of("securitySchemes"));
        schemes
            .filter_map(|(name, node)| {
                let node = self.resolve(node, "securitySchemes")?;
                Some((name.to_owned(), self.security_scheme(&node)?))
            })
            .collect()
    }

    fn security_scheme(&mut self, node: &Node<'a>) -> Option<SecurityScheme> {
        let kind = node.get("type").and_then(|node| node.value.as_str());
        let fields = match kind.unwrap_or_default() {
            "http" => HTTP,
            "oauth2" => OAUTH2,
            "openIdConnect" => OPEN_ID_CONNECT,
            "apiKey" => API_KEY,
            // OpenAPI 3.0 and `openapiv3` do not support this scheme.
            "mutualTLS" => {
                let description = node.get("description").and_then(|node| node.value.as_str());
                let description = description.map(str::to_owned);
                let kind = SchemeKind::MutualTls;
                return Some(SecurityScheme { at: node.at.clone(), description, kind });
            }
            _ => return self.unknown_scheme(node),
        };
        // The extensions of security schemes are unused.
        let (description, kind) = match self.read(node, "a security scheme", fields)? {
            openapiv3::SecurityScheme::APIKey { location, name, description, extensions: _ } => {
                let location = match location {
                    APIKeyLocation::Query => ParameterLocation::Query,
                    APIKeyLocation::Header => ParameterLocation::Header,
                    APIKeyLocation::Cookie => ParameterLocation::Cookie,
                };
                if location == ParameterLocation::Header && !is_header_name(&name) {
                    let message = format!(
                        "`{name}` cannot be the name of a header: the security scheme and the requirements that name it are ignored"
                    );
                    self.violation(&node.at, message, "correct the `name` of the security scheme");
                    return None;
                }
                (description, SchemeKind::ApiKey { location, name })
            }
            openapiv3::SecurityScheme::HTTP {
                scheme,
                bearer_format,
                description,
                extensions: _,
            } => {
                let scheme = scheme.to_ascii_lowercase();
                (description, SchemeKind::Http { scheme, bearer_format })
            }
            openapiv3::SecurityScheme::OAuth2 {
                flows: _, // read separately
                description,
                extensions: _,
            } => {
                let flows = node.object("flows").map(|node| self.flows(&node));
                (description, SchemeKind::OAuth2 { flows: flows.unwrap_or_default() })
            }
            openapiv3::SecurityScheme::OpenIDConnect {
                open_id_connect_url: url,
                description,
                extensions: _,
            } => (description, SchemeKind::OpenIdConnect { url }),
        };
        Some(SecurityScheme { at: node.at.clone(), description, kind })
    }

    fn unknown_scheme(&mut self, node: &Node<'a>) -> Option<SecurityScheme> {
        let found = node.get("type");
        let message = match &found {
            Some(kind) => format!("{} is not a type of security scheme", describe(kind.value)),
            None => "the security scheme has no `type`".to_owned(),
        };
        let at = found.map_or_else(|| node.at.clone(), |kind| kind.at);
        self.error(&at, message, "use \"apiKey\", \"http\", \"oauth2\" or \"openIdConnect\"");
        None
    }

    fn flows(&mut self, node: &Node<'a>) -> Vec<Flow> {
        // Read for its diagnostics only: each flow is read separately.
        let _: Option<openapiv3::OAuth2Flows> = self.read(node, "the OAuth flows", FLOWS);
        node.properties().filter_map(|(name, node)| self.flow(name, &node)).collect()
    }

    fn flow(&mut self, name: &str, node: &Node<'a>) -> Option<Flow> {
        let noun = "an OAuth flow";
        // The extensions of flows are unused.
        let (authorization_url, token_url, refresh_url, scopes) = match name {
            "implicit" => {
                let openapiv3::ImplicitOAuth2Flow {
                    authorization_url,
                    refresh_url,
                    scopes,
                    extensions: _,
                } = self.read(node, noun, &[AUTHORIZATION_URL, REFRESH_URL, SCOPES])?;
                (Some(authorization_url), None, refresh_url, scopes)
            }
            "password" => {
                let openapiv3::PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions: _ } =
                    self.read(node, noun, &[TOKEN_URL, REFRESH_URL, SCOPES])?;
                (None, Some(token_url), refresh_url, scopes)
            }
            "clientCredentials" => {
                let openapiv3::ClientCredentialsOAuth2Flow {
                    refresh_url,
                    token_url,
                    scopes,
                    extensions: _,
                } = self.read(node, noun, &[TOKEN_URL, REFRESH_URL, SCOPES])?;
                (None, Some(token_url), refresh_url, scopes)
            }
            "authorizationCode" => {
                let openapiv3::AuthorizationCodeOAuth2Flow {
                    authorization_url,
                    token_url,
                    refresh_url,
                    scopes,
                    extensions: _,
                } = self.read(node, noun, &[AUTHORIZATION_URL, TOKEN_URL, REFRESH_URL, SCOPES])?;
                (Some(authorization_url), Some(token_url), refresh_url, scopes)
            }
            // Already reported with the list.
            _ => return None,
        };
        Some(Flow { name: name.to_owned(), authorization_url, token_url, refresh_url, scopes })
    }

    /// Reads the security requirements of an object, if it has any.
    pub(super) fn security(&mut self, owner: &Node<'a>) -> Option<Vec<SecurityRequirement>> {
        let written = owner.value.get("security")?.as_array()?;
        let requirements: Vec<_> = owner
            .items_of("security")
            .filter_map(|node| self.security_requirement(&node))
            .collect();
        // An empty list means that no credentials are needed, which nobody wrote here.
        (written.is_empty() || !requirements.is_empty()).then_some(requirements)
    }

    /// Reads a security requirement. Returns `None` if one of its schemes is invalid.
    fn security_requirement(&mut self, node: &Node<'a>) -> Option<SecurityRequirement> {
        if !node.value.is_object() {
            let message =
                format!("expected a security requirement, found {}", describe(node.value));
            self.error(
                &node.at,
                message,
                "use an object that maps each scheme name to a list of scopes",
            );
            return None;
        }
        let mut schemes = IndexMap::new();
        for (name, node) in node.properties() {
            if !self.knows_security_scheme(name) {
                self.warning(
                    &node.at,
                    format!(
                        "undeclared security scheme `{name}`; the requirement is ignored, and if no other is left, the document's default applies"
                    ),
                    "declare it under `components/securitySchemes`, or correct the name",
                );
                return None;
            }
            schemes.insert(name.to_owned(), self.scopes(&node)?);
        }
        Some(SecurityRequirement(schemes))
    }

    fn knows_security_scheme(&self, name: &str) -> bool {
        let schemes = self.root.get("components").and_then(|value| value.get("securitySchemes"));
        schemes.is_some_and(|schemes| schemes.get(name).is_some())
    }

    fn scopes(&mut self, node: &Node<'a>) -> Option<Vec<String>> {
        let scopes: Option<Vec<String>> = node
            .value
            .as_array()
            .and_then(|list| list.iter().map(|scope| scope.as_str().map(str::to_owned)).collect());
        if scopes.is_none() {
            let message =
                format!("the scopes are {}, expected a list of strings", describe(node.value));
            self.error(&node.at, message, "use a list of strings, which may be empty");
        }
        scopes
    }
}
