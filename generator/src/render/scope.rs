//! A scope -> the file of its module: the handle and the list of operations.

use super::{docs, ident};
use crate::ir::{Docs, Scope};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of a scope.
pub(super) fn render(scope: &Scope) -> TokenStream {
    let Scope { module, feature: _, handle, docs: documentation, operations } = scope;
    let mut lines = Docs(vec![format!(
        "Operations of the scope `{module}`, called with [`Client::{module}`]."
    )]);
    lines.append(documentation.clone());
    lines.append(Docs(
        operations
            .iter()
            .flat_map(|operation| {
                [
                    format!("* [`{handle}::{}`] ({}):", operation.function, operation.http_docs),
                    format!("  {}", operation.summary),
                ]
            })
            .collect(),
    ));
    let module_docs = docs::inner(&lines.0);
    let table = operations.iter().map(|operation| {
        let (module, request) = (ident(&operation.function), ident(&operation.request));
        quote!(#module::#request::OPERATION)
    });
    let modules = operations.iter().map(|operation| ident(&operation.function));
    let handle_docs = docs::lines(&[format!("The operations of the scope `{module}`.")]);
    let (module, handle) = (ident(module), ident(handle));
    quote! {
        #module_docs
        use crate::Client;
        use runtime::{Operation, Session};

        #(pub mod #modules;)*

        #handle_docs
        #[derive(Clone, Debug)]
        pub struct #handle {
            session: Session,
        }

        /// The metadata of the operations in this scope.
        pub static OPERATIONS: &[&Operation] = &[#(#table),*];

        impl Client {
            #handle_docs
            pub fn #module(&self) -> #handle {
                #handle { session: self.session.clone() }
            }
        }
    }
}
