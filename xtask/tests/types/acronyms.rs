use client::Client;
use client::schemas::Subnet;

#[test]
fn acronyms_are_words() {
    let subnet = Subnet::new().public_ips("a").user_ids("b").ipv4_address("c").mtls("d");
    assert_eq!(subnet.user_ids.as_deref(), Some("b"));
    let client = Client::builder().base_url("https://api.example").build().unwrap();
    let _ = client.vpcs().list_vpcs();
    let _ = client.floating_ips().list_floating_ips();
}
