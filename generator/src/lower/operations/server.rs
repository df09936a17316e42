//! The servers of the document and of its operations -> the base URL, and the servers that callers can choose.

use crate::document::{self, ServerVariable as Documented};
use crate::ir::{Definition, Docs, Kind, Server, ServerVariable, StringEnum, Variant};
use crate::lower::docs::{self, code};
use crate::lower::names::{self, UniqueNames, reserved};
use crate::lower::types::Context;

/// The URL of the first server, with the defaults of its variables.
pub(crate) fn base_url(context: &mut Context<'_>) -> Option<String> {
    let first = context.document.servers.first()?;
    let url = absolute(first);
    if url.is_none() {
        context.diagnostics.warning(
            &first.at,
            format_args!(
                "the server's URL `{}` is relative: callers must set `base_url`",
                first.url
            ),
            match can_be_chosen(first) {
                true => {
                    "give its variables defaults that make it absolute, for example with an overlay"
                }
                false => "write the whole URL, for example with an overlay",
            },
        );
    }
    url
}

/// The URL of a server with the defaults of its variables, or `None` if it is relative.
pub(crate) fn absolute(server: &document::Server) -> Option<String> {
    let url = server.variables.iter().fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    });
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    is_absolute.then(|| url.trim_end_matches('/').to_owned())
}

/// Whether callers can send requests to a server. A URL that begins with a variable may be absolute.
fn can_be_chosen(server: &document::Server) -> bool {
    server.url.starts_with('{') || absolute(server).is_some()
}

/// The servers of the API that callers can choose. The regions of the profile replace them.
pub(crate) fn servers(context: &mut Context<'_>) -> Vec<Server> {
    if !context.profile.regions.is_empty() {
        return Vec::new();
    }
    let all = &context.document.servers;
    for relative in all.iter().skip(1).filter(|server| !can_be_chosen(server)) {
        context.diagnostics.warning(
            &relative.at,
            format_args!("the server's URL `{}` is relative: it is omitted", relative.url),
            "pass the whole URL to `base_url`, or write it with an overlay",
        );
    }
    choices(context, all, &mut UniqueNames::new(reserved::NO_NAMES))
}

/// The URL of an operation's own server, and its own servers that callers can choose.
pub(crate) fn of_operation(
    context: &mut Context<'_>,
    operation: &document::Operation,
    types: &mut UniqueNames,
) -> (Option<String>, Vec<Server>) {
    let (own, usual) = (&operation.servers, &context.document.servers);
    let url = match usual.first() {
        Some(first) if own.iter().any(|own| own.url == first.url) => None,
        _ => own_url(context, own),
    };
    // The servers of the API already have names.
    let has_more = own.iter().any(|own| usual.iter().all(|usual| usual.url != own.url));
    let servers = if has_more { choices(context, own, types) } else { Vec::new() };
    (url, servers)
}

/// The URL of the first of an operation's own servers.
fn own_url(context: &mut Context<'_>, own: &[document::Server]) -> Option<String> {
    for relative in own.iter().filter(|server| absolute(server).is_none()) {
        context.diagnostics.warning(
            &relative.at,
            format_args!(
                "the operation's own server `{}` is relative: its requests go to the client's base URL",
                relative.url
            ),
            "pass the whole URL to `RequestOptions::server`, or write it with an overlay",
        );
    }
    own.iter().find_map(absolute)
}

/// The documentation of an operation's servers.
pub(crate) fn docs(servers: &[Server]) -> Docs {
    let is_fixed = |server: &&Server| server.variables.is_empty();
    let fixed = servers.iter().find(is_fixed).map(|_| "Server");
    let variable = servers.iter().filter(|server| !is_fixed(server)).map(|server| &*server.name);
    let types: Vec<_> = fixed.into_iter().chain(variable).map(|ty| format!("[`{ty}`]")).collect();
    let mut docs = Docs::default();
    if !types.is_empty() {
        docs.paragraph(format!(
            "This operation has its own servers, which [`RequestOptions::server`](crate::RequestOptions::server) takes: {}.",
            types.join(", ")
        ));
    }
    docs
}

