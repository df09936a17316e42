//! Replays the reports of users of the dashboard against the client of release 1.42.0, with its overlay.

use crate::compiles::{cargo, root};
use crate::project::Project;
use serde_json::Value;
use std::fs;
use std::path::Path;

const DOCUMENT: &str = "spec3-v1.42.0.json";

/// The manifest of the test crate, which depends on the client.
const MANIFEST: &str = r#"[package]
name = "dashboard-tests"
version = "0.1.0"
edition = "2024"
publish = false

[dev-dependencies]
meraki = { path = "../dashboard" }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
wiremock = "0.6"
"#;

/// The paths of the operations that the tests call, in addition to those that the overlay corrects.
const PATHS: &[&str] = &[
    "/devices/{serial}",
    "/devices/{serial}/camera/generateSnapshot",
    "/devices/{serial}/switch/ports/{portId}",
    "/networks/{networkId}/appliance/rfProfiles",
    "/networks/{networkId}/appliance/rfProfiles/{rfProfileId}",
    "/networks/{networkId}/appliance/staticRoutes",
    "/networks/{networkId}/appliance/staticRoutes/{staticRouteId}",
    "/networks/{networkId}/bind",
    "/networks/{networkId}/devices",
    "/networks/{networkId}/devices/claim/vmx",
    "/networks/{networkId}/events",
    "/networks/{networkId}/firmwareUpgrades",
    "/networks/{networkId}/floorPlans",
    "/networks/{networkId}/floorPlans/{floorPlanId}",
    "/networks/{networkId}/wireless/rfProfiles/{rfProfileId}",
    "/networks/{networkId}/wireless/ssids",
    "/networks/{networkId}/wireless/ssids/{number}",
    "/networks/{networkId}/wireless/ssids/{number}/trafficShaping/rules",
    "/organizations/{organizationId}/devices",
    "/organizations/{organizationId}/earlyAccess/features/optIns",
    "/organizations/{organizationId}/networks",
    "/organizations/{organizationId}/policyObjects",
    "/organizations/{organizationId}/policyObjects/groups",
    "/organizations/{organizationId}/policyObjects/groups/{policyObjectGroupId}",
    "/organizations/{organizationId}/policyObjects/{policyObjectId}",
];

#[test]
#[ignore = "compiles clients for a minute"]
fn the_reports_of_users_are_replayed() {
    let root = root();
    let Ok(document) = fs::read_to_string(root.join("../shared/corpus/meraki").join(DOCUMENT))
    else {
        eprintln!("skipped: {DOCUMENT} is not beside the project");
        return;
    };
    let overlay = root.join("spec/overlays/v1.42.0.yaml");
    let corrected = fs::read_to_string(&overlay).unwrap();
    let mut document: Value = serde_json::from_str(&document).unwrap();
    // The client of the whole document takes minutes to compile.
    document["paths"].as_object_mut().unwrap().retain(|path, _| {
        PATHS.contains(&path.as_str()) || corrected.contains(&format!("'{path}'"))
    });
    let is_covered = |action: &Value| {
        let resource = action["resource"].as_str().unwrap_or_default();
        document["paths"].get(resource).is_some()
    };
    let actions = document["x-batchable-actions"].as_array().unwrap();
    let actions: Vec<Value> = actions.iter().filter(|action| is_covered(action)).cloned().collect();
    document["x-batchable-actions"] = actions.into();

    let project = Project::new();
    let built = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [client, tests] = ["dashboard", "dashboard-tests"].map(|name| built.join(name));
    let excerpt = built.join(DOCUMENT);
    fs::write(&excerpt, document.to_string()).unwrap();
    let ran = project.run(&[
        "--root",
        root.to_str().unwrap(),
        "codegen",
        "--name",
        "meraki",
        "--spec",
        excerpt.to_str().unwrap(),
        "--profile",
        root.join("spec/api.toml").to_str().unwrap(),
        "--overlay",
        overlay.to_str().unwrap(),
        "--out",
        client.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");

    let path = root.join("xtask/tests/dashboard/tests.rs");
    let target = format!("\n[lib]\npath = {path:?}\ndoctest = false\n");
    fs::create_dir_all(&tests).unwrap();
    fs::write(tests.join("Cargo.toml"), format!("{MANIFEST}{target}")).unwrap();
    fs::copy(root.join("Cargo.lock"), tests.join("Cargo.lock")).unwrap();
    cargo(&tests, &["test", "--quiet", "--offline"]);
    // The documented examples, corrected by the overlay, keep their values.
    fs::copy(root.join("Cargo.lock"), client.join("Cargo.lock")).unwrap();
    cargo(&client, &["test", "--quiet", "--offline", "--test", "generated"]);
}
