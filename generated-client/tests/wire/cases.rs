//! Calls with the requests that they must send, which are compared with those of the official Python library.

use meraki_dashboard_api::networks::get_network_clients::{
    GetNetworkClients, RecentDeviceConnection, Status,
};
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy, BodyPoliciesBySecurityAppliance,
    BodyPoliciesBySecurityApplianceDevicePolicy, BodyPoliciesBySsid,
    BodyPoliciesBySsidDevicePolicy,
};
use meraki_dashboard_api::{Client, Error, Request};
use serde_json::{Value, json};
use std::pin::Pin;

use crate::message::Message;

/// The future of a call.
type Sending = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// A call with its expected request.
pub(crate) struct Case {
    /// Its name in `python_library.py`.
    pub(crate) name: String,
    /// Sends the request.
    pub(crate) call: Box<dyn Fn(&Client) -> Sending>,
    /// The expected request.
    pub(crate) expected: Message,
    /// The different request of the library and the reason, if the library is wrong.
    pub(crate) official: Option<(Message, &'static str)>,
}

const NETWORK: &str = "N_24329156";
const MAC: &str = "00:11:22:33:44:55";
const CLIENTS: &str = "/api/v1/networks/N_24329156/clients";
const PROVISION: &str = "/api/v1/networks/N_24329156/clients/provision";

/// Every character with a special meaning in a URL, and some non-ASCII characters.
const STRANGE: &str = "a b/c%2F&d+e'f=g?h#i;j,k:l@m$n\\o|p[q]{r}é日本~!*()\"";
const STRANGE_SEGMENT: &str = "a%20b%2Fc%252F%26d%2Be%27f%3Dg%3Fh%23i%3Bj%2Ck%3Al%40m%24n%5Co%7Cp%5Bq%5D%7Br%7D\
                               %C3%A9%E6%97%A5%E6%9C%AC~%21%2A%28%29%22";

/// Strings for IDs and filters, and their encodings in a path.
const TEXTS: [(&str, &str, &str); 9] = [
    ("space", "a b", "a%20b"),
    ("slash", "a/b", "a%2Fb"),
    ("percent", "100%", "100%25"),
    ("encoded slash", "a%2Fb", "a%252Fb"),
    ("ampersand", "a&b", "a%26b"),
    ("plus", "a+b", "a%2Bb"),
    ("quote", "Miles's", "Miles%27s"),
    ("non-ASCII", "é日本", "%C3%A9%E6%97%A5%E6%9C%AC"),
    ("everything", STRANGE, STRANGE_SEGMENT),
];

/// All cases.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = queries();
    for (name, text, segment) in TEXTS {
        let path = format!("/api/v1/networks/{segment}/clients");
        cases.push(Case {
            name: format!("id: {name}"),
            call: Box::new(move |client| sent(client.networks().get_network_clients(text))),
            expected: Message::new("GET", &path, &[], None),
            official: None,
        });
        let filter = format!("filter: {name}");
        cases.push(listing(&filter, &[("description", text)], move |r| r.description(text)));
    }
    cases.extend(bodies());
    cases
}

fn queries() -> Vec<Case> {
    vec![
        listing("no options", &[], |request| request),
        listing("every option", &EVERY_OPTION, every_option),
        listing("timespan 0.5", &[("timespan", "0.5")], |request| request.timespan(0.5)),
        listing("timespan 86400", &[("timespan", "86400")], |request| request.timespan(86_400)),
        Case {
            official: Some((
                Message::new("GET", CLIENTS, &[("timespan", "86400.0")], None),
                "Python writes a float that is whole with `.0`; the API documents seconds, and we know no other number",
            )),
            ..listing("timespan 86400.0", &[("timespan", "86400")], |r| r.timespan(86_400.0))
        },
        listing("perPage 5000", &[("perPage", "5000")], |request| request.per_page(5000)),
        listing("one status", &[("statuses[]", "Online")], |r| r.statuses([Status::Online])),
        listing("no status", &[], |request| request.statuses([])),
        listing("empty filter", &[("description", "")], |request| request.description("")),
    ]
}

const EVERY_OPTION: [(&str, &str); 18] = [
    ("t0", "2024-12-04T00:00:00Z"),
    ("timespan", "86400"),
    ("perPage", "1000"),
    ("startingAfter", "k74272e"),
    ("endingBefore", "k74272f"),
    ("statuses[]", "Online"),
    ("statuses[]", "Offline"),
    ("ip", "1.2.3.4"),
    ("ip6", "2001:db8:3c4d:15::1"),
    ("ip6Local", "fe80:0:0:0:1430:aac1:6826:75ab"),
    ("mac", "22:33:44:55:66:77"),
    ("os", "iOS"),
    ("pskGroup", "Group 1"),
    ("description", "Miles's phone"),
    ("vlan", "100"),
    ("namedVlan", "My VLAN"),
    ("recentDeviceConnections[]", "Wired"),
    ("recentDeviceConnections[]", "Wireless"),
];

