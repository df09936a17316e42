//! Checks the metadata of the crate against the rules of Cargo and crates.io.

use super::value::{Problem, ensure, not_empty};
use crate::profile::RuntimeDependency;
use url::Url;

/// The longest keyword that crates.io accepts.
const LONGEST_KEYWORD: usize = 20;

/// Accepts the URL of a web page without credentials.
pub(super) fn page(url: &str) -> Result<(), Problem> {
    // The parser removes line breaks.
    let is_plain = !url.contains(|c: char| c.is_whitespace() || c.is_control());
    let parsed = Url::parse(url).ok().filter(|_| is_plain);
    let page = parsed.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    ensure(
        page.is_some(),
        format_args!("{url:?} is not the URL of a page"),
        "write a URL such as `https://garden.example`",
    )?;
    ensure(
        page.is_none_or(|url| url.username().is_empty() && url.password().is_none()),
        "the URL contains credentials",
        "remove them: the crate publishes the URL",
    )
}

/// Accepts the number of keywords or categories that crates.io accepts.
pub(super) fn at_most_five(list: &[String]) -> Result<(), Problem> {
    ensure(
        list.len() <= 5,
        format_args!("the list has {} items, and crates.io accepts at most five", list.len()),
        "keep the five that describe the crate best",
    )
}

pub(super) fn keyword(keyword: &str) -> Result<(), Problem> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
    ensure(
        keyword.starts_with(|c: char| c.is_ascii_alphanumeric())
            && keyword.len() <= LONGEST_KEYWORD
            && keyword.chars().all(is_allowed),
        format_args!("{keyword:?} is not a keyword of crates.io"),
        "use at most 20 letters, digits, `-`, `_` and `+`, a letter or a digit first",
    )
}

pub(super) fn category(category: &str) -> Result<(), Problem> {
    let is_slug = |slug: &str| {
        !slug.is_empty()
            && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    ensure(
        category.split("::").all(is_slug),
        format_args!("{category:?} is not a category of crates.io"),
        "use a slug of https://crates.io/category_slugs, such as `api-bindings`",
    )
}

/// Accepts a path inside the crate.
pub(super) fn readme(path: &str) -> Result<(), Problem> {
    not_empty(path)?;
    let is_inside = |segment: &str| !segment.is_empty() && segment != "." && segment != "..";
    ensure(
        path.split('/').all(is_inside) && !path.contains(['\\', ':']),
        format_args!("{path:?} is not the path of a file in the crate"),
        "write a relative path such as `docs/README.md`",
    )
}

pub(super) fn runtime(runtime: &RuntimeDependency) -> Result<(), Problem> {
    let RuntimeDependency { package, version, path } = runtime;
    let help = "write it as in `Cargo.toml`, such as `runtime = { package = \"garden-runtime\", version = \"0.1.0\" }`";
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    ensure(
        !package.is_empty() && package.chars().all(is_name),
        format_args!("{package:?} is not the name of a package"),
        help,
    )?;
    ensure(
        version.is_some() || path.is_some(),
        "the runtime has neither a version nor a path",
        help,
    )?;
    let is_outside = |path: &str| {
        path == ".." || path.starts_with("../") || path.starts_with('/') || path.contains(':')
    };
    ensure(
        path.as_deref().is_none_or(is_outside),
        "the runtime is inside the crate",
        "write a path that starts with `../`, or remove the table for a copy of the runtime in the crate",
    )?;
    match version.as_deref().map(semver::VersionReq::parse) {
        Some(Err(error)) => {
            Err(Problem::new(format_args!("the version of the runtime is invalid: {error}"), help))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn pages_have_no_credentials_and_no_line_breaks() {
        assert!(page("https://garden.example/client").is_ok());
        for url in ["https://garden.example/cli\nent", "https://ada@garden.example", "/client"] {
            assert!(page(url).is_err(), "{url}");
        }
    }
}
