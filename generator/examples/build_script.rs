//! A build script that generates the client of `openapi.yaml` with the profile `api.toml`.

use clientwright::{Profile, Source, generate};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=openapi.yaml");
    println!("cargo::rerun-if-changed=api.toml");
    let sources = [Source::new("openapi.yaml", fs::read_to_string("openapi.yaml")?)];
    let profile = Profile::from_toml(&fs::read_to_string("api.toml")?)?;
    let client = generate(&sources, &profile).map_err(|errors| {
        let errors = errors.iter().map(|error| error.to_text(&sources));
        errors.collect::<Vec<_>>().join("\n")
    })?;
    for warning in &client.warnings {
        println!("cargo::warning={}", warning.to_text(&sources).replace('\n', " "));
    }

    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (path, text) in &client.files {
        let file = out.join(path);
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        fs::write(file, text)?;
    }
    // The features of the client, which this package need not declare: all scopes are enabled.
    println!("cargo::rustc-check-cfg=cfg(feature, values(\"blocking\", \"tracing\"))");
    for scope in &client.scope_features {
        println!("cargo::rustc-check-cfg=cfg(feature, values(\"{scope}\"))");
        println!("cargo::rustc-cfg=feature=\"{scope}\"");
    }
    let module = format!("#[path = {:?}]\nmod api;\npub use api::*;\n", out.join("src/lib.rs"));
    fs::write(out.join("client.rs"), module)?;
    Ok(())
}
