use client::schemas::{Droplet, ManyDroplets};
use client::{Client, Request};
use serde_json::{Value, json};

fn body(unsent: &client::Unsent) -> Value {
    serde_json::from_slice(unsent.body().unwrap()).unwrap()
}

#[tokio::test]
async fn a_dry_run_makes_no_response_up() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    let droplet = || Droplet::ManyDroplets(ManyDroplets::new(["a"]));
    let unsent = client.dry_run_of_union().put_droplet(droplet()).dry_run().unwrap();
    assert_eq!(body(&unsent), json!({"names": ["a"]}));
    let sent = client.dry_run().dry_run_of_union().put_droplet(droplet()).send().await;
    assert_eq!(body(sent.unwrap_err().unsent().unwrap()), json!({"names": ["a"]}));
}
