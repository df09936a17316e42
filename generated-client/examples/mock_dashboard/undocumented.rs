//! Replies to the requests of the examples that this crate has no operations for.

use meraki_dashboard_api::Method;
use meraki_dashboard_api::mock::{MockServer, Received, Reply, Undocumented};
use serde_json::{Value, json};

/// The ID of an organization without API access.
const CLOSED: &str = "549236";

/// Sets the replies.
pub(crate) fn reply(server: &MockServer) {
    let get = |path: &str| server.on_undocumented(Method::GET, path);
    get("/organizations").reply_json(
        200,
        &json!([
            { "id": "2930418", "name": "Garden, Inc." },
            { "id": CLOSED, "name": "Closed, Ltd." },
        ]),
    );
    for collection in ["networks", "devices"] {
        get(&format!("/organizations/{CLOSED}/{collection}")).reply_json(
            404,
            &json!({ "errors": ["To make requests you must first enable API access"] }),
        );
    }
    get("/organizations/{organizationId}/networks").reply_with(networks);
    get("/organizations/{organizationId}/devices").reply_json(
        200,
        &json!([{ "serial": "Q234-ABCD-5678", "name": "My AP", "networkId": "N_24329156" }]),
    );
    let batch =
        json!({ "id": "123", "status": { "completed": true, "failed": false, "errors": [] } });
    server
        .on_undocumented(Method::POST, "/organizations/{organizationId}/actionBatches")
        .reply_json(201, &batch);
    let ssid = "/networks/{networkId}/wireless/ssids/{number}";
    get(ssid).reply_with(|request| {
        let number: u8 = request.path("number").and_then(|text| text.parse().ok()).unwrap_or_default();
        Reply::json(&json!({
            "number": number, "name": "My SSID", "enabled": true, "minBitrate": 5.5,
            "radiusServers": [{ "host": "1.2.3.4", "port": 2083, "radsecMode": "on" }], "adminSplashUrl": null,
        }))
    });
    server
        .on_undocumented(Method::PUT, ssid)
        .reply_with(|request| Reply::bytes("application/json", request.body.clone()));
    get("/networks/{networkId}/events").reply_with(events);
}

/// Two pages of networks, the second of which links to none.
fn networks(request: &Received<Undocumented>) -> Reply {
    let is_second = request.query("startingAfter").is_some();
    let id = if is_second { "N_24329157" } else { "N_24329156" };
    let reply = Reply::json(&json!([{ "id": id, "name": id }]));
    match is_second {
        true => reply,
        false => reply.header("Link", "<?startingAfter=N_24329156>; rel=next"),
    }
}

/// The events after a time: one for each of the first hours of a day.
fn events(request: &Received<Undocumented>) -> Reply {
    let after = request.query("startingAfter").unwrap_or_default();
    let times = ["2018-02-11T00:00:00Z", "2018-02-11T01:00:00Z", "2018-02-11T02:00:00Z"];
    let next = times.iter().filter(|time| **time > after).take(2);
    let events: Vec<Value> =
        next.map(|time| json!({ "occurredAt": time, "description": "AP association" })).collect();
    let end = events.last().map(|event| event["occurredAt"].clone());
    Reply::json(&json!({ "events": events, "pageEndAt": end }))
}
