//! A scripted dashboard: it responds as users of the dashboard report it to respond, also where the document says otherwise.

use meraki::{Client, SimulatedClock};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Mutex;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// The scripted dashboard, and how often each path was requested.
#[derive(Default)]
struct Dashboard {
    counts: Mutex<HashMap<String, usize>>,
}

/// A dashboard, and a client of it whose waits take no time.
pub(crate) async fn dashboard() -> (MockServer, Client) {
    serving(Dashboard::default()).await
}

/// A server with the same response to all requests, and a client of it.
pub(crate) async fn responding(status: u16, body: &Value) -> (MockServer, Client) {
    serving(ResponseTemplate::new(status).set_body_json(body)).await
}

async fn serving(response: impl Respond + 'static) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    let client = Client::builder()
        .api_key("0".repeat(40))
        .base_url(format!("{}/api/v1", server.uri()))
        .clock(SimulatedClock::new())
        .build()
        .unwrap();
    (server, client)
}

/// The JSON bodies of the requests with a method.
pub(crate) async fn bodies(server: &MockServer, method: &str) -> Vec<Value> {
    let requests = server.received_requests().await.unwrap();
    let sent = requests.iter().filter(|request| request.method.as_str() == method);
    sent.map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
}

impl Respond for Dashboard {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let path = request.url.path().strip_prefix("/api/v1").unwrap_or_default();
        let count = {
            let mut counts = self.counts.lock().unwrap();
            let count = counts.entry(path.to_owned()).or_default();
            *count += 1;
            *count
        };
        let method = request.method.as_str();
        let sent: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let base = format!("http://{}/api/v1", request.headers["host"].to_str().unwrap());
        let page: usize = request
            .url
            .query_pairs()
            .find(|(name, _)| name == "startingAfter")
            .map_or(0, |(_, value)| value.parse().unwrap_or_default());
        script(method, path, count, &base, page).unwrap_or_else(|| match method {
            "DELETE" => ResponseTemplate::new(204),
            "POST" => ResponseTemplate::new(201).set_body_json(sent),
            _ => ok(sent),
        })
    }
}

