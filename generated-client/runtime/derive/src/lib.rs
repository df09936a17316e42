//! Attributes of a generated API client. Each adds a few small impls to an item.
//!
//! Behaviour is in the runtime, once for all types; an expansion only lists the properties, values or output of its
//! type. That keeps crates with thousands of types fast to compile. Each attribute is documented in the runtime, which
//! exports all of them.
//!
//! Methods that only delegate are `#[inline]` too, so they are compiled in the crate that calls them, if any.
//! Otherwise a client of a thousand operations would compile the sending and decoding of each.
//!
//! Expansions refer to the runtime as `::runtime`, the name in the manifest of generated crates.

mod debug;
mod defaults;
mod enum_variants;
mod equality;
mod fields;
mod integer_enum;
mod json;
mod multipart;
mod object;
mod paging;
mod request;
mod scalar;
mod scalar_enum;
mod secret_names;
mod serde;
mod setters;
mod string_enum;
mod union;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use syn::{DeriveInput, Result};

/// Implements a struct as a JSON object.
#[proc_macro_attribute]
pub fn object(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(arguments, item, object::expand)
}

/// Encodes and decodes an enum as a string. Unknown strings are kept.
#[proc_macro_attribute]
pub fn string_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(arguments, item, string_enum::expand)
}

/// Encodes and decodes an enum as an integer. Unknown integers are kept.
#[proc_macro_attribute]
pub fn integer_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(arguments, item, integer_enum::expand)
}

/// Encodes and decodes an enum as a string, a number or a boolean. Unknown values are kept.
#[proc_macro_attribute]
pub fn scalar_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(arguments, item, scalar_enum::expand)
}

/// Encodes and decodes an enum as the value of one of several types.
#[proc_macro_attribute]
pub fn union(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand(arguments, item, union::expand)
}

/// Parts of the names of properties whose values are never shown, as an array of strings.
#[proc_macro]
pub fn secret_names(_: TokenStream) -> TokenStream {
    secret_names::list().into()
}

macro_rules! methods {
    ($($method:ident),*) => {
        $(
            /// Implements the request builder of an operation.
            #[proc_macro_attribute]
            pub fn $method(path: TokenStream, item: TokenStream) -> TokenStream {
                expand(path, item, |path, item| request::expand(stringify!($method), path, item))
            }
        )*
    };
}

methods!(get, put, post, delete, options, head, patch, trace, query);

