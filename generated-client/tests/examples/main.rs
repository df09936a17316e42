//! Runs the examples against the mock dashboard, without an API key and without network access.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

mod mock;
mod program;
mod webhooks;

use program::{Server, example};
use std::process::Command;

/// The stdout and stderr of an example that runs against the mock.
fn run(mock: &Server, name: &str, arguments: &[&str]) -> (String, String) {
    let output = Command::new(example(name))
        .args(["--base-url", &mock.url])
        .args(arguments)
        .env_remove("MERAKI_DASHBOARD_API_KEY")
        .output()
        .expect("the example starts");
    let text = |bytes| String::from_utf8(bytes).expect("it writes text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn every_client_is_listed_across_pages() {
    let mock = mock::start();
    let listed = run(&mock, "list_clients", &["N_24329156"]).0;
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 6, "{listed}");
    assert!(lines.iter().take(5).all(|line| line.starts_with("Miles's phone ")), "{listed}");
    assert_eq!(lines.last(), Some(&"5 clients"));
}

#[test]
fn a_client_is_provisioned() {
    let mock = mock::start();
    let call = ["N_24329156", "00:11:22:33:44:55", "--name", "Phone", "--policy", "Blocked"];
    let told = run(&mock, "provision_client", &call).0;
    assert_eq!(told, "00:11:22:33:44:55 is client k74272e (Miles's phone)\n");
}

#[test]
fn attempts_are_counted() {
    let mock = mock::start();
    let counted = run(&mock, "metrics", &["N_24329156"]).0;
    assert!(
        counted.starts_with("getNetworkClients: 3 attempts, 0 failures, at most "),
        "{counted}"
    );
}

#[test]
fn an_unknown_path_is_an_error_on_one_line() {
    let mut mock = mock::start();
    mock.url.push_str("/elsewhere");
    let (_, told) = run(&mock, "list_clients", &["N_24329156"]);
    assert!(
        told.starts_with("error: ") && told.contains("the API document does not describe it"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn responses_without_examples_have_values_of_their_schemas() {
    let mock = mock::start_with("without_examples.json");
    let (listed, told) = run(&mock, "list_clients", &["N_24329156"]);
    assert_eq!(told, "");
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 6, "{listed}");
    assert!(lines.iter().take(5).all(|line| line.starts_with("string ")), "{listed}");
    assert_eq!(lines.last(), Some(&"5 clients"));
}

#[test]
fn an_operation_without_a_documented_success_is_an_error_on_one_line() {
    let mock = mock::start_with("without_examples.json");
    let (_, told) = run(&mock, "provision_client", &["N_24329156", "00:11:22:33:44:55"]);
    assert!(
        told.contains("400") && told.contains("the API document describes no success"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn the_inventory_lists_networks_devices_and_clients() {
    let mock = mock::start();
    let (csv, errors) = run(&mock, "inventory", &[]);
    let lines: Vec<&str> = csv.lines().collect();
    // An organization without API access does not stop the others.
    let closed = errors.lines().filter(|line| line.contains("must first enable API access"));
    assert_eq!(closed.count(), 2, "its networks and its devices: {errors}");
    assert_eq!(errors.lines().last(), Some("2 errors"));
    assert_eq!(lines.first(), Some(&"organization,network,kind,id,name"));
    let clients =
        lines.iter().filter(|line| line.contains(",client,22:33:44:55:66:77,Miles's phone"));
    assert_eq!(clients.count(), 10, "five clients of each of two networks: {csv}");
    assert_eq!(lines.last(), Some(&"\"Garden, Inc.\",N_24329156,device,Q234-ABCD-5678,My AP"));
}

#[test]
fn a_site_is_configured_after_a_dry_run() {
    let mock = mock::start();
    let site = ["2930418", "N_24329156", "Q234-ABCD-5678=Lobby"];
    let shown = run(&mock, "configure_site", &site).0;
    let sent = format!("would send POST {}/organizations/2930418/actionBatches\n", mock.url);
    let actions = |outcome: &str| {
        format!(
            "claim /networks/N_24329156/devices: {outcome}\nupdate /devices/Q234-ABCD-5678: {outcome}\n"
        )
    };
    assert_eq!(shown, sent + &actions("NotSent"));
    let (applied, id) = run(&mock, "configure_site", &[&site[..], &["--apply"]].concat());
    assert_eq!((applied, id.as_str()), (actions("Done"), "submitted the batch 123\n"));
}

#[test]
fn an_ssid_is_copied_with_undocumented_properties() {
    let mock = mock::start();
    let copied = run(&mock, "copy_ssid", &["N_24329156", "0", "N_24329157", "3"]).0;
    assert_eq!(copied, "copied 4 properties\n");
}

#[test]
fn a_log_of_events_is_resumed() {
    let mock = mock::start();
    let position = std::env::temp_dir().join(format!("events-{}.position", std::process::id()));
    let _ = std::fs::remove_file(&position);
    let call = ["N_24329156", "appliance", "--position", position.to_str().expect("it is UTF-8")];
    assert_eq!(run(&mock, "tail_events", &call).0.lines().count(), 3);
    assert_eq!(run(&mock, "tail_events", &call).0, "", "no event is printed twice");
    let stored = std::fs::read_to_string(&position).expect("the position is stored");
    assert_eq!(stored, "2018-02-11T02:00:00Z");
    let _ = std::fs::remove_file(&position);
}

#[test]
fn webhooks_are_received_and_their_secrets_checked() {
    let mut receiver = webhooks::start("s3cret");
    let alert = |secret: &str| {
        format!(
            r#"{{"sharedSecret": "{secret}", "alertType": "APs went down", "networkName": "Lobby", "deviceSerial": 7}}"#
        )
    };
    assert_eq!(webhooks::post(&receiver, &alert("s3cret")), "HTTP/1.1 204 No Content");
    assert_eq!(receiver.line(), "- APs went down in Lobby, device 7");
    for refused in [alert("guess"), alert(""), "{".to_owned(), "{}".to_owned()] {
        assert_eq!(webhooks::post(&receiver, &refused), "HTTP/1.1 403 Forbidden", "{refused}");
    }
}
