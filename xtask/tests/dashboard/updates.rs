//! Read, change, write: nothing of a response is lost on the way to an update.

use crate::server::{bodies, dashboard};
use meraki::Method;
use serde_json::json;

#[tokio::test]
async fn layer_7_rules_keep_their_values() {
    use meraki::appliance::update_network_appliance_firewall_l7_firewall_rules::Body;
    let (server, client) = dashboard().await;
    let appliance = client.appliance();
    let rules =
        appliance.get_network_appliance_firewall_l7_firewall_rules("N_1").send().await.unwrap();
    assert_eq!(rules.drift(), []);
    let body = Body::from_response(&rules).unwrap();
    appliance
        .update_network_appliance_firewall_l7_firewall_rules("N_1", body)
        .send()
        .await
        .unwrap();
    assert_eq!(
        bodies(&server, "PUT").await,
        [json!({"rules": [
            {"policy": "deny", "type": "application", "value": {"id": "meraki:layer7/application/67", "name": "Xbox LIVE"}},
            {"policy": "deny", "type": "blockedCountries", "value": ["RU", "KP"]},
            {"policy": "deny", "type": "host", "value": "google.com"},
        ]})]
    );
}

#[tokio::test]
async fn rules_of_traffic_shaping_keep_their_values() {
    use meraki::wireless::update_network_wireless_ssid_traffic_shaping_rules::Body;
    let (server, client) = dashboard().await;
    let wireless = client.wireless();
    let rules =
        wireless.get_network_wireless_ssid_traffic_shaping_rules("N_1", "0").send().await.unwrap();
    assert_eq!(rules.drift(), []);
    let body = Body::from_response(&rules).unwrap();
    let update = wireless.update_network_wireless_ssid_traffic_shaping_rules("N_1", "0", body);
    update.send().await.unwrap();
    let sent = bodies(&server, "PUT").await;
    assert_eq!(
        sent[0]["rules"][0]["definitions"],
        json!([
            {"type": "applicationCategory", "value": {"id": "meraki:layer7/category/2", "name": "Blogging"}},
            {"type": "host", "value": "google.com"},
        ])
    );
    assert_eq!(sent[0]["rules"][0]["pcpTagValue"], 1);
}

#[tokio::test]
async fn undocumented_settings_of_an_ssid_are_sent_back() {
    use meraki::wireless::update_network_wireless_ssid::Body;
    let (server, client) = dashboard().await;
    let ssid = client.wireless().get_network_wireless_ssid("N_1", "0").send().await.unwrap();
    let body = Body::from_response(&ssid).unwrap().name("b");
    client.wireless().update_network_wireless_ssid("N_1", "0", body).send().await.unwrap();
    let sent = bodies(&server, "PUT").await;
    let radius = &sent[0]["radiusServers"][0];
    assert_eq!(radius["serverSettingsNew"], json!({"x": 1}));
    assert_eq!((&radius["radsecMode"], &radius["host"]), (&json!("on"), &json!("1.2.3.4")));
    assert_eq!((&sent[0]["name"], &sent[0]["minBitrate"]), (&json!("b"), &json!(5.5)));
}

#[tokio::test]
async fn null_clears_a_property() {
    use meraki::switch::update_device_switch_port::Body;
    let (server, client) = dashboard().await;
    let port = client.switch().get_device_switch_port("Q2SW-SWSW-SWSW", "49").send().await.unwrap();
    let body = Body::from_response(&port).unwrap().clear_vlan();
    client.switch().update_device_switch_port("Q2SW-SWSW-SWSW", "49", body).send().await.unwrap();
    let sent = bodies(&server, "PUT").await;
    assert_eq!((&sent[0]["vlan"], &sent[0]["name"]), (&json!(null), &json!("UP LINK")));
    // So does a request to an undocumented endpoint.
    let path = "/devices/Q2SW-SWSW-SWSW/switch/ports/49";
    let update = client.request(Method::PUT, path).json(&json!({"portScheduleId": null}));
    update.send().await.unwrap();
    assert_eq!(bodies(&server, "PUT").await[1], json!({"portScheduleId": null}));
}

#[tokio::test]
async fn a_write_is_redirected_with_its_method_and_body() {
    let (server, client) = dashboard().await;
    let update =
        client.request(Method::PUT, "/redirect/301/networks/N_1").json(&json!({"name": "x"}));
    assert_eq!(update.send().await.unwrap().into_body(), json!({"name": "x"}));
    assert_eq!(bodies(&server, "PUT").await, vec![json!({"name": "x"}); 4]);
}

#[tokio::test]
async fn a_batch_of_250_actions_is_split() {
    use meraki::switch::update_device_switch_port::Body;
    let (server, client) = dashboard().await;
    let mut batch = client.batch("1");
    for port in 0..250 {
        let body = Body::new().name("x");
        let update =
            client.switch().update_device_switch_port("Q2SW-SWSW-SWSW", port.to_string(), body);
        batch.add(update.action().unwrap());
    }
    let report = batch.confirm().run().await;
    assert!(report.is_done(), "{report:?}");
    let sizes: Vec<_> = bodies(&server, "POST")
        .await
        .iter()
        .map(|batch| batch["actions"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [100, 100, 50]);
}

#[tokio::test]
async fn keys_are_not_shown() {
    use meraki::wireless::update_network_wireless_ssid::{Body, BodyRadiusServer};
    let (_server, client) = dashboard().await;
    let servers = [BodyRadiusServer::new("1.2.3.4").secret("radius-secret-1")];
    let body = Body::new().psk("deadbeef-psk-123").radius_servers(servers);
    let request = client.wireless().update_network_wireless_ssid("N_1", "0", body.clone());
    let shown = format!("{body:?} {request:?}");
    assert!(!shown.contains("deadbeef-psk-123") && !shown.contains("radius-secret-1"), "{shown}");
}
