//! Documented examples -> a JSON file for each, and a test that decodes and encodes them.

use super::{docs, ident};
use crate::ir::{ArgumentKind, Crate, Example, ExamplePart, Operation, Scope, Type};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The root of the test binary.
pub(super) fn main() -> TokenStream {
    quote! {
        //! Generated tests.

        #[rustfmt::skip]
        mod examples;
    }
}

/// Whether any operation has an example to test.
pub(super) fn are_documented(krate: &Crate) -> bool {
    let lib = ident(&krate.package.lib_name);
    krate.scopes.iter().any(|scope| {
        scope.operations.iter().any(|operation| !cases(&lib, scope, operation).is_empty())
    })
}

/// The file with the tests.
pub(super) fn render(krate: &Crate) -> TokenStream {
    let lib = ident(&krate.package.lib_name);
    let mut scopes = Vec::new();
    for scope in &krate.scopes {
        let cases: Vec<TokenStream> =
            scope.operations.iter().flat_map(|operation| cases(&lib, scope, operation)).collect();
        if !cases.is_empty() {
            let (test, feature) = (ident(&scope.module), &scope.feature);
            scopes.push(quote! {
                #[cfg(feature = #feature)]
                #[test]
                fn #test() {
                    #(#cases)*
                }
            });
        }
    }
    let module_docs = docs::inner(&[
        "The examples of the API documents decode into the types of this crate and encode to the same JSON.".to_owned(),
        String::new(),
        "`null` and absent properties are equal. Undocumented properties are listed and not compared."
            .to_owned(),
    ]);
    quote! {
        #module_docs
        use runtime::testing::assert_round_trip;

        #(#scopes)*
    }
}

/// The JSON files by path.
pub(super) fn data(krate: &Crate) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for scope in &krate.scopes {
        for operation in &scope.operations {
            for (index, example) in tested(operation) {
                let text = serde_json::to_string_pretty(&example.value).unwrap_or_default();
                let name = file_name(operation, index, example);
                files.insert(
                    format!("tests/generated/{}/{name}", scope.module),
                    format!("{text}\n"),
                );
            }
        }
    }
    files
}

fn cases(lib: &proc_macro2::Ident, scope: &Scope, operation: &Operation) -> Vec<TokenStream> {
    let (module, function) = (ident(&scope.module), ident(&operation.function));
    let body = operation.arguments.iter().find_map(|argument| match &argument.kind {
        ArgumentKind::Body(body) => Some(&body.ty),
        ArgumentKind::Parameter(_) => None,
    });
    tested(operation)
        .filter_map(|(index, example)| {
            let ty = match example.part {
                ExamplePart::Request => body?,
                ExamplePart::Response => &operation.output.ty,
            };
            let name = ident(ty.mentioned().first()?);
            let path = quote!(#lib::#module::#function::#name);
            let ty = match ty {
                Type::Optional(_) => quote!(Option<#path>),
                _ => path,
            };
            let file = format!("{}/{}", scope.module, file_name(operation, index, example));
            let undocumented = &example.undocumented;
            Some(quote! {
                assert_round_trip::<#ty>(
                    #file,
                    include_str!(#file),
                    &[#(#undocumented),*],
                );
            })
        })
        .collect()
}

/// The examples that are valid values of their types, with their indices.
fn tested(operation: &Operation) -> impl Iterator<Item = (usize, &Example)> {
    operation.examples.iter().enumerate().filter(|(_, example)| example.is_complete)
}

fn file_name(operation: &Operation, index: usize, example: &Example) -> String {
    let part = match example.part {
        ExamplePart::Request => "request",
        ExamplePart::Response => "response",
    };
    // The first example of each part has no number.
    let before =
        operation.examples.iter().take(index).filter(|other| other.part == example.part).count();
    match before {
        0 => format!("{}.{part}.json", operation.function),
        count => format!("{}.{part}.{}.json", operation.function, count + 1),
    }
}
