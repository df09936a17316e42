use client::Client;
use client::schemas::{Droplet, ManyDroplets};
use serde_json::{Value, json};

#[tokio::test]
async fn a_dry_run_makes_no_response_up() {
    let client = Client::builder().base_url("http://localhost:1").build().unwrap();
    let droplet = Droplet::ManyDroplets(ManyDroplets::new(["a"]));
    let response = client.dry_run().dry_run_of_union().put_droplet(droplet).send().await.unwrap();
    let body: Value = serde_json::from_slice(response.unsent().unwrap().body().unwrap()).unwrap();
    assert_eq!(body, json!({"names": ["a"]}));
}
