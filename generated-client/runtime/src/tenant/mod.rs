//! Whose a request is: in come the paths of requests and the bodies of answers, out comes the tenant.

mod members;

use members::{Found, Wanted};
use regex_lite::Regex;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// How an API is divided between tenants, each with limits and a place of its own.
#[derive(Clone, Copy, Debug)]
pub struct Tenancy {
    /// The collection of the tenants, as it stands in paths before a tenant's id: `organizations`.
    pub collection: &'static str,
    /// Where answers name a tenant, as JSON pointers.
    pub members: &'static [&'static str],
    /// What belongs to a tenant.
    pub owned: &'static [Owned],
}

/// Things that belong to tenants, each to one.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    /// Their collection, as it stands in paths before an id: `networks`.
    pub collection: &'static str,
    /// What an id looks like, as a regular expression: deep in a path, other things could stand in its place.
    pub id: &'static str,
    /// Where answers name one of them, as JSON pointers.
    pub members: &'static [&'static str],
}

/// Whose a request is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Owner {
    /// A tenant's, by its id.
    Tenant(Arc<str>),
    /// That of a tenant which is not known, but something is that belongs to it: `networks/N_1`.
    Unknown(Arc<str>),
    /// Nobody's.
    Nobody,
}

/// What is known of the tenants.
#[derive(Debug, Default)]
pub(crate) struct Tenants(Option<Known>);

#[derive(Debug)]
struct Known {
    tenancy: &'static Tenancy,
    /// One for each of the things owned, in their order.
    kinds: Vec<Kind>,
    wanted: Wanted,
}

/// Things of one kind: what their ids look like, and whose they are.
#[derive(Debug)]
struct Kind {
    id: Regex,
    tenants: RwLock<HashMap<String, Arc<str>>>,
}

/// What a path names.
#[derive(Debug, Default, PartialEq)]
struct Named<'a> {
    tenant: Option<&'a str>,
    /// Things by their index and id.
    owned: Vec<(usize, &'a str)>,
    /// The collection that the path ends with: its members are what the answer lists.
    listed: Option<usize>,
}

impl Tenants {
    /// Nothing is known of the tenants yet.
    ///
    /// # Errors
    ///
    /// When the pattern of an id is no regular expression.
    pub(crate) fn new(tenancy: &'static Tenancy) -> Result<Self, regex_lite::Error> {
        let kind =
            |owned: &Owned| Ok(Kind { id: Regex::new(owned.id)?, tenants: RwLock::default() });
        let kinds = tenancy.owned.iter().map(kind).collect::<Result<_, regex_lite::Error>>()?;
        Ok(Self(Some(Known { tenancy, kinds, wanted: Wanted::of(tenancy) })))
    }

    /// Whose a request is, by the path below the base URL.
    pub(crate) fn owner(&self, path: &str) -> Owner {
        let Some(known) = &self.0 else {
            return Owner::Nobody;
        };
        let named = known.named(path);
        match (known.tenant(&named), named.owned.first()) {
            (Some(tenant), _) => Owner::Tenant(tenant),
            (None, Some((index, id))) => {
                let collection = known.tenancy.owned.get(*index).map(|owned| owned.collection);
                Owner::Unknown(format!("{}/{id}", collection.unwrap_or_default()).into())
            }
            (None, None) => Owner::Nobody,
        }
    }

    /// Learns from an answer; how much was new, for each of the things owned.
    pub(crate) fn learn(&self, path: &str, body: &[u8]) -> Vec<usize> {
        self.0.as_ref().map(|known| known.learn(path, body)).unwrap_or_default()
    }
}

