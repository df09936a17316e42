//! Responses that the document of release 1.42.0 describes wrongly, and that its overlay corrects.

use crate::server::{bodies, dashboard};
use meraki::devices::get_device_clients::ResponseItemVlan;
use meraki::organizations::{create_organization_policy_object, create_organization_saml_idp};
use meraki::{DriftKind, Number, RequestOptions};
use serde_json::json;

#[tokio::test]
async fn the_ids_of_vlans_are_integers() {
    let (_server, client) = dashboard().await;
    let vlans = client.appliance().get_network_appliance_vlans("N_1").send().await.unwrap();
    assert_eq!((vlans[0].id, vlans.drift()), (Some(10), [].as_slice()));
}

#[tokio::test]
async fn imeis_are_integers() {
    let (_server, client) = dashboard().await;
    let devices = client.organizations().get_organization_devices("1").send().await.unwrap();
    assert_eq!((devices[0].imei, devices.drift()), (Some(356_200_000_000_059), [].as_slice()));
}

#[tokio::test]
async fn scores_have_fractions_and_may_be_absent() {
    let (_server, client) = dashboard().await;
    let performance =
        |serial: &str| client.appliance().get_device_appliance_performance(serial).send();
    let score = performance("Q2AA-AAAA-AAAA").await.unwrap();
    assert_eq!(score.as_ref().unwrap().perf_score, Some(11.0));
    assert_eq!(score.drift(), []);
    let none = performance("Q2NO-NONO-NONO").await.unwrap();
    assert_eq!((none.as_ref(), none.status().as_u16(), none.drift()), (None, 204, [].as_slice()));
}

#[tokio::test]
async fn the_vlan_of_a_client_is_a_number_or_a_name() {
    let (_server, client) = dashboard().await;
    let clients = client.devices().get_device_clients("Q2CL-CLCL-CLCL").send().await.unwrap();
    assert_eq!(clients.drift(), []);
    assert_eq!(clients[0].vlan, Some(ResponseItemVlan::from(20)));
    assert_eq!(clients[1].vlan, Some(ResponseItemVlan::from("30")));
}

#[tokio::test]
async fn bitrates_have_fractions() {
    let (_server, client) = dashboard().await;
    let ssids = client.wireless().get_network_wireless_ssids("N_1").send().await.unwrap();
    assert_eq!((ssids[0].min_bitrate, ssids.drift()), (Some(5.5), [].as_slice()));
}

#[tokio::test]
async fn rf_profiles_are_a_list() {
    let (_server, client) = dashboard().await;
    let profiles = client.wireless().get_network_wireless_rf_profiles("N_1").send().await.unwrap();
    assert_eq!((profiles.len(), profiles.drift()), (2, [].as_slice()));
    let settings = profiles[0].two_four_ghz_settings.as_ref().unwrap();
    assert_eq!(settings.min_bitrate, Some(11.0));
}

#[tokio::test]
async fn alert_types_are_a_list() {
    let (_server, client) = dashboard().await;
    let organizations = client.organizations();
    let types = organizations.get_organization_webhooks_alert_types("1").send().await.unwrap();
    assert_eq!((types.len(), types.drift()), (2, [].as_slice()));
    assert_eq!(types[0].alert_type_id.as_deref(), Some("stopped_reporting"));
}

#[tokio::test]
async fn cellular_rules_are_in_an_object() {
    let (_server, client) = dashboard().await;
    let appliance = client.appliance();
    let get = appliance.get_network_appliance_firewall_inbound_cellular_firewall_rules("N_1");
    let rules = get.send().await.unwrap();
    assert_eq!((rules.rules.as_ref().unwrap().len(), rules.drift()), (1, [].as_slice()));
}

#[tokio::test]
async fn restrictions_are_those_of_one_device() {
    let (_server, client) = dashboard().await;
    let get = client.sm().get_network_sm_device_restrictions("N_1", "7");
    let restrictions = get.send().await.unwrap();
    assert_eq!((restrictions.profile.as_deref(), restrictions.drift()), (Some("p"), [].as_slice()));
}

