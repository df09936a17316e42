//! In: the servers of the document. Out: the client's base URL, and the servers that callers can choose.

use super::docs::{self, code};
use super::name::{self, Names};
use super::{Context, reserved};
use crate::document::{self, ServerVariable as Documented};
use crate::ir::{Definition, Docs, Kind, Server, ServerVariable, StringEnum, Variant};

/// The URL of the first server, its variables at their defaults.
pub(super) fn base_url(context: &mut Context<'_>) -> Option<String> {
    let first = context.document.servers.first()?;
    let url = absolute(first);
    if url.is_none() {
        context.diagnostics.warning(
            &first.at,
            format_args!(
                "the server's URL `{}` is relative: callers must set `base_url`",
                first.url
            ),
            "write the whole URL, with an overlay where the document is not yours",
        );
    }
    url
}

/// The URL of a server, its variables at their defaults; none, where it is relative.
pub(super) fn absolute(server: &document::Server) -> Option<String> {
    let url = server.variables.iter().fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    });
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    is_absolute.then(|| url.trim_end_matches('/').to_owned())
}

/// The servers that callers can choose: none, where the first is all there is. The profile's regions stand for them.
pub(super) fn servers(context: &mut Context<'_>) -> Vec<Server> {
    let all = &context.document.servers;
    let is_only = all.len() == 1 && all.iter().all(|server| server.variables.is_empty());
    if is_only || !context.profile.regions.is_empty() {
        return Vec::new();
    }
    let mut names = Names::new(reserved::NO_NAMES);
    let mut servers = Vec::new();
    for (index, documented) in all.iter().enumerate() {
        if absolute(documented).is_some() {
            servers.push(server(context, documented, &mut names));
        } else if index > 0 {
            context.diagnostics.warning(
                &documented.at,
                format_args!("the server's URL `{}` is relative: it has no name", documented.url),
                "let callers pass the whole URL to `base_url`, or write it with an overlay",
            );
        }
    }
    servers
}

fn server(context: &mut Context<'_>, server: &document::Server, names: &mut Names) -> Server {
    let given = context.given.of_type(&server.at);
    let wanted = given.map_or_else(|| wanted_name(server), str::to_owned);
    let (name, numbered) = names.take(&wanted);
    if numbered {
        let at = &server.at;
        context.diagnostics.warning(
            at,
            format_args!("another server is called `{wanted}` too: this one is called `{name}`"),
            format_args!(
                "to give it a name that stays, add `\"{at}\" = \"...\"` to `[names]` in the profile"
            ),
        );
    }
    let name = if server.variables.is_empty() { name } else { format!("{name}Server") };
    let mut setters = Names::new(reserved::STRUCT);
    let variables = server.variables.iter();
    let variables = variables
        .map(|(variable, documented)| {
            let setter = setters.take(&name::snake(variable)).0;
            self::variable(&name, variable, setter, documented)
        })
        .collect();
    let mut docs = Docs(vec![code(&server.url)]);
    docs.append(server.description.as_deref().map(docs::from_common_mark).unwrap_or_default());
    let url = server.url.trim_end_matches('/').to_owned();
    Server { name, docs, url, variables }
}

fn variable(server: &str, name: &str, setter: String, documented: &Documented) -> ServerVariable {
    let Documented { default, values, description } = documented;
    let mut docs = description.as_deref().map(docs::from_common_mark).unwrap_or_default();
    docs.paragraph(format!("Default: {}.", code(default)));
    let values = (!values.is_empty()).then(|| {
        let mut names = Names::new(reserved::VARIANTS);
        let variants = values.iter().map(|value| Variant {
            name: names.take(&name::upper_camel(value)).0,
            value: value.clone(),
            docs: docs::unless_plain(value),
        });
        Definition {
            name: name::nested(server, name),
            docs: Docs(vec![format!("The value of [`{server}::{setter}`].")]),
            deprecated: false,
            derives: Vec::new(),
            kind: Kind::StringEnum(StringEnum { variants: variants.collect() }),
        }
    });
    ServerVariable { name: name.to_owned(), setter, docs, default: default.clone(), values }
}

/// The name of a server: what it is in a few words, or where it is.
fn wanted_name(server: &document::Server) -> String {
    const MOST: usize = 3;
    const LEFT_OUT: [&str; 7] = ["a", "an", "the", "server", "servers", "api", "url"];
    let said = server.description.as_deref().unwrap_or_default();
    let said = said.split(['.', ',', ';', ':', '\n', '(']).next().unwrap_or_default();
    let is_of_it = |word: &&str| !LEFT_OUT.contains(&word.to_ascii_lowercase().as_str());
    let words: Vec<&str> = said.split_whitespace().filter(is_of_it).collect();
    if (1..=MOST).contains(&words.len()) {
        return name::upper_camel(&words.join(" "));
    }
    let (scheme, place) = server.url.split_once("://").unwrap_or(("", &server.url));
    let host = place.split('/').next().unwrap_or_default();
    // What stands outside the braces.
    let fixed = host.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
    let host = fixed.collect::<String>();
    name::upper_camel(&if scheme == "http" { format!("http {host}") } else { host })
}
