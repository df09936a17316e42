//! Attributes of a generated API client: in comes an item, out comes the same with the few small impls that make it work.
//!
//! What an expansion does is in the runtime, once for all types; an expansion only says which members, values or
//! output its type has. That keeps a crate of thousands of types cheap to check. The documentation of each
//! attribute stands where it is used from: in the runtime, which exports all of them.
//!
//! Methods are `#[inline]` even where they only hand on: they are then compiled in the crate that calls them, if it does.
//! A client of a thousand operations would otherwise compile how each of them is sent and decoded.
//!
//! Expansions name the runtime `::runtime`, as generated crates do in their manifest.

mod fields;
mod integer_enum;
mod json;
mod multipart;
mod object;
mod paging;
mod request;
mod scalar;
mod serde;
mod setters;
mod string_enum;
mod union;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use syn::{DeriveInput, Result};

/// Makes a struct an object of a document.
#[proc_macro_attribute]
pub fn object(said: TokenStream, item: TokenStream) -> TokenStream {
    expand(said, item, object::expand)
}

/// Encodes and decodes an enum as a string, keeping texts that it does not know.
#[proc_macro_attribute]
pub fn string_enum(said: TokenStream, item: TokenStream) -> TokenStream {
    expand(said, item, string_enum::expand)
}

/// Encodes and decodes an enum as an integer, keeping integers that it does not know.
#[proc_macro_attribute]
pub fn integer_enum(said: TokenStream, item: TokenStream) -> TokenStream {
    expand(said, item, integer_enum::expand)
}

/// Encodes and decodes an enum of types as the value of the one that it holds.
#[proc_macro_attribute]
pub fn union(said: TokenStream, item: TokenStream) -> TokenStream {
    expand(said, item, union::expand)
}

macro_rules! methods {
    ($($method:ident),*) => {
        $(
            /// Gives the builder of an operation its description, its `send()` and what goes with it.
            #[proc_macro_attribute]
            pub fn $method(path: TokenStream, item: TokenStream) -> TokenStream {
                expand(path, item, |path, item| request::expand(stringify!($method), path, item))
            }
        )*
    };
}

methods!(get, put, post, delete, options, head, patch, trace, query);

/// An expansion, or the compile error that says what is wrong with the item, and where.
fn expand(
    said: TokenStream,
    item: TokenStream,
    by: fn(Tokens, DeriveInput) -> Result<Tokens>,
) -> TokenStream {
    let expansion = syn::parse(item).and_then(|item| by(said.into(), item));
    expansion.unwrap_or_else(|error| error.into_compile_error()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expand = fn(Tokens, DeriveInput) -> Result<Tokens>;

    const GET: Expand = |path, item| request::expand("get", path, item);

    fn expansion(expand: Expand, said: &str, item: &str) -> Result<Tokens> {
        expand(said.parse().unwrap(), syn::parse_str(item).unwrap())
    }

    /// What the compiler says of a bad use.
    #[test]
    fn bad_uses_are_explained() {
        let cases: [(Expand, &str, &str, &str); 35] = [
            (object::expand, "", "enum E { A }", "only a struct has members"),
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
                "struct S { #[member(rename = \"b\")] a: u8 }",
                "expected `name = \"...\"`, `media_type = \"...\"`, `required` or `extra`",
            ),
            (
                object::expand,
                "",
                "struct S { #[member(name = 1)] a: u8 }",
                "expected string literal",
            ),
            (
                object::expand,
                "",
                "struct S { #[member(name = \"b\")] a: u8, b: u8 }",
                "the member `b` is there already",
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
                "the value \"A\" is there already",
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
            (object::expand, "constants(\"a\" = null)", "struct S {}", "expected literal"),
            (
                object::expand,
                "constants(\"a\" = 1)",
                "struct S { a: u8 }",
                "the member `a` is there already",
            ),
            (
                object::expand,
                "constants(\"a\" = 1), multipart",
                "struct S {}",
                "a form of parts has no constants",
            ),
            (
                object::expand,
                "",
                "struct S { #[member(required)] a: u8 }",
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
                "the value 1 is there already",
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
                "expected `id = \"...\"`, `output = Type`, `streamed`, `text`, `paged`, `action` or `deprecated`",
            ),
            (
                GET,
                "\"/a\"",
                "#[request(output = u8, paged(forwards))] struct S(Call);",
                "expected `backwards` or `endless(...)`",
            ),
            (
                GET,
                "\"/a\"",
                "#[request(paged(endless(after = \"a\")))] struct S(Call);",
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
        for (expand, said, item, message) in cases {
            let error = expansion(expand, said, item).unwrap_err();
            assert_eq!(error.to_string(), message, "{item}");
        }
    }

    /// Each expansion is a few small impls: what one costs is paid thousands of times.
    #[test]
    fn expansions_are_small() {
        let count = |expand: Expand, said: &str, item: &str| {
            expansion(expand, said, item).unwrap().to_string().matches("fn ").count()
        };
        assert_eq!(count(object::expand, "", "struct S { a: Option<u8>, b: String }"), 3);
        assert_eq!(count(object::expand, "setters", "struct S { a: Option<u8>, b: String }"), 5);
        assert_eq!(count(object::expand, "multipart", "struct S { a: Part, b: String }"), 1);
        let request = "#[request(id = \"a\", output = u8)] struct S(Call);";
        assert_eq!(count(GET, "\"/a\"", request), 5);
        assert_eq!(count(string_enum::expand, "", "enum E { A, B }"), 7);
        assert_eq!(count(integer_enum::expand, "", "enum E { #[value(1)] A }"), 6);
        assert_eq!(count(union::expand, "", "enum E { A(u8), B(u16) }"), 3);
    }

    /// What a document need not say is said by the expansion.
    #[test]
    fn what_has_no_documentation_gets_some() {
        let docs = |expand: Expand, item: &str| {
            let expansion = expansion(expand, "", item).unwrap().to_string();
            let docs = expansion.split("# [doc = \"").skip(1);
            docs.filter_map(|rest| rest.split('"').next()).take(2).collect::<Vec<_>>().join(";")
        };
        assert_eq!(docs(object::expand, "struct S { a_b: u8, /** c */ d: u8 }"), " `aB`; c ");
        assert_eq!(docs(string_enum::expand, "enum E { A, /** b */ B }"), " `A`; b ");
    }
}
