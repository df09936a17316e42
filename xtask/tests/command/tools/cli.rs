//! The command line.

use super::{KEY, User};
use crate::project::Ran;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::Stdio;

const CLIENTS: [&str; 3] = ["networks", "get-network-clients", "N_1"];

/// A call of the listing with more arguments.
fn clients<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&CLIENTS, arguments].concat()
}

#[test]
fn a_listing_is_read_to_its_end_in_every_format() {
    let user = User::new();
    let options = ["--timespan", "86400", "--statuses", "Online,Offline", "--all", "-o"];
    let output = |format| user.output(&clients(&[&options[..], &[format]].concat()));

    let lines = output("jsonl");
    let ids: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["k1", "k2", "k3"]);
    let requests = user.api.requests();
    assert_eq!(
        requests[0].target,
        "GET /api/v1/networks/N_1/clients?timespan=86400&statuses%5B%5D=Online&statuses%5B%5D=Offline"
    );
    assert!(requests[0].head.contains(&format!("authorization: Bearer {KEY}")));
    assert_eq!(requests.len(), 2);

    let all: Value = serde_json::from_str(&output("json")).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 3);
    insta::assert_snapshot!(output("csv"), @r#"
    id,mac,description,status,usage.sent,usage.recv,pskGroup
    k1,00:11:22:33:44:01,Miles's phone,Online,10,1,secret1
    k2,00:11:22:33:44:02,Lobby,Online,20,2,secret2
    k3,00:11:22:33:44:03,"Printer, east",Offline,30,3,secret3
    "#);
    insta::assert_snapshot!(output("table"));
    insta::assert_snapshot!(output("yaml").lines().take(8).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_selection_prints_parts_of_the_response() {
    let user = User::new();
    let names = user.output(&clients(&["--all", "--select", "$[?@.status=='Online'].description"]));
    assert_eq!(serde_json::from_str::<Value>(&names).unwrap(), json!(["Miles's phone", "Lobby"]));
    let one = user.output(&clients(&["--select", "$[0].usage.sent"]));
    assert_eq!(one, "10\n");
    let pages = user.output(&clients(&["--max-pages", "1", "-o", "jsonl"]));
    assert_eq!(pages.lines().count(), 2);
}

#[test]
fn a_write_is_sent_only_after_its_confirmation() {
    let user = User::new();
    let call = [
        "networks",
        "provision-network-clients",
        "N_1",
        "--device-policy",
        "Group policy",
        "--clients",
        r#"{"mac":"00:11:22:33:44:55","name":"Phone"}"#,
        "groupPolicyId=101",
    ];
    let with = |option| [&call[..], &[option]].concat();
    let ran = user.run(&call);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("confirm it with `--yes`"), "{ran:#?}");
    let shown = user.output(&with("--dry-run"));
    assert!(shown.starts_with("POST ") && shown.contains(r#""groupPolicyId":"101""#), "{shown}");
    assert!(user.api.requests().is_empty());

    let sent = user.output(&with("--yes"));
    assert!(sent.contains("\"clientId\": \"k4\""), "{sent}");
    let requests = user.api.requests();
    let body: Value = serde_json::from_str(&requests[0].body).unwrap();
    let expected = json!({
        "clients": [{"mac": "00:11:22:33:44:55", "name": "Phone"}],
        "devicePolicy": "Group policy",
        "groupPolicyId": "101",
    });
    assert_eq!(body, expected);
}

#[test]
fn a_body_comes_from_a_file_or_the_standard_input() {
    let user = User::new();
    let body = r#"{"clients":[],"devicePolicy":"Allowed"}"#;
    std::fs::write(user.home.path().join("body.json"), body).unwrap();
    let call = ["networks", "provision-network-clients", "N_1", "--yes", "--body"];
    // A flag overrides the file.
    user.output(&[&call[..], &["body.json", "--device-policy", "Blocked"]].concat());
    let mut command = user.command(&[&call[..], &["-"]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let bodies: Vec<Value> = user
        .api
        .requests()
        .iter()
        .map(|request| serde_json::from_str(&request.body).unwrap())
        .collect();
    assert_eq!(bodies[0]["devicePolicy"], "Blocked");
    assert_eq!(bodies[1], serde_json::from_str::<Value>(body).unwrap());
}

#[test]
fn errors_say_what_to_do_and_have_exit_codes() {
    let user = User::new();
    let cases = [
        (&["networks", "get-network-client", "N_1"][..], 2, "'get-network-clients'"),
        (&clients(&["--status", "Online"])[..], 2, "'--statuses'"),
        (&clients(&["--statuses", "Onlin"])[..], 2, "'Online'"),
        (&clients(&["--timespan", "long"])[..], 2, "expected a number"),
        (&clients(&["--select", "$["])[..], 2, "JSONPath"),
        (&clients(&["--profile", "absent"])[..], 2, "no profile `absent`"),
        (
            &["networks", "provision-network-clients", "N_1", "--yes", "clients:=[]"][..],
            2,
            "--device-policy",
        ),
        (&["networks", "get-network-clients", "N_2"][..], 1, "no such thing"),
        (&["request", "GET", "/nothing"][..], 1, "404"),
        (&["operations", "zebra"][..], 2, "zebra"),
    ];
    for (arguments, code, part) in cases {
        let ran = user.run(arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?}: {ran:#?}");
        assert!(ran.stderr.contains(part), "{arguments:?}: {ran:#?}");
        assert!(ran.stdout.is_empty() && !ran.stderr.contains('\u{1b}'), "{ran:#?}");
    }
}

#[test]
fn shells_complete_operations_parameters_and_values() {
    let user = User::new();
    let script = user.output(&["completions", "bash"]);
    assert!(script.contains("meraki"), "{script}");
    let complete = |words: &[&str]| -> Vec<String> {
        let index = words.len();
        let arguments = [&["--", "meraki"], words].concat();
        let mut command = user.command(&arguments);
        command.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", index.to_string());
        let output = command.env("_CLAP_IFS", "\n").output().unwrap();
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    };
    assert_eq!(complete(&["netw"]), ["networks"]);
    assert_eq!(complete(&["networks", "prov"]), ["provision-network-clients"]);
    assert_eq!(complete(&clients(&["--stat"])), ["--statuses"]);
    assert_eq!(complete(&clients(&["--statuses", "On"])), ["Online"]);
    assert_eq!(complete(&clients(&["-o", "j"])), ["json", "jsonl"]);
}

#[test]
fn help_has_the_documentation_and_an_example() {
    let user = User::new();
    let help = user.output(&["networks", "provision-network-clients", "--help"]);
    insta::assert_snapshot!(help);
}

#[test]
fn keys_come_from_profiles_and_commands() {
    let user = User::new();
    let url = user.api.url();
    user.configure(&format!(
        "[profiles.vault]\nbase-url = \"{url}\"\nkey-command = [\"echo\", \"key-of-the-vault\"]\noutput = \"jsonl\"\n"
    ));
    let lines = user.output(&clients(&["--profile", "vault"]));
    assert_eq!(lines.lines().count(), 2);
    let ran = user.run(&[
        "request",
        "GET",
        "/networks/N_1/clients",
        "--base-url",
        &url,
        "--api-key",
        "key-of-the-argument",
    ]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(
        ran.stderr.contains("warning: other users of this machine can see the API key"),
        "{ran:#?}"
    );
    let heads: Vec<String> = user.api.requests().into_iter().map(|request| request.head).collect();
    assert!(heads[0].contains("authorization: Bearer key-of-the-vault"), "{heads:#?}");
    assert!(heads[1].contains("authorization: Bearer key-of-the-argument"), "{heads:#?}");
}

#[test]
fn a_batch_sends_the_requests_of_a_file() {
    let user = User::new();
    let file = user.home.path().join("batch.jsonl");
    let read =
        r#"{"operation": "networks get-network-clients", "parameters": {"networkId": "N_1"}}"#;
    let write = r#"{"operation": "provisionNetworkClients", "parameters": {"networkId": "N_1"}, "body": {"clients": [], "devicePolicy": "Allowed"}}"#;
    std::fs::write(&file, format!("{read}\n{write}\n")).unwrap();
    assert_eq!(user.run(&["batch", "batch.jsonl"]).code, Some(2));
    let lines = user.output(&["batch", "batch.jsonl", "--yes"]);
    let results: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&results[0]["line"], &results[0]["status"]), (&json!(1), &json!(200)));
    assert_eq!((&results[1]["line"], &results[1]["status"]), (&json!(2), &json!(201)));

    std::fs::write(&file, format!("{read}\n{{\"operation\": \"getNothing\"}}\n")).unwrap();
    let sent = user.api.requests().len();
    let ran = user.run(&["batch", "batch.jsonl"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("batch.jsonl:2: there is no operation `getNothing`"), "{ran:#?}");
    assert_eq!(user.api.requests().len(), sent, "a file with an error is not sent");
}

#[test]
fn a_listing_that_fails_prints_no_list() {
    let user = User::new();
    for format in ["json", "yaml", "table"] {
        let ran = user.run(&["networks", "get-network-clients", "N_2", "--all", "-o", format]);
        assert_eq!((ran.code, &*ran.stdout), (Some(1), ""), "{ran:#?}");
    }
    let ran = user.run(&["networks", "get-network-clients", "N_fails", "--all", "-o", "json"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert_eq!(serde_json::from_str::<Value>(&ran.stdout).unwrap()[0]["id"], "k4");
}

#[test]
fn terminals_receive_no_control_characters() {
    let user = User::new();
    for format in ["json", "jsonl", "table", "yaml"] {
        let output = user.output(&["networks", "get-network-clients", "N_control", "-o", format]);
        let control = output.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(control, None, "{format}: {output:?}");
    }
}

#[test]
fn a_batch_says_what_it_did_not_send() {
    let user = User::new();
    let read = |network: &str| {
        format!(
            r#"{{"operation": "getNetworkClients", "parameters": {{"networkId": "{network}"}}}}"#
        )
    };
    let lines = [read("N_1"), read("N_2"), read("N_1"), read("N_1")].join("\n");
    std::fs::write(user.home.path().join("batch.jsonl"), lines).unwrap();
    let ran = user.run(&["batch", "batch.jsonl"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(1), 2), "{ran:#?}");
    assert!(ran.stderr.contains("were not sent: 2"), "{ran:#?}");
    assert!(ran.stderr.contains("line 1: only the first page was read"), "{ran:#?}");
    assert!(ran.stderr.contains("1 request failed"), "{ran:#?}");

    let list = format!("[\n{},\n\n{}]", read("N_1"), r#"{"operation": "getNothing"}"#);
    std::fs::write(user.home.path().join("batch.json"), list).unwrap();
    let ran = user.run(&["batch", "batch.json"]);
    assert!(ran.stderr.contains("batch.json:4: there is no operation"), "{ran:#?}");
}

#[test]
fn a_missing_key_is_named() {
    let user = User::new();
    let refused = ["networks", "get-network-clients", "N_401"];
    let output = user.command(&refused).env_remove("MERAKI_DASHBOARD_API_KEY").output().unwrap();
    let ran = Ran::from(output);
    assert!(ran.stderr.contains("no API key was sent: set MERAKI_DASHBOARD_API_KEY"), "{ran:#?}");
    assert!(!user.run(&refused).stderr.contains("no API key"), "it was sent, and is not valid");
}

#[test]
fn a_key_is_kept_from_other_eyes() {
    let user = User::new();
    // An address of this machine that is not known to be one.
    let url = user.api.url().replace("127.0.0.1", "0.0.0.0");
    let ran = user.run(&clients(&["--base-url", &url]));
    assert!(ran.stderr.contains("sent to 0.0.0.0 without encryption"), "{ran:#?}");
    assert!(!user.run(&clients(&[])).stderr.contains("encryption"), "on this machine");

    user.configure("[profiles.lab]\napi-key = \"secret-of-the-file\"\n");
    let ran = user.run(&clients(&[]));
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("config.toml:2: unknown field `api-key`"), "{ran:#?}");
    assert!(!ran.stderr.contains("secret-of-the-file"), "{ran:#?}");

    // A command that prints the key does not read the body.
    let api = user.api.url();
    user.configure(&format!(
        "default-profile = \"vault\"\n[profiles.vault]\nbase-url = \"{api}\"\nkey-command = [\"sh\", \"-c\", \"cat > /dev/null; echo key-of-the-vault\"]\n"
    ));
    let call = ["networks", "provision-network-clients", "N_1", "--yes", "--body", "-"];
    let mut child =
        user.command(&call).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let body = r#"{"clients":[],"devicePolicy":"Allowed"}"#;
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(user.api.requests().last().unwrap().body, body);
}
