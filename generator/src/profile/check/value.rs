//! Checks strings: each function accepts one kind.

use public_suffix::DEFAULT_PROVIDER;
use std::fmt;
use std::net::IpAddr;
use url::Url;

/// Why a value is invalid.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) help: String,
}

impl Problem {
    pub(super) fn new(message: impl fmt::Display, help: impl fmt::Display) -> Self {
        Self { message: message.to_string(), help: help.to_string() }
    }
}

/// Returns an error with the given texts, unless the value is valid.
pub(super) fn ensure(
    is_valid: bool,
    message: impl fmt::Display,
    help: impl fmt::Display,
) -> Result<(), Problem> {
    if is_valid { Ok(()) } else { Err(Problem::new(message, help)) }
}

pub(super) fn not_empty(text: &str) -> Result<(), Problem> {
    ensure(!text.trim().is_empty(), "the value is empty", "write a value, or remove the key")
}

pub(super) fn version(version: &str) -> Result<(), Problem> {
    semver::Version::parse(version).map(drop).map_err(|error| {
        Problem::new(
            format_args!("{version:?} is not a semantic version: {error}"),
            "use three numbers, such as `0.1.0`",
        )
    })
}

/// Accepts the characters of SPDX expressions.
pub(super) fn license(license: &str) -> Result<(), Problem> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || " .-+()".contains(c);
    ensure(
        !license.trim().is_empty() && license.chars().all(is_allowed),
        format_args!("{license:?} is not an SPDX license expression"),
        "use an expression such as `MIT OR Apache-2.0`",
    )
}

/// Accepts a dependency as in `Cargo.toml`: a version requirement or a table.
pub(super) fn dependency(name: &str, dependency: &toml::Value) -> Result<(), Problem> {
    let requirement = match dependency {
        toml::Value::Table(table) => table.get("version"),
        other => Some(other),
    };
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let is_requirement = requirement.is_none_or(|requirement| {
        requirement.as_str().is_some_and(|text| semver::VersionReq::parse(text).is_ok())
    });
    ensure(
        is_name && !name.is_empty() && is_requirement,
        format_args!("`{}` is not a dependency", name.escape_default()),
        "write it as in `Cargo.toml`, such as `schemars = \"1\"`",
    )
}

pub(super) fn file_stem(name: &str) -> Result<(), Problem> {
    ensure(
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-'),
        format_args!("{name:?} is not the name of a file in `benches/`"),
        "write the name without its folder and without `.rs`",
    )
}

pub(super) fn variable(name: &str) -> Result<(), Problem> {
    ensure(
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
        format_args!("{name:?} is not the name of an environment variable"),
        "use letters, digits and `_`",
    )
}

/// Accepts a token (RFC 9110), such as the name of a header.
pub(super) fn token(name: &str) -> Result<(), Problem> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    ensure(
        !name.is_empty() && name.chars().all(is_token),
        format_args!("{name:?} is not a valid name in HTTP"),
        "use letters, digits and `-`",
    )
}

/// Accepts a domain that its owner registered, as it is in URLs.
pub(super) fn domain(domain: &str) -> Result<(), Problem> {
    if domain.is_empty() {
        return not_empty(domain);
    }
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let ascii = match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) if ascii.split('.').all(label) => ascii,
        _ => {
            return Err(Problem::new(
                format_args!("{domain:?} is not a domain"),
                "write only the name of the domain, such as `garden.example`, without scheme and port",
            ));
        }
    };
    ensure(
        ascii == domain,
        format_args!("`{domain}` is not written as in URLs"),
        format_args!("write `{ascii}`"),
    )?;
    ensure(
        !DEFAULT_PROVIDER.is_effective_tld(&ascii),
        format_args!("anyone can register a name under `{domain}`, which is a public suffix"),
        "write the domains of the API",
    )
}

