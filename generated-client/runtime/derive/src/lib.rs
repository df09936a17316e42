//! Derives of a generated API client: in comes an item, out go the few small impls that make it work.
//!
//! What an expansion does is in the runtime, once for all types; an expansion only says which members, values or
//! output its type has. That keeps a crate of thousands of types cheap to check. The documentation of each
//! derive stands where it is used from: in the runtime, which exports all of them.
//!
//! Expansions name the runtime `::runtime`, as generated crates do in their manifest.

mod fields;
mod multipart;
mod object;
mod paging;
mod request;
mod setters;
mod string_enum;
mod union;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Encodes and decodes a struct as a JSON object.
#[proc_macro_derive(Object, attributes(object))]
pub fn object(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), object::expand)
}

/// Sends a struct as a form of parts.
#[proc_macro_derive(Multipart, attributes(object))]
pub fn multipart(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), multipart::expand)
}

/// Gives the builder of an operation its description, its `send()` and what goes with it.
#[proc_macro_derive(
    Request,
    attributes(request, get, put, post, delete, options, head, patch, trace)
)]
pub fn request(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), request::expand)
}

/// Gives a struct `new(required…)` and one setter for each optional member.
#[proc_macro_derive(Setters, attributes(object))]
pub fn setters(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), setters::expand)
}

/// Encodes and decodes an enum as a string, keeping texts that it does not know.
#[proc_macro_derive(StringEnum, attributes(value))]
pub fn string_enum(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), string_enum::expand)
}

/// Encodes and decodes an enum of types as the value of the one that it holds.
#[proc_macro_derive(Union, attributes(union, tag))]
pub fn union(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), union::expand)
}

/// An expansion, or the compile error that says what is wrong with the item, and where.
fn expand(
    input: &DeriveInput,
    by: fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    by(input).unwrap_or_else(|error| error.into_compile_error()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expand = fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>;

    /// What the compiler says of a bad use.
    #[test]
    fn bad_uses_are_explained() {
        let cases: [(Expand, &str, &str); 25] = [
            (object::expand, "enum E { A }", "only a struct has members"),
            (object::expand, "struct S;", "expected a struct with named fields"),
            (object::expand, "struct S(String);", "expected a struct with named fields"),
            (object::expand, "struct S<T> { a: T }", "a generic struct has no place in a document"),
            (
                object::expand,
                "#[object(snake)] struct S {}",
                "expected `camel_case` or `from_response = Type`",
            ),
            (
                object::expand,
                "struct S { #[object(rename = \"b\")] a: u8 }",
                "expected `name = \"...\"`, `media_type = \"...\"` or `extra`",
            ),
            (object::expand, "struct S { #[object(name = 1)] a: u8 }", "expected string literal"),
            (
                object::expand,
                "struct S { #[object(name = \"b\")] a: u8, b: u8 }",
                "the member `b` is there already",
            ),
            (setters::expand, "enum E { A }", "only a struct has members"),
            (string_enum::expand, "struct S {}", "expected an enum"),
            (string_enum::expand, "enum E { A }", "there is no variant `Unknown(UnknownValue)`"),
            (
                string_enum::expand,
                "enum E { A { b: u8 }, Unknown(UnknownValue) }",
                "expected a variant without fields, or `Unknown(UnknownValue)`",
            ),
            (
                string_enum::expand,
                "enum E { A, #[value(\"A\")] B, Unknown(UnknownValue) }",
                "the value \"A\" is there already",
            ),
            (union::expand, "struct S {}", "expected an enum"),
            (union::expand, "enum E { A(u8) }", "there is no variant `Unknown(Value)`"),
            (
                union::expand,
                "enum E { A, Unknown(Value) }",
                "expected a variant that holds one value",
            ),
            (
                union::expand,
                "#[union(name = \"a\")] enum E { Unknown(Value) }",
                "expected `tag = \"...\"`",
            ),
            (request::expand, "struct S(Call);", "expected the path, as `#[get(\"/path\")]`"),
            (
                request::expand,
                "#[get(\"/a\")] #[request(output = u8)] struct S(Call);",
                "expected `#[request(id = \"...\", output = Type)]`",
            ),
            (
                request::expand,
                "#[get(\"/a\")] #[request(output = u8, pages)] struct S(Call);",
                "expected `id = \"...\"`, `output = Type`, `bytes`, `text`, `paged`, `action` or `deprecated`",
            ),
            (
                request::expand,
                "#[get(\"/a\")] #[request(output = u8, paged(forwards))] struct S(Call);",
                "expected `backwards` or `endless(...)`",
            ),
            (
                request::expand,
                "#[get(\"/a\")] #[request(paged(endless(after = \"a\")))] struct S(Call);",
                "expected `after`, `seconds`, `before` and `earliest`",
            ),
            (request::expand, "struct S(Call, u8);", "expected a struct around a `Call`"),
            (
                request::expand,
                "#[get(\"/a\")] #[request(id = \"a\", output = u8, action(operation = \"b\"))] struct S(Call);",
                "expected `resource = \"...\"` and `operation = \"...\"`",
            ),
            (request::expand, "enum E {}", "expected a struct around a `Call`"),
        ];
        for (expand, item, message) in cases {
            let input: DeriveInput = syn::parse_str(item).unwrap();
            let error = expand(&input).unwrap_err();
            assert_eq!(error.to_string(), message, "{item}");
        }
    }

    /// Each derive is a few small impls: what an expansion costs is paid thousands of times.
    #[test]
    fn expansions_are_small() {
        let count = |expand: Expand, item: &str| {
            let input: DeriveInput = syn::parse_str(item).unwrap();
            expand(&input).unwrap().to_string().matches("fn ").count()
        };
        assert_eq!(count(object::expand, "struct S { a: Option<u8>, b: String }"), 3);
        assert_eq!(count(setters::expand, "struct S { a: Option<u8>, b: String }"), 2);
        let request = "#[get(\"/a\")] #[request(id = \"a\", output = u8)] struct S(Call);";
        assert_eq!(count(request::expand, request), 5);
        assert_eq!(count(string_enum::expand, "enum E { A, B, Unknown(UnknownValue) }"), 7);
        assert_eq!(count(multipart::expand, "struct S { a: Option<Part>, b: String }"), 1);
        assert_eq!(count(union::expand, "enum E { A(u8), B(u16), Unknown(Value) }"), 2);
    }
}
