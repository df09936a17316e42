//! The members of answers that say whose things are: in comes a body, out come the few members that are wanted.

use crate::api::Tenancy;
use memchr::memmem::Finder;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The member of an element of a collection that is its id.
const ID: &str = "id";

/// The members that are wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    /// What a member says, and the path to it.
    members: Vec<(Role, Vec<&'static str>)>,
    /// A glance at bodies for how any of the paths begins.
    any: Glance,
    /// The same for the paths to tenants.
    tenant: Glance,
}

/// A glance at a body: whether one of some names stands in it, as it would in JSON.
#[derive(Debug)]
struct Glance {
    needles: Vec<Finder<'static>>,
    /// The same, but that of those that begin alike there is one, which finds all of them: mostly there is nothing to find.
    stems: Vec<Finder<'static>>,
}

impl Glance {
    fn at(names: impl Iterator<Item = &'static str>) -> Self {
        let mut needles: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
        needles.sort_unstable();
        needles.dedup();
        let stems = needles.iter().map(|needle| needle.trim_end_matches('"'));
        let mut stems: Vec<_> = stems.collect();
        stems.sort_unstable();
        stems.dedup_by(|name, stem| name.starts_with(*stem));
        let finder = |text: &str| Finder::new(text).into_owned();
        let stems = stems.into_iter().map(finder).collect();
        let needles = needles.iter().map(|needle| finder(needle)).collect();
        Self { needles, stems }
    }

    fn finds(&self, body: &[u8]) -> bool {
        let any = |needles: &[Finder<'_>]| needles.iter().any(|needle| needle.find(body).is_some());
        any(&self.stems) && any(&self.needles)
    }
}

/// What a member says.
#[derive(Clone, Copy, Debug)]
enum Role {
    Tenant,
    Owned(usize),
    Id,
}

/// What a body, or an element of it, says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) tenant: Option<String>,
    pub(super) owned: Vec<(usize, String)>,
    /// Its id, if it is an element of a collection.
    pub(super) id: Option<String>,
}

impl Wanted {
    pub(super) fn of(tenancy: &'static Tenancy) -> Self {
        let mut pointers: Vec<(Role, &str)> =
            tenancy.members.iter().map(|member| (Role::Tenant, *member)).collect();
        for (index, owned) in tenancy.owned.iter().enumerate() {
            pointers.extend(owned.members.iter().map(|member| (Role::Owned(index), *member)));
        }
        let members: Vec<_> = pointers
            .into_iter()
            .map(|(role, pointer)| (role, pointer.split('/').skip(1).collect::<Vec<_>>()))
            .chain([(Role::Id, vec![ID])])
            .collect();
        let glance = |is_wanted: fn(&Role) -> bool| {
            let paths = members.iter().filter(|(role, _)| is_wanted(role));
            Glance::at(paths.filter_map(|(_, path)| path.first().copied()))
        };
        let any = glance(|role| !matches!(role, Role::Id));
        let tenant = glance(|role| matches!(role, Role::Tenant));
        Self { members, any, tenant }
    }

    /// Whether a body may name a tenant.
    pub(super) fn may_name_tenant(&self, body: &[u8]) -> bool {
        self.tenant.finds(body)
    }

    /// What a body says as a whole, and what its elements say; `listed`, where they are those of a collection.
    ///
    /// A body is read only where it can say anything: most say nothing.
    pub(super) fn find(&self, body: &[u8], listed: bool) -> (Found, Vec<Found>) {
        let (mut whole, mut elements) = (Found::default(), Vec::new());
        if listed || self.any.finds(body) {
            let paths = self.paths();
            let seek = Seek { paths, found: &mut whole, elements: Some((self, &mut elements)) };
            // What was found before the body turned out to be no JSON is as good as any.
            let _ = seek.deserialize(&mut serde_json::Deserializer::from_slice(body));
        }
        (whole, elements)
    }

    fn paths(&self) -> Paths<'_> {
        self.members.iter().map(|(role, path)| (*role, path.as_slice())).collect()
    }
}

/// The paths to what is wanted: what it says, and the names that lead to it.
type Paths<'a> = Vec<(Role, &'a [&'static str])>;

/// Reads a name for the paths that lead on below it.
struct Below<'p, 'a>(&'p Paths<'a>);

impl<'de, 'a> DeserializeSeed<'de> for Below<'_, 'a> {
    type Value = Paths<'a>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Paths<'a>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'_> for Below<'_, 'a> {
    type Value = Paths<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Paths<'a>, E> {
        let below = |(role, path): &(Role, &'a [&'static str])| {
            let (first, rest) = path.split_first()?;
            (*first == name).then_some((*role, rest))
        };
        Ok(self.0.iter().filter_map(below).collect())
    }
}

/// Reads a value for the members below it.
struct Seek<'a> {
    paths: Paths<'a>,
    found: &'a mut Found,
    /// Where the elements of lists go, if there are any worth reading.
    elements: Option<(&'a Wanted, &'a mut Vec<Found>)>,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        for (role, path) in self.paths {
            match role {
                _ if !path.is_empty() || text.is_empty() => {}
                Role::Tenant => self.found.tenant = Some(text.to_owned()),
                Role::Owned(index) => self.found.owned.push((index, text.to_owned())),
                Role::Id => self.found.id = Some(text.to_owned()),
            }
        }
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(below) = map.next_key_seed(Below(&self.paths))? {
            // A list in a member, as of a page that is an object, has elements as any other.
            let elements =
                self.elements.as_mut().map(|(wanted, elements)| (*wanted, &mut **elements));
            if below.is_empty() && elements.is_none() {
                map.next_value::<IgnoredAny>()?;
            } else {
                let elements = elements.filter(|_| below.is_empty());
                map.next_value_seed(Seek { paths: below, found: self.found, elements })?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((wanted, elements)) = self.elements else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        loop {
            let mut found = Found::default();
            let seek = Seek { paths: wanted.paths(), found: &mut found, elements: None };
            if list.next_element_seed(seek)?.is_none() {
                return Ok(());
            }
            if found != Found::default() {
                elements.push(found);
            }
        }
    }
}
