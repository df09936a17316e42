//! The info of the document and the package of the profile -> the manifest of the crate.

use crate::ir::{CommandLine, Package, Tools};
use crate::lower::docs::one_line;
use crate::lower::names;
use crate::lower::types::Context;
use crate::profile::{self, Format, Profile, RuntimeDependency, Tool};

/// The manifest of the crate.
pub(crate) fn package(context: &Context<'_>) -> Package {
    let info = &context.document.info;
    let profile = &context.profile.package;
    let name = profile.name.clone().unwrap_or_else(|| names::package(&info.title));
    Package {
        tools: tools(profile, &name, &info.title),
        lib_name: name.replace('-', "_"),
        documentation: profile
            .documentation
            .clone()
            .unwrap_or_else(|| format!("https://docs.rs/{name}")),
        runtime: profile.runtime.clone().unwrap_or_else(|| own_runtime(&name)),
        name,
        version: profile.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: format!(
            "{} the {} {}",
            if profile.types_only { "The types of" } else { "A client for" },
            one_line(&info.title),
            one_line(&info.version)
        )
        .trim_end()
        .to_owned(),
        license: profile.license.clone(),
        authors: profile.authors.clone(),
        repository: profile.repository.clone(),
        homepage: profile.homepage.clone(),
        keywords: profile.keywords.clone(),
        categories: profile.categories.clone(),
        readme: profile.readme.clone(),
        dependencies: dependencies(context.profile, &profile.dependencies),
        dev_dependencies: profile.dev_dependencies.clone(),
        benches: profile.benches.clone(),
        types_only: profile.types_only,
    }
}

/// The copy of the runtime in the crate's folder.
fn own_runtime(name: &str) -> RuntimeDependency {
    RuntimeDependency {
        package: format!("{name}-runtime"),
        version: Some("0.1.0".to_owned()),
        path: Some("runtime".to_owned()),
    }
}

/// The tools that are generated with the client. A crate without a client has none.
fn tools(profile: &profile::Package, name: &str, title: &str) -> Option<Tools> {
    if profile.with.is_empty() || profile.types_only {
        return None;
    }
    let has = |tool| profile.with.contains(&tool);
    let first_word =
        title.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    let program = first_word.unwrap_or(name).to_ascii_lowercase();
    let program = profile::program_name(&program).unwrap_or_else(|_| format!("{program}-cli"));
    let cli = (has(Tool::Cli) || has(Tool::Mcp)).then(|| CommandLine {
        package: format!("{name}-cli"),
        binary: profile.binary.clone().unwrap_or(program),
        mcp: has(Tool::Mcp),
    });
    Some(Tools { package: format!("{name}-tools"), mock: has(Tool::Mock), cli })
}

/// The crates of the profile's types for string formats, and of its traits to derive.
fn dependencies(profile: &Profile, of_traits: &toml::Table) -> toml::Table {
    let formats = profile.formats.values();
    let of = |format: &Format| Some((format.path.root().to_owned(), format.dependency.clone()?));
    formats.filter_map(of).chain(of_traits.clone()).collect()
}