/// Accepts the base URL of a server. The client sends the API key there, so only the local machine may use plain http.
pub(super) fn url(url: &str) -> Result<(), Problem> {
    let invalid = |why: &str| {
        Err(Problem::new(
            format_args!("{url:?} is not the base URL of a server: {why}"),
            "write a URL such as `https://api.garden.example/v1`",
        ))
    };
    match Url::parse(url) {
        Err(error) => invalid(&error.to_string()),
        Ok(parsed) if parsed.host_str().is_none_or(str::is_empty) => invalid("it has no host"),
        Ok(parsed) if !parsed.username().is_empty() || parsed.password().is_some() => {
            invalid("it contains credentials")
        }
        Ok(parsed) if parsed.query().is_some() || parsed.fragment().is_some() => {
            invalid("it has a query or a fragment")
        }
        Ok(parsed) if parsed.scheme() == "https" || is_local(&parsed) => Ok(()),
        Ok(_) => invalid("only https is allowed"),
    }
}

fn is_local(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    url.scheme() == "http"
        && (host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
}

pub(super) fn region_name(name: &str) -> Result<(), Problem> {
    ensure(
        name.chars().any(char::is_alphanumeric),
        format_args!("{name:?} is not the name of a region"),
        "use letters and digits",
    )
}

/// Accepts a pattern that the runtime can compile.
pub(super) fn pattern(pattern: &str) -> Result<(), Problem> {
    regex_lite::Regex::new(pattern).map(drop).map_err(|error| {
        Problem::new(
            format_args!("the pattern is not valid: {error}"),
            "correct it; the syntax is that of the crate `regex-lite`",
        )
    })
}

/// Accepts a JSON pointer (RFC 6901).
pub(super) fn pointer(pointer: &str) -> Result<(), Problem> {
    ensure(
        pointer.is_empty() || pointer.starts_with('/'),
        format_args!("`{pointer}` is not a JSON pointer"),
        format_args!("write `/{pointer}`"),
    )?;
    let is_escape = |rest: &str| rest.starts_with(['0', '1']);
    ensure(
        pointer.split('~').skip(1).all(is_escape),
        format_args!("`{pointer}` is not a JSON pointer"),
        "write `~0` for `~`, and `~1` for `/` in a name",
    )
}

/// Accepts a JSON pointer to a part of a value.
pub(super) fn pointer_of_property(text: &str) -> Result<(), Problem> {
    not_empty(text)?;
    pointer(text)
}

pub(super) fn extension(name: &str) -> Result<(), Problem> {
    ensure(
        name.len() > 2 && name.starts_with("x-"),
        format_args!("{name:?} is not the name of an extension"),
        format_args!("write a name such as `x-{}`", name.trim_start_matches("x-")),
    )
}

/// Accepts the template of a path.
pub(super) fn path(path: &str) -> Result<(), Problem> {
    ensure(
        path.starts_with('/') && !path.contains(['?', '#', ' ']),
        format_args!("{path:?} is not the template of a path"),
        "write a path as in the document, such as `/plants/{plantId}`",
    )
}

/// The methods of HTTP that OpenAPI knows.
const METHODS: [&str; 9] =
    ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

pub(super) fn method(method: &str) -> Result<(), Problem> {
    ensure(
        METHODS.contains(&method),
        format_args!("{method:?} is not a method of HTTP"),
        format_args!("use one of {}", METHODS.join(", ")),
    )
}

/// Accepts a method and the template of a path.
pub(super) fn request(request: &str) -> Result<(), Problem> {
    let (verb, template) = request.split_once(' ').unwrap_or((request, ""));
    method(verb)?;
    path(template)
}

pub(super) fn segment(segment: &str) -> Result<(), Problem> {
    ensure(
        !segment.is_empty() && !segment.contains(['/', '{', '}', '?', '#']),
        format_args!("{segment:?} is not a segment of a path"),
        "write the segment before the ID, such as `organizations`",
    )
}