fn every_option(request: GetNetworkClients) -> GetNetworkClients {
    request
        .t0("2024-12-04T00:00:00Z")
        .timespan(86_400.0)
        .per_page(1000)
        .starting_after("k74272e")
        .ending_before("k74272f")
        .statuses([Status::Online, Status::Offline])
        .ip("1.2.3.4")
        .ip6("2001:db8:3c4d:15::1")
        .ip6_local("fe80:0:0:0:1430:aac1:6826:75ab")
        .mac("22:33:44:55:66:77")
        .os("iOS")
        .psk_group("Group 1")
        .description("Miles's phone")
        .vlan("100")
        .named_vlan("My VLAN")
        .recent_device_connections([
            RecentDeviceConnection::Wired,
            RecentDeviceConnection::Wireless,
        ])
}

fn bodies() -> Vec<Case> {
    let strange = format!("/api/v1/networks/{STRANGE_SEGMENT}/clients/provision");
    vec![
        provision(
            "body: required members",
            (NETWORK, PROVISION),
            json!({"clients": [{"mac": MAC}], "devicePolicy": "Allowed"}),
            || Body::new([BodyClient::new(MAC)], BodyDevicePolicy::Allowed),
        ),
        provision(
            "body: every member",
            (NETWORK, PROVISION),
            json!({
                "clients": [{"mac": MAC, "name": "Miles's phone"}, {"mac": "66:77:88:99:aa:bb"}],
                "devicePolicy": "Group policy",
                "groupPolicyId": "101",
                "policiesBySecurityAppliance": {"devicePolicy": "Normal"},
                "policiesBySsid": {
                    "0": {"devicePolicy": "Group policy", "groupPolicyId": "102"},
                    "14": {"devicePolicy": "Allowed"},
                },
            }),
            every_property,
        ),
        provision(
            "body: text of every kind",
            (STRANGE, &strange),
            json!({"clients": [{"mac": MAC, "name": STRANGE}], "devicePolicy": "Allowed"}),
            || Body::new([BodyClient::new(MAC).name(STRANGE)], BodyDevicePolicy::Allowed),
        ),
        provision(
            "body: empty containers",
            (NETWORK, PROVISION),
            json!({"clients": [], "devicePolicy": "Allowed", "policiesBySsid": {}}),
            || Body::new([], BodyDevicePolicy::Allowed).policies_by_ssid([]),
        ),
    ]
}

fn every_property() -> Body {
    let clients =
        [BodyClient::new(MAC).name("Miles's phone"), BodyClient::new("66:77:88:99:aa:bb")];
    Body::new(clients, BodyDevicePolicy::GroupPolicy)
        .group_policy_id("101")
        .policies_by_security_appliance(
            BodyPoliciesBySecurityAppliance::new()
                .device_policy(BodyPoliciesBySecurityApplianceDevicePolicy::Normal),
        )
        .policies_by_ssid([
            (
                0,
                BodyPoliciesBySsid::new(BodyPoliciesBySsidDevicePolicy::GroupPolicy)
                    .group_policy_id("102"),
            ),
            (14, BodyPoliciesBySsid::new(BodyPoliciesBySsidDevicePolicy::Allowed)),
        ])
}

/// A listing with options.
fn listing(
    name: &str,
    query: &[(&str, &str)],
    options: impl Fn(GetNetworkClients) -> GetNetworkClients + 'static,
) -> Case {
    Case {
        name: name.to_owned(),
        call: Box::new(move |client| sent(options(client.networks().get_network_clients(NETWORK)))),
        expected: Message::new("GET", CLIENTS, query, None),
        official: None,
    }
}

/// A request with a body, to a network with a special encoding in the path.
fn provision(
    name: &str,
    (network, path): (&'static str, &str),
    expected: Value,
    body: impl Fn() -> Body + 'static,
) -> Case {
    Case {
        name: name.to_owned(),
        call: Box::new(move |client| {
            sent(client.networks().provision_network_clients(network, body()))
        }),
        expected: Message::new("POST", path, &[], Some(expected)),
        official: None,
    }
}

fn sent<R: Request>(request: R) -> Sending
where
    R::Output: 'static,
{
    let response = request.send();
    Box::pin(async { response.await.map(|_| ()) })
}
