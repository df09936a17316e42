//! The corrections of the overlay that no report covers: what the server sends decodes strictly, and requests have its types.

use crate::server::{bodies, responding};
use meraki::{Decoding, RequestOptions, networks, organizations, wireless};
use serde_json::{Value, json};

fn strict() -> RequestOptions {
    RequestOptions::new().decode(Decoding::Strict)
}

/// The body of a response that decodes strictly.
macro_rules! decoded {
    ($status:literal, $body:expr, |$client:ident| $request:expr) => {{
        let (_server, $client) = responding($status, &$body).await;
        $request.options(strict()).send().await.unwrap().into_body()
    }};
}

/// The body of an update that is built from a response and sent.
macro_rules! sent_back {
    ($body:expr, |$client:ident| $get:expr, |$read:ident| $update:expr) => {{
        let (server, $client) = responding(200, &$body).await;
        let $read = $get.options(strict()).send().await.unwrap();
        $update.send().await.unwrap();
        bodies(&server, "PUT").await.remove(0)
    }};
}

#[tokio::test]
async fn the_ids_of_created_and_updated_vlans_are_integers() {
    use meraki::appliance::create_network_appliance_vlan::Body;
    let vlan = json!({"id": 1234, "networkId": "N_1", "name": "Data"});
    let read =
        decoded!(200, vlan, |client| client.appliance().get_network_appliance_vlan("N_1", "1234"));
    assert_eq!(read.id, Some(1234));
    let created = decoded!(201, vlan, |client| client
        .appliance()
        .create_network_appliance_vlan("N_1", Body::new("1234", "Data")));
    assert_eq!(created.id, Some(1234));
    let updated = decoded!(200, vlan, |client| client
        .appliance()
        .update_network_appliance_vlan("N_1", "1234", None));
    assert_eq!(updated.id, Some(1234));
}

#[tokio::test]
async fn the_imeis_of_devices_on_floor_plans_are_integers() {
    let plan = json!({"floorPlanId": "g_1", "devices": [{"serial": "Q234-ABCD-5678", "imei": 356_200_000_000_059_u64}]});
    let read = decoded!(200, plan, |client| client.networks().get_network_floor_plan("N_1", "g_1"));
    assert_eq!(read.devices.unwrap()[0].imei, Some(356_200_000_000_059));
    let all =
        decoded!(200, json!([plan]), |client| client.networks().get_network_floor_plans("N_1"));
    assert_eq!(all[0].devices.as_ref().unwrap()[0].imei, Some(356_200_000_000_059));
    let body = networks::create_network_floor_plan::Body::new("Plan", "aGk=");
    let created =
        decoded!(201, plan, |client| client.networks().create_network_floor_plan("N_1", body));
    assert_eq!(created.devices.unwrap()[0].imei, Some(356_200_000_000_059));
    let updated = decoded!(200, plan, |client| client
        .networks()
        .update_network_floor_plan("N_1", "g_1", None));
    assert_eq!(updated.devices.unwrap()[0].imei, Some(356_200_000_000_059));
}

#[tokio::test]
async fn the_imeis_of_devices_are_integers() {
    let device = json!({"serial": "Q234-ABCD-5678", "imei": 356_200_000_000_059_u64});
    let read = decoded!(200, device, |client| client.devices().get_device("Q234-ABCD-5678"));
    assert_eq!(read.imei.unwrap().as_u64(), Some(356_200_000_000_059));
    let all = decoded!(200, json!([device]), |client| client.networks().get_network_devices("N_1"));
    assert_eq!(all[0].imei.as_ref().unwrap().as_u64(), Some(356_200_000_000_059));
    let body = networks::vmx_network_devices_claim::Body::new("small".into());
    let claimed =
        decoded!(200, device, |client| client.networks().vmx_network_devices_claim("N_1", body));
    assert_eq!(claimed.imei.unwrap().as_u64(), Some(356_200_000_000_059));
}