/// The servers that callers can choose, with the names of their types. Empty if the first server is the only choice.
fn choices(
    context: &mut Context<'_>,
    all: &[document::Server],
    types: &mut UniqueNames,
) -> Vec<Server> {
    if all.len() == 1 && all.iter().all(|server| server.variables.is_empty()) {
        return Vec::new();
    }
    for name in reserved::SERVERS {
        types.take(name);
    }
    let mut names = UniqueNames::new(reserved::NO_NAMES);
    let servers = all.iter().filter(|server| can_be_chosen(server));
    servers.map(|documented| server(context, documented, &mut names, types)).collect()
}

fn server(
    context: &mut Context<'_>,
    server: &document::Server,
    names: &mut UniqueNames,
    types: &mut UniqueNames,
) -> Server {
    let chosen = context.overrides.of_type(&server.at);
    let suggested = chosen.map_or_else(|| suggested_name(server), str::to_owned);
    let (mut name, numbered) = names.take(&suggested);
    if numbered {
        let at = &server.at;
        context.diagnostics.warning(
            at,
            format_args!("another server has the name `{suggested}`: this one is named `{name}`"),
            format_args!(
                "to give it a stable name, add `\"{at}\" = \"...\"` to `[names]` in the profile"
            ),
        );
    }
    if !server.variables.is_empty() {
        name = types.take(&format!("{name}Server")).0;
    }
    let mut setters = UniqueNames::new(reserved::STRUCT);
    let variables = server.variables.iter();
    let variables = variables
        .map(|(variable, documented)| {
            let setter = setters.take(&names::snake(variable)).0;
            let values = (!documented.values.is_empty())
                .then(|| types.take(&names::nested(&name, variable)).0);
            self::variable(&name, variable, setter, documented, values)
        })
        .collect();
    let mut docs = Docs(vec![code(&server.url)]);
    docs.append(server.description.as_deref().map(docs::from_common_mark).unwrap_or_default());
    let url = server.url.trim_end_matches('/').to_owned();
    Server { name, docs, url, variables }
}

fn variable(
    server: &str,
    name: &str,
    setter: String,
    documented: &Documented,
    ty: Option<String>,
) -> ServerVariable {
    let Documented { default, values, description } = documented;
    let mut docs = description.as_deref().map(docs::from_common_mark).unwrap_or_default();
    docs.paragraph(format!("Default: {}.", code(default)));
    let values = ty.map(|ty| {
        let mut names = UniqueNames::new(reserved::VARIANTS);
        let variants = values.iter().map(|value| Variant {
            name: names.take(&names::upper_camel(value)).0,
            value: value.clone(),
            docs: docs::unless_plain(value),
        });
        Definition {
            name: ty,
            docs: Docs(vec![format!("The value of [`{server}::{setter}`].")]),
            deprecated: false,
            derives: Vec::new(),
            kind: Kind::StringEnum(StringEnum { variants: variants.collect() }),
        }
    });
    ServerVariable { name: name.to_owned(), setter, docs, default: default.clone(), values }
}

/// The name of a server: its description if it is short, or else its host.
fn suggested_name(server: &document::Server) -> String {
    const MOST: usize = 3;
    const LEFT_OUT: [&str; 7] = ["a", "an", "the", "server", "servers", "api", "url"];
    let said = server.description.as_deref().unwrap_or_default();
    let said = said.split(['.', ',', ';', ':', '\n', '(']).next().unwrap_or_default();
    let is_of_it = |word: &&str| !LEFT_OUT.contains(&word.to_ascii_lowercase().as_str());
    let words: Vec<&str> = said.split_whitespace().filter(is_of_it).collect();
    if (1..=MOST).contains(&words.len()) {
        return names::upper_camel(&words.join(" "));
    }
    let (scheme, place) = server.url.split_once("://").unwrap_or(("", &server.url));
    let host = place.split('/').next().unwrap_or_default();
    // The text outside of the braces.
    let fixed = host.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    let mut host = fixed.collect::<String>();
    if server.url.starts_with('{')
        && host.is_empty()
        && let Some(variable) = server.variables.keys().next()
    {
        host.clone_from(variable);
    }
    names::upper_camel(&if scheme == "http" { format!("http {host}") } else { host })
}