/// The response to a request; `None` for one that returns what it is sent.
fn script(
    method: &str,
    path: &str,
    count: usize,
    base: &str,
    page: usize,
) -> Option<ResponseTemplate> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    Some(match (method, parts.as_slice()) {
        ("GET", ["networks", _, "appliance", "vlans"]) => {
            ok(json!([{"id": 10, "networkId": "N_1", "name": "Data", "fixedIpAssignments": {}, "mask": null}]))
        }
        ("GET", ["organizations", _, "devices"]) => {
            ok(json!([{"name": "MG", "serial": "Q2AA-AAAA-AAAA", "imei": 356_200_000_000_059_u64}]))
        }
        ("GET", ["devices", "Q2NO-NONO-NONO", "appliance", "performance"]) => {
            ResponseTemplate::new(204)
        }
        ("GET", ["devices", _, "appliance", "performance"]) => text(200, r#"{"perfScore": 11.0}"#),
        ("GET", ["devices", _, "clients"]) => {
            ok(json!([{"id": "k1", "vlan": 20, "usage": {"sent": 1.0, "recv": 2}}, {"id": "k2", "vlan": "30"}]))
        }
        ("GET", ["networks", _, "wireless", "ssids"]) => ok(json!([{"number": 0, "name": "a", "minBitrate": 5.5}])),
        ("GET", ["networks", _, "wireless", "ssids", "0"]) => ok(json!({
            "number": 0, "name": "a", "enabled": true, "authMode": "8021x-radius", "encryptionMode": "wpa-eap",
            "minBitrate": 5.5, "perClientBandwidthLimitUp": 0,
            "radiusServers": [{
                "host": "1.2.3.4", "port": 2083, "openRoamingCertificateId": 5, "caCertificate": null,
                "radsecMode": "on", "serverSettingsNew": {"x": 1},
            }],
        })),
        ("GET", ["networks", _, "wireless", "ssids", _, "trafficShaping", "rules"]) => ok(json!({
            "trafficShapingEnabled": true, "defaultRulesEnabled": true,
            "rules": [{
                "definitions": [
                    {"type": "applicationCategory", "value": {"id": "meraki:layer7/category/2", "name": "Blogging"}},
                    {"type": "host", "value": "google.com"},
                ],
                "perClientBandwidthLimits": {"settings": "custom", "bandwidthLimits": {"limitUp": 1_000_000, "limitDown": null}},
                "dscpTagValue": null, "pcpTagValue": 1,
            }],
        })),
        ("GET", ["networks", _, "appliance", "firewall", "l7FirewallRules"]) => ok(json!({"rules": [
            {"policy": "deny", "type": "application", "value": {"id": "meraki:layer7/application/67", "name": "Xbox LIVE"}},
            {"policy": "deny", "type": "blockedCountries", "value": ["RU", "KP"]},
            {"policy": "deny", "type": "host", "value": "google.com"},
        ]})),
        ("GET", ["networks", "N_pages", "wireless", "rfProfiles"])
        | ("GET", ["organizations", _, "earlyAccess", "features", "optIns"]) => {
            let response = ok(json!([{"id": page.to_string(), "shortName": format!("f{page}")}]));
            match page {
                0 | 1 => response.insert_header(
                    "Link",
                    format!("<{base}{path}?startingAfter={}>; rel=next", page + 1),
                ),
                _ => response,
            }
        }
        ("GET", ["networks", _, "wireless", "rfProfiles"]) => {
            ok(json!([{"id": "1", "name": "A", "twoFourGhzSettings": {"minBitrate": 11.0}}, {"id": "2"}]))
        }
        ("GET", ["organizations", _, "webhooks", "alertTypes"]) => ok(json!([
            {"alertTypeId": "stopped_reporting", "alertType": "APs went down", "example": {"version": "0.1"}},
            {"alertTypeId": "x", "alertType": "y", "example": {}},
        ])),
        ("GET", ["networks", _, "appliance", "firewall", "inboundCellularFirewallRules"]) => ok(json!({
            "rules": [{"comment": "Allow", "policy": "allow", "protocol": "tcp", "destPort": "443", "syslogEnabled": false}],
        })),
        ("GET", ["networks", _, "sm", "devices", _, "restrictions"]) => {
            ok(json!({"profile": "p", "restrictions": {"myRestriction": {"value": true}}}))
        }
        ("GET", ["networks", _, "firmwareUpgrades"]) => ok(json!({
            "timezone": "America/Los_Angeles",
            "products": {"wireless": {"nextUpgrade": {"time": "", "toVersion": {}}, "availableVersions": []}},
        })),
        ("GET", ["organizations", _, "policyObjects", "groups"]) => {
            ok(json!([{"id": "5", "name": "G", "objectIds": ["11", "12"], "networkIds": ["L_1"]}]))
        }
        ("GET", ["networks", _, "wireless", "meshStatuses"]) => ok(json!([
            {"serial": "Q2AA-AAAA-AAAA", "latestMeshPerformance": {"mbps": 43.5, "metric": 12345.5, "usagePercentage": "100%"}},
        ])),
        ("GET", ["organizations", _, "clients", "bandwidthUsageHistory"]) => {
            ok(json!([{"ts": "2021-06-20T01:00:00.000Z", "total": 345.5, "upstream": 60.0, "downstream": 285.5}]))
        }
        ("POST", ["organizations", "html", "saml", "idps"]) => text(201, "[\"no provider\"]"),
        ("POST", ["organizations", _, "saml", "idps"]) => {
            ResponseTemplate::new(201).set_body_json(json!({"idpId": "ab0c1de23Fg", "consumerUrl": "https://n1.meraki.com/x"}))
        }
        ("GET", ["networks", _, "switch", "routing", "multicast", "rendezvousPoints"]) => {
            ok(json!([{"rendezvousPointId": "1234", "serial": "Q234-ABCD-5678", "multicastGroup": "Any"}]))
        }
        ("GET", ["devices", _, "switch", "ports", _]) => ok(json!({
            "portId": "49", "name": "UP LINK", "tags": [], "enabled": true, "type": "trunk", "vlan": 1,
            "voiceVlan": null, "allowedVlans": "all", "portScheduleId": "1234", "dot3az": {"enabled": false},
        })),
        ("GET", ["organizations", case, "networks"]) => networks(case, count, base, path)?,
        ("POST", ["networks", "N_429", "bind"]) => limited("1"),
        ("POST", ["networks", "N_html", "bind"]) => html(200, "Login"),
        ("GET", ["networks", _, "events"]) => {
            let link = format!(
                "<{base}{path}?endingBefore=1970-01-01T00%3A00%3A00.000000Z&productType=appliance>; rel=prev, \
                 <{base}{path}?productType=appliance&startingAfter=2026-11-28T08%3A00%3A00Z>; rel=next"
            );
            ok(json!({"message": null, "pageStartAt": "2026-11-28T00:00:00Z", "events": []}))
                .insert_header("Link", link)
        }
        ("POST", ["devices", _, "camera", "generateSnapshot"]) => {
            ResponseTemplate::new(202).set_body_json(json!({"url": "https://spn4.meraki.com/x", "expiry": "soon"}))
        }
        (_, ["redirect", status, rest @ ..]) => {
            let next = match *status {
                "301" => format!("{base}/redirect/307/{}", rest.join("/")),
                "307" => format!("{base}/redirect/308/{}", rest.join("/")),
                _ => format!("{base}/{}", rest.join("/")),
            };
            ResponseTemplate::new(status.parse::<u16>().unwrap()).insert_header("Location", next)
        }
        ("POST", ["organizations", _, "actionBatches"]) => ResponseTemplate::new(201).set_body_json(json!({
            "id": count.to_string(), "status": {"completed": true, "failed": false, "errors": []},
        })),
        _ => return None,
    })
}

/// Responses to the listing of an organization's networks, by the organization.
fn networks(case: &str, count: usize, base: &str, path: &str) -> Option<ResponseTemplate> {
    Some(match case {
        "404html" => html(404, "Page not found"),
        "404empty" => ResponseTemplate::new(404),
        "401" => errors(401, "Invalid API key"),
        "noapi" => errors(404, "To make requests you must first enable API access"),
        "429" => limited("1"),
        "429text" if count < 3 => text(429, "API rate limit exceeded"),
        "429zero" if count < 3 => limited("0"),
        "200html" => html(200, "Login"),
        "tags" => ok(json!([{"id": "N_1234", "name": "My network", "tags": null}])),
        "single" => ok(json!([{"id": "N_1"}])).insert_header(
            "Link",
            format!("<{base}{path}?startingAfter=N_0>; rel=first, <{base}{path}?endingBefore=N_9>; rel=last"),
        ),
        "429text" | "429zero" => ok(json!([])),
        _ => return None,
    })
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(body)
}

fn text(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json; charset=utf-8")
}

fn html(status: u16, title: &str) -> ResponseTemplate {
    let page = format!("<!DOCTYPE html>\n<html><head><title>{title}</title></head></html>");
    ResponseTemplate::new(status).set_body_raw(page, "text/html")
}

fn errors(status: u16, message: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({"errors": [message]}))
}

fn limited(retry_after: &str) -> ResponseTemplate {
    errors(429, "API rate limit exceeded for organization")
        .insert_header("Retry-After", retry_after)
}