#[tokio::test]
async fn the_bitrates_of_profiles_have_fractions() {
    use wireless::create_network_wireless_rf_profile::{Body, BodyBandSelectionType};
    let settings = json!({"minBitrate": 5.5});
    let profile =
        json!({"id": "1", "fiveGhzSettings": settings, "perSsidSettings": {"0": settings}});
    let read = decoded!(200, profile, |client| client
        .wireless()
        .get_network_wireless_rf_profile("N_1", "1"));
    assert_eq!(read.five_ghz_settings.unwrap().min_bitrate, Some(5.5));
    assert_eq!(read.per_ssid_settings.unwrap()[&0].min_bitrate, Some(5.5));
    let body = Body::new("Profile", BodyBandSelectionType::Ap);
    let created = decoded!(201, profile, |client| client
        .wireless()
        .create_network_wireless_rf_profile("N_1", body));
    assert_eq!(created.five_ghz_settings.unwrap().min_bitrate, Some(5.5));
    let of_appliance = json!({"id": "1", "fiveGhzSettings": settings});
    let read = decoded!(200, of_appliance, |client| client
        .appliance()
        .get_network_appliance_rf_profile("N_1", "1"));
    assert_eq!(read.five_ghz_settings.unwrap().min_bitrate, Some(5.5));
    let all = decoded!(200, json!({"assigned": [of_appliance]}), |client| client
        .appliance()
        .get_network_appliance_rf_profiles("N_1"));
    let first = all.assigned.unwrap().remove(0);
    assert_eq!(first.five_ghz_settings.unwrap().min_bitrate, Some(5.5));
}

#[tokio::test]
async fn the_ids_of_policy_objects_are_strings() {
    use organizations::{
        create_organization_policy_objects_group, update_organization_policy_object,
        update_organization_policy_objects_group,
    };
    let group = json!({"id": "5", "name": "G", "objectIds": ["11", "12"], "networkIds": ["L_1"]});
    let groups = decoded!(200, json!([group]), |client| client
        .organizations()
        .get_organization_policy_objects_groups("1"));
    assert_eq!(groups[0].object_ids, Some(vec![json!("11"), json!("12")]));

    let body = create_organization_policy_objects_group::Body::new("G").object_ids(["11"]);
    let created = decoded!(201, group, |client| client
        .organizations()
        .create_organization_policy_objects_group("1", body));
    assert_eq!(created.object_ids, Some(vec![json!("11"), json!("12")]));

    let (server, client) = responding(200, &json!({})).await;
    let organizations = client.organizations();
    let body = update_organization_policy_objects_group::Body::new().object_ids(["11"]);
    organizations.update_organization_policy_objects_group("1", "5", body).send().await.unwrap();
    let body = update_organization_policy_object::Body::new().group_ids(["5"]);
    organizations.update_organization_policy_object("1", "11", body).send().await.unwrap();
    let sent = bodies(&server, "PUT").await;
    assert_eq!(sent, [json!({"objectIds": ["11"]}), json!({"groupIds": ["5"]})]);
}

#[tokio::test]
async fn the_vlan_of_a_gateway_is_an_integer() {
    use meraki::appliance::update_network_appliance_static_route::Body;
    let (server, client) = responding(200, &json!({})).await;
    let body = Body::new().gateway_vlan_id(100);
    client
        .appliance()
        .update_network_appliance_static_route("N_1", "r", body)
        .send()
        .await
        .unwrap();
    assert_eq!(bodies(&server, "PUT").await, [json!({"gatewayVlanId": 100})]);
}

#[tokio::test]
async fn an_updated_identity_provider_is_one_object() {
    let provider = decoded!(200, json!({"idpId": "ab0c1de23Fg"}), |client| client
        .organizations()
        .update_organization_saml_idp("1", "ab0c1de23Fg", None));
    assert_eq!(provider.idp_id.as_deref(), Some("ab0c1de23Fg"));
}

