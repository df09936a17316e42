//! Bodies and responses: unknown values, maps with integer keys, and absent properties.

use crate::server::{client, created, json, only_request, responding};
use meraki_dashboard_api::networks::get_network_clients::{
    RecentDeviceConnection, ResponseItemUsage, Status,
};
use meraki_dashboard_api::networks::provision_network_clients::{
    Body, BodyClient, BodyDevicePolicy, BodyPoliciesBySsid, BodyPoliciesBySsidDevicePolicy,
};
use serde_json::Value;
use std::collections::BTreeMap;

#[tokio::test]
async fn an_unknown_value_is_kept_and_sent_back() {
    let server = responding(json(
        r#"[{"status": "Dormant & \"new\"", "recentDeviceConnection": "wired"}, {"status": "Online"}]"#,
    ));
    let networks = client(&server).networks();
    let page = networks.get_network_clients("N_1").send().await.unwrap();
    let status = page[0].status.clone().unwrap();
    assert!(matches!(&status, Status::Unknown(value) if value.as_str() == "Dormant & \"new\""));
    assert_eq!(page[1].status, Some(Status::Online));
    let connection = page[0].recent_device_connection.clone().unwrap();
    assert_ne!(connection, RecentDeviceConnection::Wired, "case counts");

    let again = networks.get_network_clients("N_1").statuses([status]);
    again.recent_device_connections([connection]).send().await.unwrap();
    let requests = server.received_requests();
    let sent: Vec<_> = requests[1].query_pairs().collect();
    assert_eq!(sent, [("statuses[]", "Dormant & \"new\""), ("recentDeviceConnections[]", "wired")]);
    let item = serde_json::to_value(&page[0]).unwrap();
    assert_eq!(item["status"], "Dormant & \"new\"");
}

#[tokio::test]
async fn an_unknown_value_in_a_body_is_sent_unchanged() {
    let server = responding(created("{}"));
    let body = Body::new([BodyClient::new("m")], BodyDevicePolicy::from("Quarantined"))
        .policies_by_ssid([(3, BodyPoliciesBySsid::new("Group policy".into()))]);
    client(&server).networks().provision_network_clients("N_1", body).send().await.unwrap();
    let sent: Value = only_request(&server).json().unwrap();
    assert_eq!(sent["devicePolicy"], "Quarantined");
    assert_eq!(sent["policiesBySsid"]["3"]["devicePolicy"], "Group policy");
}

#[tokio::test]
async fn ssids_are_numbers_in_both_directions() {
    let policy = |policy| BodyPoliciesBySsid::new(policy);
    let nobody: [BodyClient; 0] = [];
    let body = Body::new(nobody, BodyDevicePolicy::PerConnection).policies_by_ssid([
        (14, policy(BodyPoliciesBySsidDevicePolicy::Blocked)),
        (2, policy(BodyPoliciesBySsidDevicePolicy::Normal)),
        (0, policy(BodyPoliciesBySsidDevicePolicy::GroupPolicy).group_policy_id("101")),
    ]);
    let server = responding(created("{}"));
    let request = client(&server).networks().provision_network_clients("N_1", body.clone());
    request.send().await.unwrap();
    let sent = only_request(&server).text();
    assert_eq!(
        sent,
        r#"{"clients":[],"devicePolicy":"Per connection","policiesBySsid":{"0":{"devicePolicy":"Group policy","groupPolicyId":"101"},"2":{"devicePolicy":"Normal"},"14":{"devicePolicy":"Blocked"}}}"#
    );
    let read: Body = serde_json::from_str(&sent).unwrap();
    assert_eq!(read, body);
    let ssids: &BTreeMap<u32, BodyPoliciesBySsid> = read.policies_by_ssid.as_ref().unwrap();
    assert_eq!(ssids.keys().copied().collect::<Vec<_>>(), [0, 2, 14]);

    let error = serde_json::from_str::<Body>(&sent.replace("\"14\"", "\"guests\"")).unwrap_err();
    assert!(error.to_string().contains("expected key to be a number"), "{error}");
}

#[tokio::test]
async fn responses_may_lack_properties_and_have_others() {
    let server = responding(json(
        r#"[{}, {"mac": null, "usage": {"sent": 138, "recv": 0.5}, "new": {"a": [1]}, "firstSeen": 1518365681}]"#,
    ));
    let page = client(&server).networks().get_network_clients("N_1").send().await.unwrap();
    assert_eq!(page[0], Default::default());
    assert_eq!(page[1].mac, None);
    assert_eq!(page[1].first_seen, Some(1_518_365_681));
    let Some(ResponseItemUsage { sent, recv, .. }) = page[1].usage else { panic!("no usage") };
    assert_eq!((sent, recv), (Some(138.0), Some(0.5)));
}
