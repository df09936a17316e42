//! Extracts from a response body the few properties that reveal which tenant a resource belongs to.

use crate::api::Tenancy;
use memchr::memmem::Finder;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The property with the id of an item of a collection.
const ID: &str = "id";

/// The properties to look for.
#[derive(Debug)]
pub(super) struct TenancyProperties {
    /// The meaning of each property, and its path.
    paths: Vec<(Role, Vec<&'static str>)>,
    /// A quick search for the first segment of any path.
    any: Prefilter,
    /// The same for the paths of tenants.
    tenant: Prefilter,
}

/// A quick search of a body: whether it contains one of some property names.
#[derive(Debug)]
struct Prefilter {
    needles: Vec<Finder<'static>>,
    /// One needle for names with a common prefix: most bodies contain none of them.
    stems: Vec<Finder<'static>>,
}

impl Prefilter {
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

/// The meaning of a property.
#[derive(Clone, Copy, Debug)]
enum Role {
    Tenant,
    Owned(usize),
    Id,
}

/// The properties found in a body, or in an item of it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) tenant: Option<String>,
    pub(super) owned: Vec<(usize, String)>,
    /// Its id, if it is an item of a collection.
    pub(super) id: Option<String>,
}

impl TenancyProperties {
    pub(super) fn of(tenancy: &'static Tenancy) -> Self {
        let mut pointers: Vec<(Role, &str)> =
            tenancy.properties.iter().map(|pointer| (Role::Tenant, *pointer)).collect();
        for (index, owned) in tenancy.owned.iter().enumerate() {
            pointers.extend(owned.properties.iter().map(|pointer| (Role::Owned(index), *pointer)));
        }
        let paths: Vec<_> = pointers
            .into_iter()
            .map(|(role, pointer)| (role, pointer.split('/').skip(1).collect::<Vec<_>>()))
            .chain([(Role::Id, vec![ID])])
            .collect();
        let prefilter = |is_wanted: fn(&Role) -> bool| {
            let wanted = paths.iter().filter(|(role, _)| is_wanted(role));
            Prefilter::at(wanted.filter_map(|(_, path)| path.first().copied()))
        };
        let any = prefilter(|role| !matches!(role, Role::Id));
        let tenant = prefilter(|role| matches!(role, Role::Tenant));
        Self { paths, any, tenant }
    }

    /// Whether a body may contain a tenant.
    pub(super) fn may_name_tenant(&self, body: &[u8]) -> bool {
        self.tenant.finds(body)
    }

    /// The properties of the body as a whole, and of each of its items; `listed` if they are those of a collection.
    ///
    /// A body is parsed only if the quick search finds something: most contain nothing.
    pub(super) fn find(&self, body: &[u8], listed: bool) -> (Found, Vec<Found>) {
        let (mut whole, mut items) = (Found::default(), Vec::new());
        if listed || self.any.finds(body) {
            let paths = self.paths();
            let search = Search { paths, found: &mut whole, items: Some((self, &mut items)) };
            // Properties found before invalid JSON are still valid.
            let _ = search.deserialize(&mut serde_json::Deserializer::from_slice(body));
        }
        (whole, items)
    }

    fn paths(&self) -> Paths<'_> {
        self.paths.iter().map(|(role, path)| (*role, path.as_slice())).collect()
    }
}

/// The paths to look for: their meaning, and the remaining names.
type Paths<'a> = Vec<(Role, &'a [&'static str])>;

/// Reads a property name and selects the paths below it.
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
        f.write_str("the name of a property")
    }

    fn visit_str<E>(self, name: &str) -> Result<Paths<'a>, E> {
        let below = |(role, path): &(Role, &'a [&'static str])| {
            let (first, rest) = path.split_first()?;
            (*first == name).then_some((*role, rest))
        };
        Ok(self.0.iter().filter_map(below).collect())
    }
}

/// Reads a value and collects the properties below it.
struct Search<'a> {
    paths: Paths<'a>,
    found: &'a mut Found,
    /// Receives the items of lists, unless they are ignored.
    items: Option<(&'a TenancyProperties, &'a mut Vec<Found>)>,
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
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
            // A list in a property, as in an enveloped page, has items like any other.
            let items = self.items.as_mut().map(|(properties, items)| (*properties, &mut **items));
            if below.is_empty() && items.is_none() {
                map.next_value::<IgnoredAny>()?;
            } else {
                let items = items.filter(|_| below.is_empty());
                map.next_value_seed(Search { paths: below, found: self.found, items })?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Some((properties, items)) = self.items else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        loop {
            let mut found = Found::default();
            let search = Search { paths: properties.paths(), found: &mut found, items: None };
            if list.next_element_seed(search)?.is_none() {
                return Ok(());
            }
            if found != Found::default() {
                items.push(found);
            }
        }
    }
}
