//! The crate -> `mock.rs`: the test server of the API.

use super::operation::fenced;
use super::{docs, snippet};
use crate::ir::{Crate, Docs};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of the test server.
pub(super) fn render(krate: &Crate) -> TokenStream {
    let title = &krate.api.title_docs;
    let mut lines = Docs(vec![format!(
        "A test server of the {title}, for the tests of programs that use this crate."
    )]);
    lines.append(text(&[
        "It replies with typed values, documented examples, pages and errors. It checks each request against the API",
        "document, and fails the test if one deviates from it.",
    ]));
    if let Some(example) = snippet::mock(krate) {
        lines.paragraph("# Example");
        lines.append(fenced("no_run", example));
    }
    lines.paragraph("# Values of responses");
    lines.append(text(&[
        "With the feature `mock`, structs are not `#[non_exhaustive]`, so tests can write responses as struct",
        "expressions, and end them with `..Default::default()`. Enable the feature under `[dev-dependencies]` only:",
        "a program that is built without tests does not depend on it then. Cargo enables it for all code of a build",
        "with tests, so only a build without tests shows that the program itself does not write struct expressions.",
    ]));
    let module_docs = docs::inner(&lines.0);
    let server_docs = docs::lines(&[format!("A test server of the {title}.")]);
    quote! {
        #module_docs
        use crate::client::{API, Client};
        use runtime::Api;

        pub use tools::mock::{
            MockServerBuilder, Received, ReceivedRequest, Reply, Then, Times, Undocumented, When,
        };

        #server_docs
        pub type MockServer = tools::mock::MockServer<Client>;

        impl tools::mock::MockApi for Client {
            const API: &'static Api = &API;
            const OPERATIONS: &'static str = crate::OPERATIONS_JSON;
        }
    }
}

/// A paragraph of several lines.
fn text(lines: &[&str]) -> Docs {
    Docs(lines.iter().map(|line| (*line).to_owned()).collect())
}
