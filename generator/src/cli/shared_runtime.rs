//! The folder of a runtime -> the dependency of a client that shares it with other clients.

use crate::cli::error::Error;
use crate::cli::project::{self, Project};
use crate::cli::runtime;
use crate::profile::RuntimeDependency;
use std::fs;
use std::io;
use std::path::{self, Path, PathBuf};
use toml::Table;

/// The dependency of a client in the folder `out`.
pub(crate) fn dependency(
    project: &Project,
    folder: &Path,
    out: &Path,
) -> Result<RuntimeDependency, Error> {
    let help = "pass the folder `runtime` of another client";
    let manifest = project::read(&folder.join("Cargo.toml"))?;
    let (package, version) = runtime_package(&manifest).ok_or_else(|| {
        Error::new(format!("{} does not contain the runtime of a client", folder.display()), help)
    })?;
    ensure_same_version(project, folder, &package)?;
    let failed = |error| Error::read(folder, &error);
    let (runtime, client) = (real(folder).map_err(failed)?, real(out).map_err(failed)?);
    if runtime.starts_with(&client) {
        return Err(Error::new(
            format!("{} is inside the output folder", folder.display()),
            format!("{help}, or remove `--runtime`"),
        ));
    }
    if client.starts_with(&runtime) {
        return Err(Error::new(
            format!("the output folder {} is inside the runtime", out.display()),
            "write the client to a folder beside the one that contains the runtime",
        ));
    }
    Ok(RuntimeDependency {
        package,
        version: Some(version),
        path: Some(relative(&client, &runtime)),
    })
}

/// Refuses a runtime of another version of the generator: clients call its internals, so they would not compile.
fn ensure_same_version(project: &Project, folder: &Path, package: &str) -> Result<(), Error> {
    let expected = runtime::renamed(project, package)?;
    let is_same = |path: &str, text: &str| {
        // Git may have changed the line breaks.
        project::read(&folder.join(path)).is_ok_and(|found| found.lines().eq(text.lines()))
    };
    match expected.iter().find(|(path, text)| path.ends_with(".rs") && !is_same(path, text)) {
        Some((path, _)) => Err(Error::new(
            format!("{} differs from the runtime of this version", folder.join(path).display()),
            "generate the client of that runtime again, with this version",
        )),
        None => Ok(()),
    }
}

/// The name and the version of a runtime, by its manifest.
fn runtime_package(manifest: &str) -> Option<(String, String)> {
    let manifest: Table = manifest.parse().ok()?;
    manifest.get("features")?.get("client")?;
    let package = manifest.get("package")?;
    let text = |key: &str| Some(package.get(key)?.as_str()?.to_owned());
    Some((text("name")?, text("version")?))
}

/// The path without symbolic links. The folder need not exist.
fn real(folder: &Path) -> io::Result<PathBuf> {
    let absolute = path::absolute(folder)?;
    let existing = absolute.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(&absolute);
    let missing = absolute.strip_prefix(existing).unwrap_or(Path::new(""));
    Ok(fs::canonicalize(existing)?.join(missing))
}

/// The path of a folder relative to another, with `/` on every platform. On another drive, it is absolute.
fn relative(from: &Path, to: &Path) -> String {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other);
    let common = common.count();
    let path: PathBuf = match common {
        0 => to.to_owned(),
        _ => {
            let up = from.components().skip(common).map(|_| Path::new(".."));
            up.chain(to.components().skip(common).map(|part| Path::new(part.as_os_str()))).collect()
        }
    };
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::relative;
    use std::path::Path;

    #[test]
    fn paths_lead_from_the_client_to_the_runtime() {
        for (client, runtime, path) in [
            ("/apis/shop", "/apis/pond/runtime", "../pond/runtime"),
            ("/apis/shop", "/runtime", "../../runtime"),
        ] {
            assert_eq!(relative(Path::new(client), Path::new(runtime)), path);
        }
    }
}
