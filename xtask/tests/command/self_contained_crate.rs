//! `codegen --spec --out` writes a self-contained crate, and never overwrites files of the user.

use crate::project::{Project, document, overlay};

#[test]
fn the_crate_contains_its_own_runtime() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "pond", "--name", "my-pond"];
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    insta::assert_snapshot!(ran.stdout);
    assert_eq!(project.read("pond/runtime/src/lib.rs"), "//! The `my_pond_runtime`.\n");
    assert!(project.read("pond/runtime/Cargo.toml").contains("name = \"my-pond-runtime\""));
    assert!(project.read("pond/Cargo.toml").contains("name = \"my-pond\""));
    assert!(!project.path("pond/runtime/tests").exists());

    let before = project.files("pond");
    let ran = project.run(&call);
    assert!(ran.stdout.starts_with("pond: 0 files written, 0 removed, "), "{ran:#?}");
    assert_eq!(project.files("pond"), before);
    let mut check = call.to_vec();
    check.push("--check");
    assert_eq!(project.run(&check).code, Some(0));
}

#[test]
fn tools_are_generated_and_copied_when_asked_for() {
    let project = Project::new();
    project.write(
        "generated-client/tools/Cargo.toml",
        "[package]\nname = \"garden-tools\"\n\n[dependencies]\nruntime = { package = \"garden-runtime\", path = \"../runtime\" }\n",
    );
    project.write("generated-client/tools/src/lib.rs", "//! The tools.\n");
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "pond", "--name", "my-pond"];
    let with = |tools: &'static str| [&call[..], &["--with", tools]].concat();
    let ran = project.run(&with("cli,mock,mcp"));
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let table = project.read("pond/src/operations.json");
    assert!(table.contains("\"id\":\"getFish\""), "{table}");
    serde_json::from_str::<serde_json::Value>(&table).unwrap();
    let manifest = project.read("pond/cli/Cargo.toml");
    assert!(manifest.contains("package = \"my-pond-tools\"") && manifest.contains("\"mcp\""));
    let tools = project.read("pond/tools/Cargo.toml");
    assert!(tools.contains("name = \"my-pond-tools\""), "{tools}");
    assert!(tools.contains("package = \"my-pond-runtime\""), "{tools}");
    assert!(project.read("pond/Cargo.toml").contains("mock = [\"operations\", \"dep:tools\"]"));

    // Without them, the crate is as before.
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    for path in ["pond/cli", "pond/tools", "pond/src/operations.json"] {
        assert!(!project.path(path).exists(), "{path}");
    }
    assert!(!project.read("pond/src/lib.rs").contains("OPERATIONS_JSON"));
    assert_eq!(project.run(&with("curl")).code, Some(2));
}

#[test]
fn a_crate_of_types_has_no_client() {
    let project = Project::new();
    let types = "{openapi: 3.0.3, info: {title: Pond, version: '1'}, components: {schemas: {Fish: {type: object}}}, paths: {}}";
    project.write("types.yaml", types);
    let operation = "{/fish: {get: {operationId: getFish, responses: {'200': {description: ok}}}}}";
    project.write("pond.yaml", &types.replace("paths: {}", &format!("paths: {operation}")));
    for (document, flag) in [("types.yaml", None), ("pond.yaml", Some("--types-only"))] {
        let out = document.replace(".yaml", "");
        let call = ["codegen", "--spec", document, "--out", &out];
        let ran = project.run(&call.into_iter().chain(flag).collect::<Vec<_>>());
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        assert!(!project.path(&format!("{out}/src/client.rs")).exists());
        assert!(project.read(&format!("{out}/src/schemas.rs")).contains("pub type Fish"));
        let manifest = project.read(&format!("{out}/Cargo.toml"));
        assert!(manifest.contains("default-features = false }"), "{manifest}");
        assert!(!manifest.contains("client\""), "{manifest}");
    }
    let ran = project.run(&["codegen", "--spec", "pond.yaml", "--out", "client"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(project.read("client/Cargo.toml").contains("features = [\"client\"]"));
}

#[test]
fn omits_dev_dependencies_and_benches() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    project.write(
        "pond.toml",
        "[crate]\nbenches = [\"decode\"]\n\n[crate.dev-dependencies]\ncriterion = \"0.8\"\n",
    );
    let profile = ["--profile", "pond.toml"];
    let call =
        [&["codegen", "--spec", "pond.json", "--out", "pond", "--name", "pond"], &profile[..]]
            .concat();
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let manifest = project.read("pond/Cargo.toml");
    assert!(!manifest.contains("bench") && !manifest.contains("criterion"), "{manifest}");
}

#[test]
fn keeps_files_of_cargo() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "pond", "--name", "pond"];
    assert_eq!(project.run(&call).code, Some(0));
    project.write("pond/Cargo.lock", "version = 4\n");
    project.write("pond.json", &document("getFrogs", "/frogs"));
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.contains("removed  pond/src/garden/get_fish.rs\n"), "{}", ran.stdout);
    assert!(project.path("pond/Cargo.lock").exists());
}

