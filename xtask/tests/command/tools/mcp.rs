//! The MCP server: the messages of the protocol, and the official SDK for Python, where it is installed.

use super::{KEY, User, program};
use crate::compiles::root;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A client on the standard input and output.
struct Client {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    id: u64,
}

impl Client {
    fn start(user: &User, options: &[&str]) -> Self {
        let mut command = user.command(&[&["mcp"], options].concat());
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut client = Self { child, input, output: BufReader::new(output), id: 0 };
        let about = json!({"name": "test", "version": "1"});
        let hello =
            json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": about});
        let started = client.request("initialize", hello);
        assert!(started["capabilities"]["resources"].is_object(), "{started}");
        client.send(json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        client
    }

    fn send(&mut self, message: Value) {
        writeln!(self.input, "{message}").unwrap();
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server left");
            assert!(!line.contains(KEY), "{line}");
            let message: Value = serde_json::from_str(&line).unwrap();
            if message["id"] == id {
                assert!(message["error"].is_null(), "{message}");
                return message["result"].clone();
            }
        }
    }

    fn tools(&mut self) -> Vec<Value> {
        self.request("tools/list", json!({}))["tools"].as_array().unwrap().clone()
    }

    /// Calls a tool, and returns its structured result or the text of its error.
    fn call(&mut self, tool: &str, arguments: Value) -> Result<Value, String> {
        let result = self.request("tools/call", json!({"name": tool, "arguments": arguments}));
        match result["isError"] == true {
            true => Err(result["content"][0]["text"].as_str().unwrap().to_owned()),
            false => Ok(result["structuredContent"].clone()),
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn names(tools: &[Value]) -> Vec<&str> {
    tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect()
}

#[test]
fn a_small_api_has_a_tool_for_each_operation() {
    let user = User::new();
    let mut client = Client::start(&user, &[]);
    let tools = client.tools();
    // The server only reads.
    assert_eq!(names(&tools), ["networks_get_network_clients", "follow_page"]);
    assert_eq!(tools[0]["annotations"]["readOnlyHint"], true);
    let parameters = &tools[0]["inputSchema"]["properties"]["parameters"];
    assert_eq!(parameters["required"], json!(["networkId"]));
    assert_eq!(parameters["properties"]["statuses"]["items"]["enum"], json!(["Offline", "Online"]));
    assert_eq!(tools[0]["outputSchema"]["type"], "object");

    let arguments = json!({"parameters": {"networkId": "N_1", "perPage": 2}});
    let page = client.call("networks_get_network_clients", arguments).unwrap();
    assert_eq!(page["body"].as_array().unwrap().len(), 2);
    assert_eq!(page["body"][0]["pskGroup"], "***", "a secret");
    let next = client.call("follow_page", json!({"cursor": page["cursor"]})).unwrap();
    assert_eq!(next["body"][0]["id"], "k3");
    assert!(next["cursor"].is_null());
    let again = client.call("follow_page", json!({"cursor": page["cursor"]})).unwrap_err();
    assert!(again.contains("no such cursor"), "{again}");

    let error =
        client.call("networks_get_network_clients", json!({"parameters": {"networkId": "N_2"}}));
    assert!(error.unwrap_err().contains("404"));
    let error = client.call("networks_get_network_clients", json!({"parameters": {"id": "N_2"}}));
    assert!(error.unwrap_err().contains("no parameter `id`"));
}

#[test]
fn a_large_api_is_searched() {
    let user = User::new();
    // Small APIs are searched only when asked to.
    let mut client = Client::start(&user, &["--tools", "none", "--budget", "1000"]);
    let expected = ["search_operations", "describe_operation", "call_operation", "follow_page"];
    assert_eq!(names(&client.tools()), expected);
    let found = client.call("search_operations", json!({"query": "clients of a network"})).unwrap();
    assert_eq!(found["operations"][0]["operation"], "getNetworkClients");
    assert_eq!(found["total"], 1, "{found}");

    let operation = json!({"operation": "getNetworkClients"});
    let mut part = client.call("describe_operation", operation).unwrap();
    let mut text = part["text"].as_str().unwrap().to_owned();
    while let Value::String(cursor) = &part["cursor"] {
        part = client.call("follow_page", json!({"cursor": cursor})).unwrap();
        text.push_str(part["body"].as_str().unwrap());
    }
    let description: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(description["input_schema"]["required"], json!(["parameters"]));

    let call = json!({"operation": "getNetworkClients", "parameters": {"networkId": "N_1"}});
    let page = client.call("call_operation", call).unwrap();
    assert_eq!(page["body"][1]["id"], "k2");
    let write = json!({"operation": "provisionNetworkClients", "parameters": {"networkId": "N_1"}, "body": {}});
    let refused = client.call("call_operation", write).unwrap_err();
    assert!(refused.contains("this server only reads"), "{refused}");
    let unknown = client.call("call_operation", json!({"operation": "getClients"})).unwrap_err();
    assert!(unknown.contains("there is no operation `getClients`"), "{unknown}");
}

/// The text of a result that was cut, to its end.
fn whole_text(client: &mut Client, mut part: Value) -> String {
    let mut text = part["text"].as_str().or(part["body"].as_str()).unwrap().to_owned();
    while let Value::String(cursor) = &part["cursor"] {
        part = client.call("follow_page", json!({"cursor": cursor})).unwrap();
        text.push_str(part["body"].as_str().unwrap());
    }
    text
}

#[test]
fn a_result_that_is_cut_is_the_same_in_parts() {
    let user = User::new();
    let mut large = Client::start(&user, &["--tools", "none", "--budget", "1000000"]);
    let mut small = Client::start(&user, &["--tools", "none", "--budget", "1000"]);
    // Its schemas have properties with the names of secrets.
    let operation = json!({"operation": "getNetworkClients"});
    let whole = large.call("describe_operation", operation.clone()).unwrap();
    assert!(whole["cursor"].is_null(), "{whole}");
    let part = small.call("describe_operation", operation).unwrap();
    let text = whole_text(&mut small, part);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), whole);

    let page = json!({"operation": "getNetworkClients", "parameters": {"networkId": "N_envelope"}});
    let whole = large.call("call_operation", page.clone()).unwrap();
    assert_eq!(whole["body"][0]["id"], "k6");
    let part = small.call("call_operation", page).unwrap();
    assert!(part.to_string().len() < 1_500, "{part}");
    let text: Value = serde_json::from_str(&whole_text(&mut small, part)).unwrap();
    assert_eq!(text, json!({"envelope": whole["envelope"], "items": whole["body"]}));
    assert_eq!(text["items"][0]["pskGroup"], "***");
}

#[test]
fn a_page_that_fails_can_be_requested_again() {
    let user = User::new();
    let mut client = Client::start(&user, &[]);
    let list = json!({"parameters": {"networkId": "N_fails"}});
    let page = client.call("networks_get_network_clients", list).unwrap();
    let next = json!({"cursor": page["cursor"]});
    let failed = client.call("follow_page", next.clone()).unwrap_err();
    assert!(failed.contains("not yet") && failed.contains("cursor remains valid"), "{failed}");
    assert_eq!(client.call("follow_page", next).unwrap()["body"][0]["id"], "k5");
    let misplaced = json!({"parameters": {"networkId": "N_1"}, "perPage": 2});
    let error = client.call("networks_get_network_clients", misplaced).unwrap_err();
    assert!(error.contains("there is no argument `perPage`"), "{error}");
}

#[test]
fn writes_are_planned_and_confirmed_once() {
    let user = User::new();
    let mut client = Client::start(&user, &["--allow-writes", "--deny", "getNetwork*"]);
    let tools = client.tools();
    assert_eq!(
        names(&tools),
        ["networks_provision_network_clients", "follow_page", "confirm_plan"]
    );
    let confirm = &tools[2]["annotations"];
    assert_eq!(
        (&confirm["readOnlyHint"], &confirm["destructiveHint"]),
        (&json!(false), &json!(true))
    );

    let body = json!({"clients": [{"mac": "00:11:22:33:44:55"}], "devicePolicy": "Allowed"});
    let arguments = json!({"parameters": {"networkId": "N_1"}, "body": body});
    let plan = client.call("networks_provision_network_clients", arguments).unwrap();
    assert!(plan["request"].as_str().unwrap().starts_with("POST http://"), "{plan}");
    assert!(user.api.requests().is_empty());
    let done = client.call("confirm_plan", json!({"plan": plan["plan"]})).unwrap();
    assert_eq!(done["status"], 201);
    assert_eq!(user.api.requests().len(), 1);
    assert!(client.call("confirm_plan", json!({"plan": plan["plan"]})).is_err());
    assert_eq!(user.api.requests().len(), 1, "a plan is confirmed once");
}

#[test]
fn a_dry_run_reads_with_the_key_and_writes_nothing() {
    let user = User::new();
    let mut client = Client::start(&user, &["--dry-run", "--allow-writes"]);
    let list = json!({"parameters": {"networkId": "N_1"}});
    client.call("networks_get_network_clients", list).unwrap();
    assert!(user.api.requests()[0].head.contains(&format!("authorization: Bearer {KEY}")));
    let body = json!({"clients": [], "devicePolicy": "Allowed"});
    let write = json!({"parameters": {"networkId": "N_1"}, "body": body});
    let plan = client.call("networks_provision_network_clients", write).unwrap();
    let done = client.call("confirm_plan", json!({"plan": plan["plan"]})).unwrap();
    assert!(done["note"].as_str().unwrap().contains("nothing was sent"), "{done}");
    assert_eq!(user.api.requests().len(), 1);
}

#[test]
fn web_pages_cannot_use_the_server() {
    let user = User::new();
    let mut command = user.command(&["mcp", "--http", "127.0.0.1:0"]);
    let mut server = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().split('/').nth(2).unwrap().to_owned();
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#;
    let status = |header: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        let length = body.len();
        write!(stream, "POST /mcp HTTP/1.1\r\n{header}content-type: application/json\r\naccept: application/json, text/event-stream\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line.split(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(status(&format!("host: {address}\r\n")), "200");
    assert_eq!(status(&format!("host: {address}\r\norigin: http://page.example\r\n")), "403");
    assert_eq!(status("host: page.example\r\n"), "403", "DNS rebinding");
    let _ = server.kill();
    let _ = server.wait();
    let ran = user.run(&["mcp", "--http", "0.0.0.0:0"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("--allow-host"), "{ran:#?}");
}

#[test]
fn operations_have_documentation() {
    let user = User::new();
    let mut client = Client::start(&user, &[]);
    let resources = client.request("resources/list", json!({}));
    assert_eq!(resources["resources"][0]["uri"], "operation:///getNetworkClients");
    let read = json!({"uri": "operation:///getNetworkClients"});
    let document = client.request("resources/read", read);
    let text = document["contents"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("`GET /networks/{networkId}/clients`") && text.contains("## Response 200")
    );
}

/// The SDK of another language uses the server over both transports. CI installs it; elsewhere the test may be skipped.
#[test]
fn the_sdk_for_python_uses_the_server() {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map(Into::into);
    let folder = folder.unwrap_or_else(|| root().join("target")).join("mcp-sdk");
    let python = [folder.join("bin/python"), "python3".into()];
    let has_sdk = |python: &&std::path::PathBuf| {
        let check = Command::new(python).args(["-c", "import mcp"]).stderr(Stdio::null()).status();
        check.is_ok_and(|status| status.success())
    };
    let Some(python) = python.iter().find(has_sdk) else {
        eprintln!("skipped: the package `mcp` for Python is not installed");
        return;
    };
    let user = User::new();
    for transport in ["stdio", "http"] {
        let ran = Command::new(python)
            .arg(root().join("xtask/tests/command/tools/mcp_client.py"))
            .arg(program())
            .args([user.api.url(), transport.to_owned()])
            .env("MERAKI_DASHBOARD_API_KEY", KEY)
            .env("XDG_CONFIG_HOME", user.home.path())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{transport}: {stderr}");
    }
    assert_eq!(user.api.requests().len(), 6);
}
