use client::schemas::{AccountRequest, Badge, BadgeRequest, Guest};
use client::{Client, Request};
use serde_json::{Value, json};

#[test]
fn required_properties_are_plain_fields() {
    let guest = Guest::new("a").nickname("b");
    let name: String = guest.name.clone();
    assert_eq!(name, "a");
    assert_eq!(serde_json::to_value(guest).unwrap(), json!({"name": "a", "nickname": "b"}));
}

#[test]
fn requests_have_a_type_of_their_own_where_directions_differ() {
    let account = AccountRequest::new("a", "p").owner(Guest::new("b"));
    let expected = json!({"login": "a", "password": "p", "owner": {"name": "b"}});
    assert_eq!(serde_json::to_value(account).unwrap(), expected);
}

#[test]
fn what_was_received_becomes_what_is_sent() {
    let received = json!({
        "id": 1,
        "label": "a",
        "note": null,
        "parts": [{"id": 2, "label": "b", "parts": []}],
        "by_name": {"c": {"id": 3, "label": "c"}}
    });
    let badge: Badge = serde_json::from_value(received).unwrap();
    let sent = serde_json::to_value(BadgeRequest::from(badge)).unwrap();
    let parts = json!([{"label": "b", "parts": []}]);
    assert_eq!(sent, json!({"label": "a", "parts": parts, "by_name": {"c": {"label": "c"}}}));
}

#[tokio::test]
async fn a_dry_run_makes_no_response_up() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    let body = |unsent: &client::Unsent| -> Value {
        serde_json::from_slice(unsent.body().unwrap()).unwrap()
    };
    let unsent = client.shared_schema().put_guest(Guest::new("a")).dry_run().unwrap();
    assert_eq!(body(&unsent), json!({"name": "a"}));
    let sent = client.dry_run().shared_schema().put_guest(Guest::new("a")).send().await;
    assert_eq!(body(sent.unwrap_err().unsent().unwrap()), json!({"name": "a"}));
}