#[test]
fn rejects_a_folder_with_other_files() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    project.write("mine/src/lib.rs", "// Mine.\n");
    project.write("mine/Cargo.toml", "[package]\nname = \"mine\"\n");
    project.write("file", "");
    for out in ["mine", "generated-client", "spec", ".", "file"] {
        let before = project.files(".");
        let ran = project.run(&["codegen", "--spec", "pond.json", "--out", out]);
        assert_eq!(ran.code, Some(2), "{out}: {ran:#?}");
        assert!(ran.stderr.contains("use a new folder"), "{}", ran.stderr);
        assert_eq!(project.files("."), before, "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_fifo_in_place_of_a_file_is_an_error() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "pond"];
    assert_eq!(project.run(&call).code, Some(0));
    for file in ["src/lib.rs", "Cargo.toml", "src/more.rs"] {
        let before = project.path("pond").join(file);
        let _ = std::fs::remove_file(&before);
        let made = std::process::Command::new("mkfifo").arg(&before).status().unwrap();
        assert!(made.success());
        let ran = project.run(&call);
        // A file that is not part of the output is removed, whatever it is.
        if file == "src/more.rs" {
            assert_eq!(ran.code, Some(0), "{ran:#?}");
            assert!(!before.exists());
            continue;
        }
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(!project.path("pond/.codegen").exists());
        std::fs::remove_file(&before).unwrap();
        if file == "Cargo.toml" {
            std::fs::remove_dir_all(project.path("pond")).unwrap();
        }
        assert_eq!(project.run(&call).code, Some(0));
    }
}

/// The limit of the size of a file stands for a full disk.
#[cfg(unix)]
#[test]
fn nothing_is_left_of_a_crate_that_does_not_fit_on_the_disk() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let limited = |out: &str| {
        let xtask = env!("CARGO_BIN_EXE_xtask");
        let script = format!(
            "trap '' XFSZ; ulimit -f 1; exec '{xtask}' codegen --spec pond.json --out {out}"
        );
        let ran = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(project.path(""))
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap();
        crate::project::Ran::from(ran)
    };
    let ran = limited("new");
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("nothing was changed"), "{ran:#?}");
    assert!(!project.path("new").exists());

    assert_eq!(project.run(&["codegen", "--spec", "pond.json", "--out", "pond"]).code, Some(0));
    project.write("pond.json", &document("getFrogs", "/frogs"));
    let before = project.files("pond");
    assert_eq!(limited("pond").code, Some(2));
    assert_eq!(project.files("pond"), before);
}