impl Known {
    fn named<'a>(&self, path: &'a str) -> Named<'a> {
        let segments: Vec<_> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let mut named = Named::default();
        for (place, segment) in segments.iter().enumerate() {
            let is_first = place == 0;
            let index = self.tenancy.owned.iter().position(|owned| owned.collection == *segment);
            match (segments.get(place + 1), index) {
                (Some(id), _) if is_first && *segment == self.tenancy.collection => {
                    named.tenant = Some(id);
                }
                (Some(id), Some(index)) if is_first || self.is_id(index, id) => {
                    named.owned.push((index, id));
                }
                (None, Some(index)) => named.listed = Some(index),
                _ => {}
            }
        }
        named
    }

    fn is_id(&self, index: usize, id: &str) -> bool {
        self.kinds.get(index).is_some_and(|kind| kind.id.is_match(id))
    }

    /// The tenant that a path names, or that what it names belongs to.
    fn tenant(&self, named: &Named<'_>) -> Option<Arc<str>> {
        if let Some(tenant) = named.tenant {
            return Some(tenant.into());
        }
        named.owned.iter().find_map(|(index, id)| {
            let tenants = &self.kinds.get(*index)?.tenants;
            tenants.read().unwrap_or_else(PoisonError::into_inner).get(*id).cloned()
        })
    }

    fn learn(&self, path: &str, body: &[u8]) -> Vec<usize> {
        let named = self.named(path);
        let (whole, elements) = self.wanted.find(body, named.listed.is_some());
        let tenant = self.tenant(&named).or_else(|| whole.tenant.as_deref().map(Arc::from));
        let mut new = vec![0; self.kinds.len()];
        if let Some(tenant) = &tenant {
            for (index, id) in &named.owned {
                self.note(*index, id, tenant, &mut new);
            }
        }
        for found in [&whole].into_iter().chain(&elements) {
            let own = found.tenant.as_deref().map(Arc::from);
            // What the path says of the whole goes before what the body says; an element knows best.
            let tenant =
                if std::ptr::eq(found, &whole) { &tenant } else { &own.or(tenant.clone()) };
            if let Some(tenant) = tenant {
                self.note_all(found, named.listed, tenant, &mut new);
            }
        }
        new
    }

    /// Notes whose the things are that were found in one place.
    fn note_all(&self, found: &Found, listed: Option<usize>, tenant: &Arc<str>, new: &mut [usize]) {
        for (index, id) in &found.owned {
            self.note(*index, id, tenant, new);
        }
        if let (Some(index), Some(id)) = (listed, &found.id)
            && self.is_id(index, id)
        {
            self.note(index, id, tenant, new);
        }
    }

    fn note(&self, index: usize, id: &str, tenant: &Arc<str>, new: &mut [usize]) {
        let (Some(Kind { tenants, .. }), Some(new)) = (self.kinds.get(index), new.get_mut(index))
        else {
            return;
        };
        let is_known = |tenants: &HashMap<_, Arc<str>>| tenants.get(id) == Some(tenant);
        if !is_known(&tenants.read().unwrap_or_else(PoisonError::into_inner)) {
            let mut tenants = tenants.write().unwrap_or_else(PoisonError::into_inner);
            tenants.insert(id.to_owned(), tenant.clone());
            *new += 1;
        }
    }
}

