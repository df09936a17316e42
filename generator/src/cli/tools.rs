//! Copies the tools into a self-contained client, under the client's name.

use crate::cli::Sources;
use crate::cli::archive;
use crate::cli::error::Error;
use crate::cli::project::{self, Project};
use crate::cli::runtime;
use crate::profile::RuntimeDependency;
use std::collections::BTreeMap;
use std::path::Path;

/// The line of the manifest with the dependency on the runtime.
const RUNTIME: &str = "runtime = ";

/// The files of the tools by their path in the client crate. `runtime` is the runtime that the client shares with others.
pub(crate) fn copy(
    project: &Project,
    client: &str,
    runtime: Option<&RuntimeDependency>,
) -> Result<BTreeMap<String, String>, Error> {
    let files = match project.sources {
        Sources::Embedded { tools, .. } => archive::unpack(tools),
        Sources::OfProject => runtime::files(&project.tools_folder()?)?,
    };
    let package = files.get("Cargo.toml").and_then(|manifest| project::package_name(manifest));
    let package = package.as_deref().and_then(|name| name.strip_suffix("-tools"));
    let ours = package.ok_or_else(|| {
        Error::new(
            "the tools of the project have no Cargo.toml with the name of a package",
            "restore generated-client/tools/Cargo.toml",
        )
    })?;
    let rename = |text: &str| {
        let text = text.replace(&format!("{ours}-"), &format!("{client}-"));
        let [ours, client] = [ours, client].map(|name| format!("{}_", name.replace('-', "_")));
        text.replace(&ours, &client)
    };
    let mut copy: BTreeMap<_, _> =
        files.iter().map(|(path, text)| (format!("tools/{path}"), rename(text))).collect();
    if let Some(manifest) = copy.get_mut("tools/Cargo.toml") {
        *manifest = copied_manifest(manifest, runtime);
    }
    Ok(copy)
}

/// The manifest of the copy.
fn copied_manifest(manifest: &str, runtime: Option<&RuntimeDependency>) -> String {
    let line = |line: &str| match runtime {
        Some(runtime) if line.starts_with(RUNTIME) => format!("{}\n", dependency(runtime)),
        _ => format!("{line}\n"),
    };
    let lines: String = manifest.lines().map(line).collect();
    format!("{} Do not edit: changes are overwritten.\n{lines}", runtime::HEADER)
}

/// The dependency on a shared runtime, whose path is relative to the client.
fn dependency(runtime: &RuntimeDependency) -> String {
    let RuntimeDependency { package, version, path } = runtime;
    let path = path.as_ref().map(|path| match Path::new(path).is_absolute() {
        true => path.clone(),
        false => format!("../{path}"),
    });
    let entries =
        [("package", Some(package)), ("path", path.as_ref()), ("version", version.as_ref())];
    let entries: String = entries
        .into_iter()
        .filter_map(|(key, value)| {
            Some(format!("{key} = {}, ", toml::Value::from(value?.as_str())))
        })
        .collect();
    format!("{RUNTIME}{{ {entries}default-features = false, features = [\"client\"] }}")
}

#[cfg(test)]
mod tests {
    use super::copied_manifest;
    use crate::profile::RuntimeDependency;

    #[test]
    fn the_copy_depends_on_the_runtime_of_the_client() {
        let manifest = "[dependencies]\nruntime = { path = \"../runtime\" }\nserde = \"1\"\n";
        assert!(copied_manifest(manifest, None).ends_with(manifest));
        let shared = RuntimeDependency {
            package: "pond-runtime".to_owned(),
            version: None,
            path: Some("../pond/runtime".to_owned()),
        };
        let copy = copied_manifest(manifest, Some(&shared));
        assert!(
            copy.contains(
                "runtime = { package = \"pond-runtime\", path = \"../../pond/runtime\", default"
            ),
            "{copy}"
        );
    }
}
