//! The credentials of a client, selected by an operation's security requirements.

use super::Authorizer;
use crate::sanitize;
use percent_encoding::percent_decode_str;
use reqwest::header::HeaderName;

/// OpenAPI's Security Requirement Objects of an operation, by the ids of schemes: one of these combinations suffices.
/// An empty list: no credentials are needed.
pub(crate) type SecurityRequirements = &'static [&'static [&'static str]];

/// The credentials of a client, one for each scheme.
#[derive(Debug)]
pub(crate) struct Keyring {
    /// The credential for operations without security requirements of their own.
    main: Option<Authorizer>,
    others: Vec<Authorizer>,
    /// The security requirements of the whole API; empty: the main credential.
    api: SecurityRequirements,
}

impl Keyring {
    pub(crate) fn new(
        main: Option<Authorizer>,
        others: Vec<Authorizer>,
        api: SecurityRequirements,
    ) -> Self {
        Self { main, others, api }
    }

    /// The credentials for a request by its operation's security requirements, or else those of the API: those of the
    /// first combination that is complete; if there is none, the main one, unless the operation permits requests
    /// without.
    pub(crate) fn keys_for(&self, own: Option<SecurityRequirements>) -> Vec<&Authorizer> {
        let alternatives = match own {
            None if self.api.is_empty() => return self.main.iter().collect(),
            None => self.api,
            Some(own) => own,
        };
        let mut combinations = alternatives.iter().filter(|combination| !combination.is_empty());
        let found = combinations
            .find_map(|combination| combination.iter().map(|id| self.key_of(id)).collect());
        let may_do_without = alternatives.iter().any(|combination| combination.is_empty());
        match found {
            Some(keys) => keys,
            None if may_do_without || alternatives.is_empty() => Vec::new(),
            None => self.main.iter().collect(),
        }
    }

    fn key_of(&self, id: &str) -> Option<&Authorizer> {
        self.all().find(|key| key.id() == id)
    }

    /// Whether a header carries one of the credentials.
    pub(crate) fn manages(&self, name: &HeaderName) -> bool {
        self.all().any(|key| key.header() == Some(name))
    }

    /// Whether a parameter of the query, by its encoded name, carries one of the credentials.
    pub(crate) fn is_query_parameter(&self, name: &str) -> bool {
        let name = percent_decode_str(name).decode_utf8_lossy();
        self.all().any(|key| key.query_parameter() == Some(&*name))
    }

    /// A string with the keys redacted.
    pub(crate) fn redact(&self, text: String) -> String {
        let recent: Vec<_> = self.all().flat_map(Authorizer::recent).collect();
        let secrets = recent.iter().flat_map(|credential| credential.secrets());
        sanitize::redact(text, secrets)
    }

    fn all(&self) -> impl Iterator<Item = &Authorizer> {
        self.others.iter().chain(&self.main)
    }
}
