//! Arguments that several commands have.

use clap::{Arg, ArgAction, ValueHint};

/// The heading of the options that all commands have.
pub(super) const GLOBAL: &str = "Global options";

/// The options of commands that read listings.
pub(super) fn paging_options() -> [Arg; 2] {
    [
        Arg::new("all")
            .long("all")
            .action(ArgAction::SetTrue)
            .help_heading(GLOBAL)
            .help("Read all pages"),
        Arg::new("max-pages")
            .long("max-pages")
            .value_name("NUMBER")
            .value_parser(clap::value_parser!(u64).range(1..))
            .help_heading(GLOBAL)
            .help("Read this many pages"),
    ]
}

/// The option for a body.
pub(super) fn body_option() -> Arg {
    Arg::new("body")
        .long("body")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .help("File with the request body, or `-` for the standard input")
}

/// The arguments for properties of a body.
pub(super) fn pairs() -> Arg {
    Arg::new("pairs")
        .value_name("PROPERTY=VALUE")
        .action(ArgAction::Append)
        .num_args(0..)
        .help("Properties of the request body")
        .long_help(
            "Properties of the request body: `name=value`, `address.city=value` for a nested one, and `name:=JSON` for any value",
        )
}
