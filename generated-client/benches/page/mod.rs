//! A page of clients, and handwritten types for it.

use serde::Deserialize;
use serde_json::{Value, json};

/// A handwritten type with the documented properties of a client.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "it is only decoded into")]
pub(crate) struct ByHand {
    id: Option<String>,
    mac: Option<String>,
    ip: Option<String>,
    ip6: Option<String>,
    description: Option<String>,
    first_seen: Option<i64>,
    last_seen: Option<i64>,
    manufacturer: Option<String>,
    os: Option<String>,
    user: Option<String>,
    vlan: Option<String>,
    ssid: Option<String>,
    switchport: Option<String>,
    wireless_capabilities: Option<String>,
    sm_installed: Option<bool>,
    recent_device_mac: Option<String>,
    status: Option<Status>,
    usage: Option<Usage>,
    named_vlan: Option<String>,
    adaptive_policy_group: Option<String>,
    device_type_prediction: Option<String>,
    recent_device_serial: Option<String>,
    recent_device_name: Option<String>,
    recent_device_connection: Option<Connection>,
    notes: Option<String>,
    ip6_local: Option<String>,
    group_policy8021x: Option<String>,
    psk_group: Option<String>,
}

#[derive(Deserialize)]
enum Status {
    Offline,
    Online,
}

#[derive(Deserialize)]
enum Connection {
    Wired,
    Wireless,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is only decoded into")]
struct Usage {
    sent: Option<f64>,
    recv: Option<f64>,
}

/// A page as the server sends it: all documented properties in document order, with varying values, some of them `null`, and
/// one undocumented property.
pub(crate) fn page(clients: u64) -> String {
    let clients: Vec<String> = (0..clients).map(client).collect();
    format!("[{}]", clients.join(","))
}

fn client(n: u64) -> String {
    let some = |text: String, every: u64| {
        if n.is_multiple_of(every) { Value::Null } else { text.into() }
    };
    // Formatted as strings, because `serde_json` would sort the properties.
    let properties = [
        ("id", json!(format!("k{n:06x}"))),
        ("mac", json!(format!("22:33:44:55:{:02x}:{:02x}", n / 256, n % 256))),
        ("ip", json!(format!("10.0.{}.{}", n / 256, n % 256))),
        ("ip6", json!(some(format!("2001:db8:3c4d:15::{n:x}"), 3))),
        ("description", json!(some(format!("Miles's phone \u{2116} {n}"), 4))),
        ("firstSeen", json!(1_518_365_681 + n)),
        ("lastSeen", json!(1_526_087_474 + n)),
        ("manufacturer", json!("Apple")),
        ("os", json!(some("iOS".to_owned(), 5))),
        ("user", json!(some(format!("miles{n}"), 2))),
        ("vlan", json!("100")),
        ("ssid", json!(some("My \"SSID\"".to_owned(), 7))),
        ("switchport", json!(some(format!("{}", n % 48), 2))),
        ("wirelessCapabilities", json!("802.11ac - 2.4 and 5 GHz")),
        ("smInstalled", json!(n.is_multiple_of(2))),
        ("recentDeviceMac", json!("22:33:44:55:66:77")),
        ("status", json!(if n.is_multiple_of(3) { "Offline" } else { "Online" })),
        ("usage", json!({"sent": n * 138, "recv": n * 61})),
        ("namedVlan", json!("My VLAN")),
        ("adaptivePolicyGroup", json!(some("2: Infrastructure".to_owned(), 2))),
        ("deviceTypePrediction", json!("iPhone SE, iOS9.3.5")),
        ("recentDeviceSerial", json!("Q234-ABCD-5678")),
        ("recentDeviceName", json!("My AP")),
        ("recentDeviceConnection", json!(if n.is_multiple_of(2) { "Wired" } else { "Wireless" })),
        ("notes", json!(some("My AP's note".to_owned(), 2))),
        ("ip6Local", json!("fe80:0:0:0:1430:aac1:6826:75ab")),
        ("groupPolicy8021x", json!(some("Student_Access".to_owned(), 3))),
        ("pskGroup", json!(some("Group 1".to_owned(), 3))),
        ("newMember", json!({"undocumented": [n]})),
    ];
    let properties = properties.map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", properties.join(","))
}
