//! The names that generated code uses itself, by scope. A documented name that clashes with them takes a trailing `_`.

/// Names that a scope cannot have: modules at the root of the crate, file names that Cargo reserves, crates that generated code
/// names, and methods of the client.
pub(crate) const SCOPES: &[&str] = &[
    "lib",
    "main",
    "bin",
    "client",
    "schemas",
    "reqwest",
    "runtime",
    "std",
    "core",
    "alloc",
    "from_env",
    "builder",
    "request",
    "batch",
    "dry_run",
    "known_tenants",
    "blocking",
    "mock",
    "new",
    "clone",
    "from",
    "into",
];

/// The Cargo features of the runtime.
pub(crate) const FEATURES: &[&str] =
    &["default", "rustls", "native-tls", "blocking", "tracing", "jiff", "chrono", "time"];

/// The Cargo features of a client with tools.
pub(crate) const TOOL_FEATURES: &[&str] = &["operations", "mock", "schemas"];

/// Types that the module of a scope uses besides its handle.
pub(crate) const HANDLES: &[&str] = &["Client", "Operation", "Session"];

/// Names that an operation cannot have: methods of a scope's handle, and crates that generated code names.
pub(crate) const HANDLE: &[&str] = &["new", "clone", "cmp", "from", "into", "runtime"];

/// Methods and fields of a request, and methods of operator traits, for which Clippy would mistake setters.
pub(crate) const REQUEST: &[&str] = &[
    "add",
    "sub",
    "mul",
    "div",
    "rem",
    "shl",
    "shr",
    "bitand",
    "bitor",
    "bitxor",
    "send",
    "accept",
    "options",
    "pages",
    "stream",
    "all",
    "max_pages",
    "direction",
    "read_ahead",
    "resume",
    "until",
    "blocking",
    "action",
    "dry_run",
    "clone",
    "from",
    "into",
];

/// Arguments that are not parameters of the API, and names that Clippy disallows.
pub(crate) const ARGUMENTS: &[&str] = &["body", "call", "foo", "baz", "quux"];

/// Constructors and conversions of a struct.
pub(crate) const STRUCT: &[&str] =
    &["new", "from_response", "extra", "clone", "from", "into", "default"];

/// The enum of servers, and the runtime types that server types use.
pub(crate) const SERVERS: &[&str] = &["BaseUrl", "Server", "ServerUrl"];

/// Types that the module `schemas` uses besides its own. Macros expand to full paths and need none.
pub(crate) const SCHEMA_TYPES: &[&str] = &[
    "BTreeMap", "Box", "DateTime", "From", "Into", "Option", "Part", "Self", "String", "Value",
    "Vec",
];

/// Types and patterns that the module of an operation uses besides its own.
pub(crate) const OPERATION_TYPES: &[&str] = &[
    "ArrayStyle",
    "BTreeMap",
    "Body",
    "Box",
    "Call",
    "DateTime",
    "Default",
    "From",
    "Into",
    "IntoIterator",
    "ObjectStyle",
    "Option",
    "Part",
    "Response",
    "Self",
    "Some",
    "String",
    "Value",
    "Vec",
];

/// Variants that enums and unions have besides the documented ones.
pub(crate) const VARIANTS: &[&str] = &["Unknown"];

/// The enums of the client have no variants besides the documented ones.
pub(crate) const NO_NAMES: &[&str] = &[];
