use client::schemas::Guest;
use client::Client;
use serde_json::{Value, json};

#[test]
fn required_properties_are_plain_fields() {
    let guest = Guest::new("a").nickname("b");
    let name: String = guest.name.clone();
    assert_eq!(name, "a");
    assert_eq!(serde_json::to_value(guest).unwrap(), json!({"name": "a", "nickname": "b"}));
}

#[tokio::test]
async fn a_dry_run_makes_no_response_up() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    let response = client.dry_run().shared_schema().put_guest(Guest::new("a")).send().await;
    let response = response.unwrap();
    let body: Value = serde_json::from_slice(response.unsent().unwrap().body().unwrap()).unwrap();
    assert_eq!(body, json!({"name": "a"}));
}
