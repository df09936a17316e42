//! A scope -> the file of its module: the handle and the list of operations.

use super::{docs, ident};
use crate::ir::{Docs, Operation, Reexport, Scope};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of a scope.
pub(super) fn render(scope: &Scope) -> TokenStream {
    let Scope { module, feature: _, handle, docs: documentation, operations, reexports: _ } = scope;
    let mut lines = Docs(vec![format!(
        "Operations of the scope `{module}`, called with [`Client::{module}`]."
    )]);
    lines.append(documentation.clone());
    lines.append(Docs(
        operations
            .iter()
            .flat_map(|Operation { function, http_docs, summary, .. }| {
                // An operation without texts has its method and path as the summary.
                match summary == http_docs {
                    true => vec![format!("* [`{handle}::{function}`] ({http_docs})")],
                    false => {
                        vec![
                            format!("* [`{handle}::{function}`] ({http_docs}):"),
                            format!("  {summary}"),
                        ]
                    }
                }
            })
            .collect(),
    ));
    lines.append(reexport_docs(scope));
    let module_docs = docs::inner(&lines.0);
    let reexports = reexports(scope);
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

        #reexports
    }
}

/// The documentation of the full names, with the first one as an example.
fn reexport_docs(scope: &Scope) -> Docs {
    let mut docs = Docs::default();
    if let Some(Reexport { module, name, full_name }) =
        scope.reexports.iter().find(|one| one.name != one.full_name)
    {
        docs.append(Docs(vec![
            "The types of all operations are also exported here by their full names:".to_owned(),
            format!("[`{module}::{name}`] is [`{full_name}`]."),
        ]));
    }
    docs
}

/// The types of all operations by their full names. They are documented in the modules of the operations.
fn reexports(scope: &Scope) -> TokenStream {
    let modules = scope.reexports.chunk_by(|one, other| one.module == other.module).map(|types| {
        let module = types.iter().map(|one| ident(&one.module)).next();
        let types = types.iter().map(|Reexport { module: _, name, full_name }| {
            let alias = (name != full_name).then(|| ident(full_name));
            let alias = alias.map(|alias| quote!(as #alias));
            let name = ident(name);
            quote!(#name #alias)
        });
        quote!(#module::{#(#types),*})
    });
    quote! {
        #[doc(hidden)]
        pub use self::{#(#modules),*};
    }
}
