//! Responses to the requests of the examples that no document in `spec/` describes.

use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

/// The ID of an organization without API access.
const CLOSED: &str = "549236";

/// The response to a request below the base URL; `None` if no example sends it.
pub(crate) fn respond(method: &str, path: &str, request: &Request) -> Option<ResponseTemplate> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let body = match (method, parts.as_slice()) {
        ("GET", ["organizations"]) => json!([
            { "id": "2930418", "name": "Garden, Inc." },
            { "id": CLOSED, "name": "Closed, Ltd." },
        ]),
        ("GET", ["organizations", CLOSED, _]) => {
            let body = json!({ "errors": ["To make requests you must first enable API access"] });
            return Some(ResponseTemplate::new(404).set_body_json(body));
        }
        ("GET", ["organizations", _, "networks"]) => return Some(networks(request)),
        ("GET", ["organizations", _, "devices"]) => json!([
            { "serial": "Q234-ABCD-5678", "name": "My AP", "networkId": "N_24329156" },
        ]),
        ("POST", ["organizations", _, "actionBatches"]) => {
            let status = json!({ "completed": true, "failed": false, "errors": [] });
            let body = json!({ "id": "123", "status": status });
            return Some(ResponseTemplate::new(201).set_body_json(body));
        }
        ("GET", ["networks", _, "wireless", "ssids", number]) => json!({
            "number": number.parse::<u8>().unwrap_or_default(), "name": "My SSID", "enabled": true, "minBitrate": 5.5,
            "radiusServers": [{ "host": "1.2.3.4", "port": 2083, "radsecMode": "on" }], "adminSplashUrl": null,
        }),
        ("PUT", ["networks", _, "wireless", "ssids", _]) => request.body_json().ok()?,
        ("GET", ["networks", _, "events"]) => events(request),
        _ => return None,
    };
    Some(ResponseTemplate::new(200).set_body_json(body))
}

/// Two pages of networks, the second of which links to none.
fn networks(request: &Request) -> ResponseTemplate {
    let is_second = request.url.query_pairs().any(|(name, _)| name == "startingAfter");
    let id = if is_second { "N_24329157" } else { "N_24329156" };
    let response = ResponseTemplate::new(200).set_body_json(json!([{ "id": id, "name": id }]));
    match is_second {
        true => response,
        false => response.insert_header("Link", "<?startingAfter=N_24329156>; rel=next"),
    }
}

/// The events after a time: one for each of the first hours of a day.
fn events(request: &Request) -> Value {
    let mut query = request.url.query_pairs();
    let after = query.find(|(name, _)| name == "startingAfter");
    let after = after.map(|(_, time)| time.into_owned()).unwrap_or_default();
    let times = ["2018-02-11T00:00:00Z", "2018-02-11T01:00:00Z", "2018-02-11T02:00:00Z"];
    let next = times.iter().filter(|time| ***time > *after).take(2);
    let events: Vec<Value> =
        next.map(|time| json!({ "occurredAt": time, "description": "AP association" })).collect();
    json!({ "events": events, "pageEndAt": events.last().map(|event| event["occurredAt"].clone()) })
}