/// Cases, of which published conformance vectors are of the same form.
#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::collections::BTreeMap;

    static TENANCY: Tenancy = Tenancy {
        collection: "organizations",
        members: &["/organizationId", "/organization/id"],
        owned: &[
            Owned {
                collection: "networks",
                id: "^[LN]_[0-9A-Za-z]+$",
                members: &["/networkId", "/network/id"],
            },
            Owned {
                collection: "devices",
                id: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$",
                members: &["/serial"],
            },
        ],
    };

    /// What is known: things by their id, and whose they are.
    pub(crate) type Map = BTreeMap<String, String>;

    /// Tenants of which something is known already.
    pub(crate) fn tenants(networks: &Map, devices: &Map) -> Tenants {
        let tenants = Tenants::new(&TENANCY).unwrap();
        let known = tenants.0.as_ref().unwrap();
        for (index, map) in [networks, devices].into_iter().enumerate() {
            for (id, tenant) in map {
                known.note(index, id, &tenant.as_str().into(), &mut [0; 2]);
            }
        }
        tenants
    }

    /// What is known of networks and devices.
    pub(crate) fn maps(tenants: &Tenants) -> [Map; 2] {
        [0, 1].map(|index| {
            let tenants = tenants.0.as_ref().unwrap().kinds[index].tenants.read().unwrap();
            tenants.iter().map(|(id, tenant)| (id.clone(), tenant.to_string())).collect()
        })
    }

    pub(crate) fn tenant(tenants: &Tenants, path: &str) -> Option<String> {
        match tenants.owner(path) {
            Owner::Tenant(tenant) => Some(tenant.to_string()),
            Owner::Unknown(_) | Owner::Nobody => None,
        }
    }

    /// Whether a path is that of something whose tenant it does not name.
    pub(crate) fn is_unknown(path: &str) -> bool {
        matches!(tenants(&Map::new(), &Map::new()).owner(path), Owner::Unknown(_))
    }

    fn map(pairs: &[(&str, &str)]) -> Map {
        pairs.iter().map(|(id, tenant)| ((*id).to_owned(), (*tenant).to_owned())).collect()
    }

    #[test]
    fn the_tenant_of_a_path() {
        let tenants = tenants(&map(&[("N_1", "O_2")]), &map(&[("Q2XX-XXXX-XXXX", "O_3")]));
        for (path, expected) in [
            ("/organizations/O_1/networks", Some("O_1")),
            ("/networks/N_1/clients", Some("O_2")),
            ("/networks/N_9/clients", None),
            ("/devices/Q2XX-XXXX-XXXX/lldpCdp", Some("O_3")),
            ("/devices/Q2ZZ-ZZZZ-ZZZZ/clients", None),
            ("/organizations/O_1/networks/N_1", Some("O_1")),
            ("/organizations/O_1", Some("O_1")),
            ("/organizations", None),
            ("/administered/identities/me", None),
            ("/networks//clients", None),
            ("", None),
        ] {
            assert_eq!(tenant(&tenants, path).as_deref(), expected, "{path}");
        }
        assert_eq!(Tenants::default().owner("/organizations/O_1"), Owner::Nobody);
    }

    #[test]
    fn paths_of_something_whose_tenant_they_do_not_name() {
        for (path, expected) in [
            ("/organizations/O_1/networks", false),
            ("/organizations/O_1/networks/N_1", false),
            ("/networks/N_9/clients", true),
            ("/devices/Q2ZZ-ZZZZ-ZZZZ/clients", true),
            ("/administered/identities/me", false),
        ] {
            assert_eq!(is_unknown(path), expected, "{path}");
        }
    }

    #[test]
    fn what_answers_teach() {
        let none: &[(&str, &str)] = &[];
        let one = "/organizations/O_1/networks/N_1";
        let serial = "Q2AA-AAAA-AAAA";
        let list = r#"[{"id": "N_1", "organizationId": "O_1"}, {"id": "L_2"}, {"id": "no id"}, 7]"#;
        let devices =
            r#"{"items": [{"serial": "Q2AA-AAAA-AAAA", "network": {"id": "N_1", "x": []}}]}"#;
        let foreign = r#"[{"networkId": "N_1", "organization": {"id": 5}}, {"networkId": "N_2"}]"#;
        for (path, body, networks, serials) in [
            (one, "{}", &[("N_1", "O_1")][..], none),
            ("/organizations/O_1/devices/Q2AA-AAAA-AAAA", "{}", none, &[(serial, "O_1")][..]),
            ("/networks/N_1/clients", r#"{"organizationId": "O_5"}"#, &[("N_1", "O_5")], none),
            (
                "/networks/N_2/clients",
                r#"{"organization": {"id": "O_6"}}"#,
                &[("N_2", "O_6")],
                none,
            ),
            ("/organizations/O_1/x", r#"{"network": {"id": "N_3"}}"#, &[("N_3", "O_1")], none),
            (
                "/organizations/O_1/x",
                r#"{"networkId": "N_4", "serial": "Q2AA-AAAA-AAAA"}"#,
                &[("N_4", "O_1")],
                &[(serial, "O_1")],
            ),
            ("/administered/identities/me", "{}", none, none),
            // A list teaches as much as what it lists.
            ("/organizations/O_1/networks", list, &[("L_2", "O_1"), ("N_1", "O_1")], none),
            ("/organizations/O_1/devices", devices, &[("N_1", "O_1")], &[(serial, "O_1")]),
            ("/administered/x", foreign, &[("N_1", "5")], none),
            // What is below a collection need not be one of its things.
            ("/organizations/O_1/devices/availabilities", "[]", none, none),
            ("/organizations/O_1/networks/combine", "{}", none, none),
            ("/networks/N_1/devices", "[", none, none),
            (
                "/organizations/O_1/x",
                r#"{"networkId": "N_1", "b": [{"serial": "S"}, "#,
                &[("N_1", "O_1")],
                &[("S", "O_1")],
            ),
            (
                "/organizations/O_1/x",
                r#"{"networkId": null, "serial": {"a": []}, "network": []}"#,
                none,
                none,
            ),
        ] {
            let tenants = tenants(&Map::new(), &Map::new());
            let new = tenants.learn(path, body.as_bytes());
            assert_eq!(maps(&tenants), [map(networks), map(serials)], "{path} {body}");
            assert_eq!(new, [networks.len(), serials.len()], "{path} {body}");
            assert_eq!(tenants.learn(path, body.as_bytes()), [0, 0], "nothing is new twice");
        }
        assert!(Tenants::default().learn(one, b"{}").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_path_and_body_is_read(path in ".*", body in r#"[\[\]{}",:a-z0-9]{0,40}"#) {
            let tenants = tenants(&Map::new(), &Map::new());
            tenants.owner(&path);
            tenants.learn(&path, format!("{{\"serial\":{body}").as_bytes());
        }
    }
}
