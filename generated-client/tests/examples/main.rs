//! Runs the examples against the mock dashboard, without an API key and without network access.

#![allow(
    clippy::expect_used,
    reason = "tests fail by panicking, and the lint does not recognize test helpers"
)]

mod mock;

use mock::{Mock, PAGES, example};
use std::process::Command;

/// A document of the whole API without examples.
const WITHOUT_EXAMPLES: &str = "without_examples";

/// The stdout and stderr of an example that runs against the mock.
fn run(mock: &Mock, name: &str, arguments: &[&str]) -> (String, String) {
    let output = Command::new(example(name))
        .args(["--base-url", &mock.base_url])
        .args(arguments)
        .env_remove("MERAKI_DASHBOARD_API_KEY")
        .output()
        .expect("the example starts");
    let text = |bytes| String::from_utf8(bytes).expect("it writes text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn every_client_is_listed_across_pages() {
    let mock = Mock::start(PAGES);
    let listed = run(&mock, "list_clients", &["N_24329156"]).0;
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 6, "{listed}");
    assert!(lines.iter().take(5).all(|line| line.starts_with("Miles's phone ")), "{listed}");
    assert_eq!(lines.last(), Some(&"5 clients"));
}

#[test]
fn a_client_is_provisioned() {
    let mock = Mock::start(PAGES);
    let call = ["N_24329156", "00:11:22:33:44:55", "--name", "Phone", "--policy", "Blocked"];
    let told = run(&mock, "provision_client", &call).0;
    assert_eq!(told, "00:11:22:33:44:55 is client k74272e (Miles's phone)\n");
}

#[test]
fn attempts_are_counted() {
    let mock = Mock::start(PAGES);
    let counted = run(&mock, "metrics", &["N_24329156"]).0;
    assert!(
        counted.starts_with("getNetworkClients: 3 attempts, 0 failures, at most "),
        "{counted}"
    );
}

#[test]
fn an_unknown_path_is_an_error_on_one_line() {
    let mut mock = Mock::start(PAGES);
    mock.base_url.push_str("/elsewhere");
    let (_, told) = run(&mock, "list_clients", &["N_24329156"]);
    assert!(told.starts_with("error: ") && told.contains("is not documented in spec/"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn responses_without_examples_have_values_of_their_schemas() {
    let mock = Mock::start(WITHOUT_EXAMPLES);
    let (listed, told) = run(&mock, "list_clients", &["N_24329156"]);
    assert_eq!(told, "");
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 6, "{listed}");
    assert!(lines.iter().take(5).all(|line| line.starts_with("string ")), "{listed}");
    assert_eq!(lines.last(), Some(&"5 clients"));
}

#[test]
fn an_operation_without_a_documented_success_is_an_error_on_one_line() {
    let mock = Mock::start(WITHOUT_EXAMPLES);
    let (_, told) = run(&mock, "provision_client", &["N_24329156", "00:11:22:33:44:55"]);
    assert!(told.contains("400") && told.contains("documents no success of POST"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}