#[tokio::test]
async fn updated_cellular_rules_are_in_an_object() {
    let rules = json!({"rules": [{"comment": "Allow", "policy": "allow", "syslogEnabled": false}]});
    let updated = decoded!(200, rules, |client| client
        .appliance()
        .update_network_appliance_firewall_inbound_cellular_firewall_rules("N_1", None));
    assert_eq!(updated.rules.unwrap().len(), 1);
}

/// Layer 7 rules with a value of each kind.
fn layer_7_rules() -> Value {
    json!([
        {"policy": "deny", "type": "application", "value": {"id": "meraki:layer7/application/67", "name": "Xbox LIVE"}},
        {"policy": "deny", "type": "blockedCountries", "value": ["RU", "KP"]},
        {"policy": "deny", "type": "host", "value": "google.com"},
    ])
}

/// Rules of traffic shaping, for a category of applications and for a host.
fn traffic_shaping_rules() -> Value {
    json!([{
        "definitions": [
            {"type": "applicationCategory", "value": {"id": "meraki:layer7/category/2", "name": "Blogging"}},
            {"type": "host", "value": "google.com"},
        ],
        "dscpTagValue": 1,
    }])
}

#[tokio::test]
async fn layer_7_rules_of_an_ssid_keep_their_values() {
    use wireless::update_network_wireless_ssid_firewall_l7_firewall_rules::Body;
    let rules = json!({"rules": layer_7_rules()});
    let sent = sent_back!(
        rules,
        |client| client.wireless().get_network_wireless_ssid_firewall_l7_firewall_rules("N_1", "0"),
        |read| client.wireless().update_network_wireless_ssid_firewall_l7_firewall_rules(
            "N_1",
            "0",
            Body::from_response(&read).unwrap()
        )
    );
    assert_eq!(sent, rules);
}

#[tokio::test]
async fn traffic_shaping_rules_of_an_appliance_keep_their_values() {
    use meraki::appliance::update_network_appliance_traffic_shaping_rules::Body;
    let rules = json!({"defaultRulesEnabled": true, "rules": traffic_shaping_rules()});
    let sent = sent_back!(
        rules,
        |client| client.appliance().get_network_appliance_traffic_shaping_rules("N_1"),
        |read| client.appliance().update_network_appliance_traffic_shaping_rules(
            "N_1",
            Body::from_response(&read).unwrap()
        )
    );
    assert_eq!(sent, rules);
}

#[tokio::test]
async fn group_policies_keep_the_values_of_their_rules() {
    use networks::update_network_group_policy::Body;
    let policy = json!({
        "name": "No video",
        "firewallAndTrafficShaping": {
            "settings": "custom",
            "l7FirewallRules": layer_7_rules(),
            "trafficShapingRules": traffic_shaping_rules(),
        },
    });
    let sent = sent_back!(
        policy,
        |client| client.networks().get_network_group_policy("N_1", "101"),
        |read| client.networks().update_network_group_policy(
            "N_1",
            "101",
            Body::from_response(&read).unwrap()
        )
    );
    assert_eq!(sent, policy);
    let all = decoded!(200, json!([policy]), |client| client
        .networks()
        .get_network_group_policies("N_1"));
    assert_eq!(all.len(), 1);
}

#[tokio::test]
async fn a_webhook_has_the_type_of_a_documented_alert() {
    use organizations::get_organization_webhooks_alert_types::ResponseItemExample;
    let receiver = meraki::WebhookReceiver::new("/sharedSecret", "secret");
    let body = br#"{"version": "0.1", "sharedSecret": "secret", "alertId": "1", "alertLevel": "warning", "alertData": {"automationId": "7"}}"#;
    let (alert, drift) = receiver.receive::<ResponseItemExample>(body).unwrap();
    assert_eq!((alert.alert_level.as_deref(), drift), (Some("warning"), Vec::new()));
    let other = meraki::WebhookReceiver::new("/sharedSecret", "another");
    assert!(other.receive::<ResponseItemExample>(body).is_err());
}
