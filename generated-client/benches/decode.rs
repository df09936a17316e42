//! What generated types cost: a page of 5,000 clients, decoded into them and, in the same run, into structs as one
//! would write them by hand with serde's derives. Both stand in one group; the last line is the ratio of the two.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use meraki_dashboard_api::networks::get_network_clients::ResponseItem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many clients a page has: the most that the API gives at once.
const CLIENTS: u64 = 5_000;

/// How often each side decodes the page for the ratio.
const ROUNDS: usize = 60;

/// A client as one would write it by hand, for the members that are documented.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "it is only decoded into")]
struct ByHand {
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

/// A page as the server writes it: all documented members in the order of the document, their values varied, some
/// `null`, one not documented.
fn page() -> String {
    let clients: Vec<String> = (0..CLIENTS).map(client).collect();
    format!("[{}]", clients.join(","))
}

fn client(n: u64) -> String {
    let some = |text: String, every: u64| {
        if n.is_multiple_of(every) { Value::Null } else { text.into() }
    };
    // Text by text, as an object of `serde_json` would sort its members.
    let members = [
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
    let members = members.map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", members.join(","))
}

#[expect(clippy::expect_used, reason = "a page that does not fit cannot be measured")]
fn decoded<T: DeserializeOwned>(page: &str) -> Vec<T> {
    serde_json::from_slice(black_box(page.as_bytes())).expect("the page fits")
}

fn decode(criterion: &mut Criterion) {
    let page = page();
    let mut group = criterion.benchmark_group("decode 5,000 clients");
    group.throughput(Throughput::Bytes(u64::try_from(page.len()).unwrap_or_default()));
    group.bench_function("generated", |bencher| bencher.iter(|| decoded::<ResponseItem>(&page)));
    group.bench_function("by hand", |bencher| bencher.iter(|| decoded::<ByHand>(&page)));
    group.finish();
    println!(
        "ratio generated / by hand: {:.2} (the fastest of {ROUNDS} rounds each)",
        ratio(&page)
    );
}

/// How much longer the generated types take. Both sides take turns, so that a busy machine slows them alike; and the
/// fastest round counts, which is the one least disturbed.
fn ratio(page: &str) -> f64 {
    let (mut generated, mut by_hand) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        generated = generated.min(time::<ResponseItem>(page));
        by_hand = by_hand.min(time::<ByHand>(page));
    }
    generated.as_secs_f64() / by_hand.as_secs_f64()
}

fn time<T: DeserializeOwned>(page: &str) -> Duration {
    let start = Instant::now();
    let decoded = black_box(decoded::<T>(page));
    let time = start.elapsed();
    drop(decoded);
    time
}

criterion_group!(benches, decode);
criterion_main!(benches);
