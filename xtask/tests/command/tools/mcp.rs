//! The MCP server: the messages of the protocol, and the official SDK for Python, where it is installed.

use super::{KEY, User, program};
use crate::compiles::root;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
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
fn a_large_api_is_searched_and_writes_are_confirmed() {
    let user = User::new();
    // A deny list leaves an operation without a tool, as a large API does.
    let options = ["--allow-writes", "--tools", "networks", "--deny", "getNetworkClients"];
    let mut client = Client::start(&user, &options);
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