#[test]
fn rejects_the_hand_written_runtime() {
    let project = Project::generated();
    project.write("pond.json", &document("getFish", "/fish"));
    let before = project.files("generated-client");
    let ran = project.run(&["codegen", "--spec", "pond.json", "--out", "generated-client"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert_eq!(project.files("generated-client"), before);
}

#[test]
fn continues_after_a_killed_first_run() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    project.write("pond/.codegen/new/src/lib.rs", "");
    let ran = project.run(&["codegen", "--spec", "pond.json", "--out", "pond"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(!project.path("pond/.codegen").exists());
}

#[test]
fn a_shared_runtime_replaces_the_copy() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "clients/pond"];
    assert_eq!(project.run(&call).code, Some(0));
    assert!(project.path("clients/pond/runtime").exists());
    let runtime =
        "[package]\nname = \"all-runtime\"\nversion = \"0.3.0\"\n\n[features]\nclient = []\n";
    project.write("all/runtime/src/lib.rs", "//! The `all_runtime`.\n");
    project.write("all/runtime/Cargo.toml", runtime);

    let call = [&call[..], &["--runtime", "all/runtime"]].concat();
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(!project.path("clients/pond/runtime").exists(), "{}", ran.stdout);
    let manifest = project.read("clients/pond/Cargo.toml");
    let dependency =
        r#"runtime = { package = "all-runtime", path = "../../all/runtime", version = "0.3.0","#;
    assert!(manifest.contains(dependency), "{manifest}");
    assert_eq!(project.run(&[&call[..], &["--check"]].concat()).code, Some(0));

    // Other line breaks and other files make no other version.
    project.write("all/runtime/src/lib.rs", "//! The `all_runtime`.\r\n");
    std::fs::write(project.path("all/runtime/index.db"), b"\xff\0").unwrap();
    assert_eq!(project.run(&[&call[..], &["--check"]].concat()).code, Some(0));

    let inside = ["codegen", "--spec", "pond.json", "--out", "all/runtime/pond"];
    let ran = project.run(&[&inside[..], &["--runtime", "all/runtime"]].concat());
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("all/runtime/pond is inside the runtime"), "{}", ran.stderr);

    project.write("all/runtime/src/lib.rs", "//! The `all_runtime` of another version.\n");
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("differs from the runtime of this version"), "{}", ran.stderr);
}

#[test]
fn rejects_a_project_whose_runtime_has_no_name() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    std::fs::remove_file(project.path("generated-client/runtime/Cargo.toml")).unwrap();
    let ran = project.run(&["codegen", "--spec", "pond.json", "--out", "pond"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stderr.contains("restore generated-client/runtime/Cargo.toml"), "{}", ran.stderr);
    assert!(!project.path("pond").exists());
}

#[test]
fn rejects_a_folder_without_a_shareable_runtime() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    project.write("other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"0.1.0\"\n");
    project.write(
        "generated-client/runtime/Cargo.toml",
        "[package]\nname = \"garden-runtime\"\nversion = \"0.1.0\"\n\n[features]\nclient = []\n",
    );
    let call = ["codegen", "--spec", "pond.json", "--out", "pond"];
    assert_eq!(project.run(&call).code, Some(0));
    for runtime in ["other", "none", "pond/runtime"] {
        let ran = project.run(&[&call[..], &["--runtime", runtime]].concat());
        assert_eq!(ran.code, Some(2), "{runtime}: {ran:#?}");
        assert!(ran.stderr.contains(runtime) && ran.stderr.contains("help: "), "{}", ran.stderr);
    }
}

#[test]
fn applies_an_overlay() {
    let project = Project::new();
    project.write("pond.json", &document("getFish", "/fish"));
    let call = ["codegen", "--spec", "pond.json", "--out", "pond", "--overlay", "pond.yaml"];
    project.write("pond.yaml", &overlay("$.paths['/fish'].get", "operationId: getFrogs"));
    let ran = project.run(&call);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(project.path("pond/src/garden/get_frogs.rs").exists(), "{ran:#?}");

    // The document itself is corrected, so the overlay is obsolete.
    project.write("pond.json", &document("getFrogs", "/fish"));
    let ran = project.run(&call);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(ran.stderr);
}
