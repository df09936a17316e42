//! The subcommand `mcp`.

use super::budget;
use clap::{Arg, ArgAction, Command};

/// The subcommand.
pub(crate) fn command() -> Command {
    let list = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).value_delimiter(',').action(ArgAction::Append)
    };
    Command::new("mcp")
        .about("Serves the API to assistants over the Model Context Protocol")
        .long_about(
            "Serves the API to assistants over the Model Context Protocol: on the standard input and output, or over HTTP.\n\n\
             The assistant searches, describes and calls operations. It can only read, unless `--allow-writes` is given; then a \
             write is planned by one call, and sent by a second that confirms the plan.",
        )
        .arg(
            Arg::new("allow-writes")
                .long("allow-writes")
                .action(ArgAction::SetTrue)
                .help("Allow operations that change something, after a confirmation of each"),
        )
        .arg(list("allow", "OPERATION").help(
            "Allow only these operations: ids, or scopes such as `networks`, with `*` for any text",
        ))
        .arg(list("deny", "OPERATION").help("Deny these operations"))
        .arg(list("tools", "SCOPE").help(
            "Offer a tool for each operation of these scopes, of `all` or of `none`; small APIs default to `all`",
        ))
        .arg(
            Arg::new("budget")
                .long("budget")
                .value_name("BYTES")
                .value_parser(clap::value_parser!(u64).range(budget::MIN_BUDGET..))
                .default_value("20000")
                .help("Length of a result, above which it is cut and continued by a cursor"),
        )
        .arg(
            Arg::new("http")
                .long("http")
                .value_name("ADDRESS")
                .num_args(0..=1)
                .default_missing_value("127.0.0.1:8000")
                .help("Serve streamable HTTP at this address instead, by default 127.0.0.1:8000"),
        )
        .arg(list("allow-host", "HOST").requires("http").help(
            "Hosts by which clients reach the server, if it is not on this machine",
        ))
        .arg(
            list("allow-origin", "ORIGIN")
                .requires("http")
                .help("Web pages that may use the server; others are refused"),
        )
}
