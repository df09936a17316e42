//! Cases, of which published conformance vectors are of the same form.

pub(crate) use super::known_tenants::moment;
use super::*;
use std::collections::BTreeMap;
use std::time::Duration;

static TENANCY: Tenancy = Tenancy {
    collection: "organizations",
    properties: &["/organizationId", "/organization/id"],
    owned: &[
        TenantResource {
            collection: "networks",
            id: "^[LN]_[0-9A-Za-z]+$",
            properties: &["/networkId", "/network/id"],
        },
        TenantResource {
            collection: "devices",
            id: "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$",
            properties: &["/serial"],
        },
    ],
};

/// The recorded tenants of resources, by id.
pub(crate) type Map = BTreeMap<String, String>;

/// Tenants of which something is known already.
pub(crate) fn tenants(networks: &Map, devices: &Map) -> Tenants {
    let tenants = Tenants::new(&TENANCY).unwrap();
    let known = tenants.0.as_ref().unwrap();
    for (index, map) in [networks, devices].into_iter().enumerate() {
        for (id, tenant) in map {
            known.note(index, id, &tenant.as_str().into());
        }
    }
    tenants
}

/// The recorded tenants of networks and devices.
pub(crate) fn maps(tenants: &Tenants) -> [Map; 2] {
    [0, 1].map(|index| {
        let tenants = tenants.0.as_ref().unwrap().kinds[index].tenants.read().unwrap();
        tenants.iter().map(|(id, tenant)| (id.clone(), tenant.to_string())).collect()
    })
}

/// Learns from a response; how much was new of networks and devices.
pub(crate) fn learn(tenants: &Tenants, path: &str, body: &str) -> [usize; 2] {
    let before = maps(tenants);
    tenants.learn(path, &tenants.owner(path), body.as_bytes());
    let after = maps(tenants);
    [0, 1].map(|kind| {
        let is_new = |(id, tenant): &(&String, &String)| before[kind].get(*id) != Some(*tenant);
        after[kind].iter().filter(is_new).count()
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
fn paths_without_a_tenant() {
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
    let devices = r#"{"items": [{"serial": "Q2AA-AAAA-AAAA", "network": {"id": "N_1", "x": []}}]}"#;
    let foreign = r#"[{"networkId": "N_1", "organization": {"id": 5}}, {"networkId": "N_2"}]"#;
    for (path, body, networks, serials) in [
        (one, "{}", &[("N_1", "O_1")][..], none),
        ("/organizations/O_1/devices/Q2AA-AAAA-AAAA", "{}", none, &[(serial, "O_1")][..]),
        ("/networks/N_1/clients", r#"{"organizationId": "O_5"}"#, &[("N_1", "O_5")], none),
        ("/networks/N_2/clients", r#"{"organization": {"id": "O_6"}}"#, &[("N_2", "O_6")], none),
        ("/organizations/O_1/x", r#"{"network": {"id": "N_3"}}"#, &[("N_3", "O_1")], none),
        (
            "/organizations/O_1/x",
            r#"{"networkId": "N_4", "serial": "Q2AA-AAAA-AAAA"}"#,
            &[("N_4", "O_1")],
            &[(serial, "O_1")],
        ),
        ("/administered/identities/me", "{}", none, none),
        // The items of a list reveal as much as single resources.
        ("/organizations/O_1/networks", list, &[("L_2", "O_1"), ("N_1", "O_1")], none),
        ("/organizations/O_1/devices", devices, &[("N_1", "O_1")], &[(serial, "O_1")]),
        ("/administered/x", foreign, &[("N_1", "5")], none),
        // A segment below a collection need not be the id of a resource.
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
        let new = learn(&tenants, path, body);
        assert_eq!(maps(&tenants), [map(networks), map(serials)], "{path} {body}");
        assert_eq!(new, [networks.len(), serials.len()], "{path} {body}");
        assert_eq!(learn(&tenants, path, body), [0, 0], "nothing is new twice");
    }
    Tenants::default().learn(one, &Owner::Nobody, b"{}");
}

#[test]
fn records_outlive_their_client() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_783_512_000);
    let first = tenants(&map(&[("N_1", "O_2")]), &map(&[("Q2XX-XXXX-XXXX", "O_3")]));
    let text = serde_json::to_string(&first.known(now)).unwrap();
    assert!(text.contains(r#""savedAt":"2026-07-08T12:00:00Z""#), "{text}");
    let known: KnownTenants = serde_json::from_str(&text).unwrap();
    let second = tenants(&Map::new(), &Map::new());
    second.begin_with(&known);
    assert_eq!(maps(&second), maps(&first));
    Tenants::default().begin_with(&known);
    second.begin_with(&serde_json::from_str("{}").unwrap());
}

/// Whether tenants saved at one time are fresh at another.
pub(crate) fn is_fresh(saved: Option<&str>, now: SystemTime, life: Option<Duration>) -> bool {
    let known = serde_json::json!({ "savedAt": saved });
    serde_json::from_value::<KnownTenants>(known).unwrap().is_fresh(now, life)
}

#[test]
fn old_records_are_stale() {
    let now = moment("2026-07-08T12:00:00Z").unwrap();
    let week = Some(Duration::from_secs(604_800));
    for (saved, lifetime, expected) in [
        (Some("2026-07-08T11:59:00Z"), week, true),
        (Some("2026-07-01T12:00:00Z"), week, true),
        (Some("2026-07-01T11:59:59Z"), week, false),
        (Some("2026-07-08T12:00:01Z"), week, true),
        (Some("1970-01-01T00:00:01Z"), None, true),
        (None, week, false),
        (None, None, true),
        (Some("2026-07-08T12:00:00"), week, false),
        (Some("2026-07-08T12:00:00+00:00"), week, false),
        (Some("not-a-date"), week, false),
    ] {
        assert_eq!(is_fresh(saved, now, lifetime), expected, "{saved:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_path_and_body_is_read(path in ".*", body in r#"[\[\]{}",:a-z0-9]{0,40}"#) {
        let tenants = tenants(&Map::new(), &Map::new());
        learn(&tenants, &path, &format!("{{\"serial\":{body}"));
        learn(&tenants, &path, &format!("{{\"organizationId\":{body}"));
    }
}