#[tokio::test]
async fn rendezvous_points_are_a_list() {
    let (_server, client) = dashboard().await;
    let get = client.switch().get_network_switch_routing_multicast_rendezvous_points("N_1");
    let points = get.send().await.unwrap();
    assert_eq!(points[0].rendezvous_point_id.as_deref(), Some("1234"));
    assert_eq!(points.drift(), []);
}

#[tokio::test]
async fn throughput_and_bandwidth_have_fractions() {
    let (_server, client) = dashboard().await;
    let statuses =
        client.wireless().get_network_wireless_mesh_statuses("N_1").send().await.unwrap();
    let performance = statuses[0].latest_mesh_performance.as_ref().unwrap();
    assert_eq!(performance.mbps, Some(43.5));
    // The document shows an integer.
    assert_eq!(performance.metric.as_ref().and_then(Number::as_f64), Some(12345.5));
    let get = client.organizations().get_organization_clients_bandwidth_usage_history("1");
    let history = get.send().await.unwrap();
    assert_eq!((history[0].total, history[0].downstream), (Some(345.5), Some(285.5)));
    assert_eq!((statuses.drift(), history.drift()), ([].as_slice(), [].as_slice()));
}

#[tokio::test]
async fn a_created_identity_provider_is_one_object() {
    use create_organization_saml_idp::Body;
    let (_server, client) = dashboard().await;
    let create = |organization: &str| {
        client.organizations().create_organization_saml_idp(organization, Body::new("00:11"))
    };
    let provider = create("1").send().await.unwrap();
    assert_eq!(
        (provider.idp_id.as_deref(), provider.drift()),
        (Some("ab0c1de23Fg"), [].as_slice())
    );
    // A write whose response cannot be decoded took effect.
    let error = create("html").send().await.unwrap_err();
    assert!(error.is_decode() && error.is_ambiguous(), "{error}");
    assert!(error.to_string().ends_with("it was applied"), "{error}");
}

#[tokio::test]
async fn ids_in_requests_have_the_types_of_the_server() {
    let (server, client) = dashboard().await;
    let body =
        create_organization_policy_object::Body::new("n", "network", "cidr").group_ids(["11"]);
    client.organizations().create_organization_policy_object("1", body).send().await.unwrap();
    let body = meraki::appliance::create_network_appliance_static_route::Body::new(
        "route",
        "192.168.1.0/24",
        "1.2.3.5",
    );
    let body = body.gateway_vlan_id(100);
    client.appliance().create_network_appliance_static_route("N_1", body).send().await.unwrap();
    let sent = bodies(&server, "POST").await;
    assert_eq!((&sent[0]["groupIds"], &sent[1]["gatewayVlanId"]), (&json!(["11"]), &json!(100)));
}

#[tokio::test]
async fn an_empty_date_time_is_kept() {
    let (_server, client) = dashboard().await;
    let upgrades = client.networks().get_network_firmware_upgrades("N_1").send().await.unwrap();
    assert_eq!(upgrades.timezone.as_deref(), Some("America/Los_Angeles"));
    let lost = upgrades.drift().iter().filter(|drift| drift.kind() == DriftKind::Dropped);
    assert_eq!(lost.count(), 0, "{:?}", upgrades.drift());
}

#[tokio::test]
async fn undocumented_properties_are_listed_on_request() {
    let (_server, client) = dashboard().await;
    let get = client.wireless().get_network_wireless_ssid("N_1", "0");
    let ssid = get.options(RequestOptions::new().list_undocumented()).send().await.unwrap();
    let undocumented: Vec<_> = ssid.drift().iter().map(|drift| drift.path()).collect();
    assert!(undocumented.contains(&"$.radiusServers[0].serverSettingsNew"), "{undocumented:?}");
    let servers = ssid.radius_servers.as_ref().unwrap();
    assert_eq!(servers[0].extra["serverSettingsNew"], json!({"x": 1}));
}
