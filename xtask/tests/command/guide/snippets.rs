//! The Rust code of the guide compiles, with the client of this repository and with the one that a page generates.

use super::{Page, sessions};
use crate::compiles::{cargo_output, root};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The manifest of the package that contains all snippets.
const MANIFEST: &str = r#"[package]
name = "guide"
version = "0.0.0"
edition = "2024"

[dependencies]
garden = { path = "../guide-pages/quick-start-any-document/garden" }
meraki-dashboard-api = { path = "ROOT/generated-client", features = ["blocking", "mock", "tracing"] }
meraki-dashboard-api-redis-limiter = { path = "ROOT/generated-client/redis-limiter" }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[workspace]
"#;

/// A snippet as a module: a function that has a client, or the items that it defines.
fn module(page: &Page, block: &super::Block) -> String {
    let name = format!("{}_{}", page.name.replace('-', "_"), block.line);
    let setup = block.note("setup").unwrap_or_default();
    let text = &block.text;
    let is_items = text
        .lines()
        .any(|line| ["fn ", "async fn ", "#["].iter().any(|begin| line.starts_with(begin)));
    let code = match is_items {
        true => format!("{setup}\n{text}"),
        false => format!(
            "use meraki_dashboard_api::*;\n\
             async fn snippet(client: Client) -> Result<(), Box<dyn std::error::Error>> {{\n{setup}\n{text}\nOk(())\n}}"
        ),
    };
    format!("// {}.md:{}\n#[allow(unused)]\nmod {name} {{\n{code}\n}}\n\n", page.name, block.line)
}

#[test]
#[ignore = "compiles clients for a minute"]
fn rust_snippets_compile() {
    // A fixed folder lets new build artifacts replace old ones.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let mut program = "#![allow(dead_code, deprecated)]\nfn main() {}\n\n".to_owned();
    for page in Page::all() {
        let blocks = page.blocks_of("rust");
        for block in &blocks {
            write!(program, "{}", module(&page, block)).unwrap();
        }
        if page.name == "quick-start-any-document" {
            let pages = folder.with_file_name("guide-pages").join(&page.name);
            fs::create_dir_all(&pages).unwrap();
            sessions::run(&page, &pages);
            assert!(pages.join("garden/src/lib.rs").exists());
        }
    }
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/main.rs"), program).unwrap();
    let manifest = MANIFEST.replace("ROOT", &root().display().to_string().replace('\\', "/"));
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let checked = cargo_output(&folder, &["check", "--quiet", "--all-targets"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
