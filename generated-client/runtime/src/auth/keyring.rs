//! The keys of a client: in comes what an operation asks for, out come those that its requests are sent with.

use super::Authorizer;
use reqwest::header::HeaderName;

/// Ways in which an operation is authorised, by the ids of schemes: one of these combinations will do. None at all: it
/// needs no key.
pub(crate) type SecurityRequirements = &'static [&'static [&'static str]];

/// The keys of a client, each for a scheme.
#[derive(Debug, Default)]
pub(crate) struct Keyring {
    /// The key that requests are sent with unless their operation asks for others.
    main: Option<Authorizer>,
    others: Vec<Authorizer>,
}

impl Keyring {
    pub(crate) fn new(main: Option<Authorizer>, others: Vec<Authorizer>) -> Self {
        Self { main, others }
    }

    /// The keys that a request is sent with: those of the first combination of which all are there; where there is none, the
    /// main key, unless the operation can do without.
    pub(crate) fn keys_for(&self, alternatives: Option<SecurityRequirements>) -> Vec<&Authorizer> {
        let Some(alternatives) = alternatives else { return self.main.iter().collect() };
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

    /// Whether a header of its own carries one of the keys.
    pub(crate) fn manages(&self, name: &HeaderName) -> bool {
        self.all().any(|key| key.header() == Some(name))
    }

    /// A text from outside, without the keys.
    pub(crate) fn redact(&self, text: String) -> String {
        self.all().fold(text, |text, key| key.redact(text))
    }

    fn all(&self) -> impl Iterator<Item = &Authorizer> {
        self.others.iter().chain(&self.main)
    }
}