/// An expansion, or a compile error at the offending token.
fn expand(
    arguments: TokenStream,
    item: TokenStream,
    by: fn(Tokens, DeriveInput) -> Result<Tokens>,
) -> TokenStream {
    let expansion = syn::parse(item).and_then(|item| by(arguments.into(), item));
    expansion.unwrap_or_else(|error| error.into_compile_error()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expand = fn(Tokens, DeriveInput) -> Result<Tokens>;

    const GET: Expand = |path, item| request::expand("get", path, item);

    fn expansion(expand: Expand, arguments: &str, item: &str) -> Result<Tokens> {
        expand(arguments.parse().unwrap(), syn::parse_str(item).unwrap())
    }

    /// The compile errors of invalid uses.
    #[test]
    fn bad_uses_are_explained() {
        let cases: [(Expand, &str, &str, &str); 41] = [
            (object::expand, "", "enum E { A }", "only a struct has properties"),
            (object::expand, "", "struct S;", "expected a struct with named fields"),
            (object::expand, "", "struct S(String);", "expected a struct with named fields"),
            (
                object::expand,
                "",
                "struct S<T> { a: T }",
                "a generic struct has no place in a document",
            ),
            (
                object::expand,
                "camel_case",
                "struct S {}",
                "expected `setters`, `multipart`, `snake_case`, `constants(...)` or `from_response = Type`",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(rename = \"b\")] a: u8 }",
                "expected `name = \"...\"`, `media_type = \"...\"`, `style = ...`, `constant = ...`, `nullable`, `required`, `into`, `secret`, `extra` or `undocumented`",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(nullable)] a: u8 }",
                "expected an `Option`, of which `None` is `null`",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(name = 1)] a: u8 }",
                "expected string literal",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(name = \"b\")] a: u8, b: u8 }",
                "the property `b` already exists",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(secret, undocumented)] a: BTreeMap<String, Value> }",
                "expected a documented property; secrets among the others are masked by name",
            ),
            (string_enum::expand, "", "struct S {}", "expected an enum"),
            (string_enum::expand, "tag", "enum E { A }", "unexpected token"),
            (
                string_enum::expand,
                "",
                "enum E { A { b: u8 } }",
                "expected a variant without fields; `Unknown` is added",
            ),
            (
                string_enum::expand,
                "",
                "enum E { A, Unknown(UnknownValue) }",
                "expected a variant without fields; `Unknown` is added",
            ),
            (
                string_enum::expand,
                "",
                "enum E { A, #[value(\"A\")] B }",
                "the value `A` already exists",
            ),
            (
                object::expand,
                "setters",
                "struct S { #[property(constant = 1)] a: u8 }",
                "expected an `Option`, which `new` sets to the constant",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(constant = 1)] a: Option<u8> }",
                "`constant = ...` needs `setters`",
            ),
            (union::expand, "", "struct S {}", "expected an enum"),
            (
                union::expand,
                "",
                "enum E { A(u8), Unknown(Value) }",
                "expected a variant that holds one value; `Unknown` is added",
            ),
            (
                union::expand,
                "",
                "enum E { A }",
                "expected a variant that holds one value; `Unknown` is added",
            ),
            (union::expand, "name = \"a\"", "enum E {}", "expected `tag = \"...\"`"),
            (
                union::expand,
                "tag = \"a\"",
                "enum E { #[tag(b'a')] A(u8) }",
                "expected a boolean, a number or a string",
            ),
            (
                union::expand,
                "tag = \"a\"",
                "enum E { #[other] A(u8), #[other] B(u8) }",
                "one variant is `#[other]` already",
            ),
            (
                union::expand,
                "",
                "enum E { #[other] A(u8) }",
                "`#[other]` needs `#[union(tag = \"...\")]`",
            ),
            (
                union::expand,
                "",
                "enum E { A(#[from(u8)] i64) }",
                "expected `#[from]` or `#[from(i32)]`",
            ),
            (
                union::expand,
                "tag = \"kind\"",
                "enum E { #[combined] A(u8) }",
                "`#[combined]` is for unions without a tag, which selects one variant",
            ),
            (object::expand, "constants(\"a\" = null)", "struct S {}", "expected literal"),
            (
                object::expand,
                "constants(\"a\" = 1)",
                "struct S { a: u8 }",
                "the property `a` already exists",
            ),
            (
                object::expand,
                "constants(\"a\" = 1), multipart",
                "struct S {}",
                "a multipart form has no constants",
            ),
            (
                object::expand,
                "",
                "struct S { #[property(required)] a: u8 }",
                "expected an `Option`, which `required` makes an argument of `new`",
            ),
            (integer_enum::expand, "", "enum E { A }", "expected `#[value(...)]` with an integer"),
            (
                integer_enum::expand,
                "",
                "enum E { #[value(\"1\")] A }",
                "expected `#[value(...)]` with an integer",
            ),
            (
                integer_enum::expand,
                "",
                "enum E { #[value(1)] A, #[value(1)] B }",
                "the value `1` already exists",
            ),
            (GET, "", "struct S(Call);", "unexpected end of input, expected string literal"),
            (
                GET,
                "\"/a\"",
                "#[request(output = u8)] struct S(Call);",
                "expected `#[request(id = \"...\", output = Type)]`",
            ),
            (
                GET,
                "\"/a\"",
                "#[request(output = u8, pages)] struct S(Call);",
                "expected `id = \"...\"`, `output = Type`, `body = Type`, `accept = \"...\"`, `success(\"...\")`, `streamed`, `text`, `paged`, `action` or `deprecated`",
            ),
            (
                GET,
                "\"/a\"",
                "#[request(output = u8, paged(forwards))] struct S(Call);",
                "expected `style = ...`, `backwards` or `time_bounds(...)`",
            ),
            (
                GET,
                "\"/a\"",
                "#[request(paged(time_bounds(after = \"a\")))] struct S(Call);",
                "expected `after`, `seconds`, `before` and `earliest`",
            ),
            (GET, "\"/a\"", "struct S(Call, u8);", "expected a struct around a `Call`"),
            (
                GET,
                "\"/a\"",
                "#[request(id = \"a\", output = u8, action(operation = \"b\"))] struct S(Call);",
                "expected `resource = \"...\"` and `operation = \"...\"`",
            ),
            (GET, "\"/a\"", "enum E {}", "expected a struct around a `Call`"),
        ];
        for (expand, arguments, item, message) in cases {
            let error = expansion(expand, arguments, item).unwrap_err();
            assert_eq!(error.to_string(), message, "{item}");
        }
    }

    /// Each expansion is a few small impls, because its cost is paid thousands of times.
    #[test]
    fn expansions_are_small() {
        let count = |expand: Expand, arguments: &str, item: &str| {
            expansion(expand, arguments, item).unwrap().to_string().matches("fn ").count()
        };
        assert_eq!(count(object::expand, "", "struct S { a: Option<u8>, b: String }"), 6);
        assert_eq!(count(object::expand, "", "struct S { psk: Option<u8>, b: String }"), 6);
        assert_eq!(count(object::expand, "setters", "struct S { a: Option<u8>, b: String }"), 8);
        assert_eq!(count(object::expand, "multipart", "struct S { a: Part, b: String }"), 3);
        let request = "#[request(id = \"a\", output = u8)] struct S(Call);";
        assert_eq!(count(GET, "\"/a\"", request), 5);
        assert_eq!(count(string_enum::expand, "", "enum E { A, B }"), 7);
        assert_eq!(count(integer_enum::expand, "", "enum E { #[value(1)] A }"), 6);
        assert_eq!(count(union::expand, "", "enum E { A(u8), B(u16) }"), 4);
    }

    /// Items without documentation get some.
    #[test]
    fn items_without_documentation_get_some() {
        let docs = |expand: Expand, item: &str| {
            let expansion = expansion(expand, "", item).unwrap().to_string();
            let docs = expansion.split("# [doc = \"").skip(1);
            docs.filter_map(|rest| rest.split('"').next()).take(2).collect::<Vec<_>>().join(";")
        };
        assert_eq!(docs(object::expand, "struct S { a_b: u8, /** c */ d: u8 }"), " `aB`; c ");
        assert_eq!(docs(string_enum::expand, "enum E { A, /** b */ B }"), " `A`; b ");
    }
}
