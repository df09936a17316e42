//! Names that the crate itself uses, by the places that they are used in: a documented name that clashes takes a `_`.

/// Names that a scope cannot have: modules at the root of the crate, files that mean something to Cargo, crates that the
/// crate's code names, and methods of the client.
pub(crate) const SCOPES: &[&str] = &[
    "lib", "main", "bin", "client", "schemas", "reqwest", "runtime", "std", "core", "alloc",
    "from_env", "builder", "request", "batch", "dry_run", "learnt", "blocking", "new", "clone",
    "from", "into",
];

/// Cargo features of the runtime.
pub(crate) const FEATURES: &[&str] =
    &["default", "rustls", "native-tls", "blocking", "tracing", "jiff", "chrono", "time"];

/// Types that the module of a scope uses beside its handle, which must not have the name of an operation's either.
pub(crate) const HANDLES: &[&str] = &["Client", "Operation", "Session"];

/// Names that an operation cannot have: methods of a scope's handle, and the crate that the scope's code names.
pub(crate) const HANDLE: &[&str] = &["new", "clone", "cmp", "from", "into", "runtime"];

/// Methods and fields of a request, and of the traits of operators, for which Clippy would take its setters.
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

/// Arguments that are not parameters of the API, and those that Clippy takes for a slip.
pub(crate) const ARGUMENTS: &[&str] = &["body", "call", "foo", "baz", "quux"];

/// Constructors and conversions of a struct.
pub(crate) const STRUCT: &[&str] =
    &["new", "from_response", "extra", "clone", "from", "into", "default"];

/// The enum of servers, and what it and its like use of the runtime.
pub(crate) const SERVERS: &[&str] = &["BaseUrl", "Server", "ServerUrl"];

/// Types that the module of the named schemas uses beside its own. Macros expand to full paths, and so use none.
pub(crate) const SCHEMA_TYPES: &[&str] = &[
    "BTreeMap", "Box", "DateTime", "From", "Into", "Option", "Part", "Self", "String", "Value",
    "Vec",
];

/// Types and patterns that the module of an operation uses beside its own.
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

/// Variants that an enum of texts or of types has beside the documented ones.
pub(crate) const VARIANTS: &[&str] = &["Unknown"];

/// Variants of the client's own enums: none but the documented ones.
pub(crate) const NO_NAMES: &[&str] = &[];
