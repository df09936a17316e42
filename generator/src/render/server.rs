//! Servers -> an enum of those with fixed URLs, and a builder for each URL with variables.

use super::ty::Module;
use super::{definition, docs, ident};
use crate::ir::{Server, ServerVariable};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Whether servers belong to the API or to an operation.
#[derive(Clone, Copy)]
pub(super) enum ServerLevel {
    Api,
    Operation,
}

impl ServerLevel {
    fn noun(self) -> &'static str {
        match self {
            Self::Api => "API",
            Self::Operation => "operation",
        }
    }

    /// A link to the method that takes a server.
    fn setter_link(self) -> &'static str {
        match self {
            Self::Api => "[`ClientBuilder::base_url`]",
            Self::Operation => "[`RequestOptions::server`](crate::RequestOptions::server)",
        }
    }
}

/// The types of the servers.
pub(super) fn render(servers: &[Server], level: ServerLevel) -> TokenStream {
    let fixed = fixed(servers).map(|servers| {
        let names: Vec<_> = servers.iter().map(|server| ident(&server.name)).collect();
        let urls: Vec<_> = servers.iter().map(|server| &server.url).collect();
        let docs = servers.iter().map(|server| docs::outer(&server.docs));
        let servers = fixed_servers("Server", &names, &urls, docs);
        let (noun, setter_link) = (level.noun(), level.setter_link());
        let docs = docs::lines(&[format!("A server of the {noun}. Pass it to {setter_link}.")]);
        quote!(#docs #servers)
    });
    let variable = servers
        .iter()
        .filter(|server| !server.variables.is_empty())
        .map(|server| variable(server, level));
    quote!(#fixed #(#variable)*)
}

/// An enum of servers with fixed URLs.
pub(super) fn fixed_servers(
    name: &str,
    variants: &[Ident],
    urls: &[&String],
    docs: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let [name, server] = [ident(name), ident(&name.to_lowercase())];
    quote! {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants,)*
        }

        impl From<#name> for BaseUrl {
            fn from(#server: #name) -> Self {
                Self::from_static(match #server {
                    #(#name::#variants => #urls,)*
                })
            }
        }
    }
}

/// The names of the server types.
pub(super) fn types(servers: &[Server]) -> impl Iterator<Item = &str> {
    let variable = servers.iter().filter(|server| !server.variables.is_empty());
    let variable = variable.flat_map(|server| {
        let values = server.variables.iter().filter_map(|variable| variable.values.as_ref());
        std::iter::once(&*server.name).chain(values.map(|values| &*values.name))
    });
    variable.chain(fixed(servers).map(|_| "Server"))
}

/// The imports of the types from the runtime.
pub(super) fn imports(servers: &[Server]) -> [(&'static str, bool); 3] {
    let mut variables = servers.iter().flat_map(|server| &server.variables);
    [
        ("BaseUrl", !servers.is_empty()),
        ("ServerUrl", variables.clone().next().is_some()),
        ("string_enum", variables.any(|variable| variable.values.is_some())),
    ]
}

/// The servers with fixed URLs, if any.
fn fixed(servers: &[Server]) -> Option<Vec<&Server>> {
    let fixed: Vec<_> = servers.iter().filter(|server| server.variables.is_empty()).collect();
    (!fixed.is_empty()).then_some(fixed)
}

/// The type of a server with a variable URL.
fn variable(server: &Server, level: ServerLevel) -> TokenStream {
    let Server { name, docs: documentation, url, variables } = server;
    let mut documentation = documentation.clone();
    let setter_link = level.setter_link();
    documentation.paragraph(format!(
        "Pass it to {setter_link}. A variable that is not set has its default value."
    ));
    let docs = docs::outer(&documentation);
    let name = ident(name);
    let defaults =
        variables.iter().map(|ServerVariable { name, default, .. }| quote!((#name, #default)));
    let setters = variables.iter().map(setter);
    let values = variables.iter().filter_map(|variable| variable.values.as_ref());
    let values = values.map(|values| definition::render(values, Module::Operation));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name(ServerUrl);

        impl #name {
            #(#setters)*
        }

        impl Default for #name {
            fn default() -> Self {
                Self(ServerUrl::new(#url, &[#(#defaults),*]))
            }
        }

        impl From<#name> for BaseUrl {
            fn from(server: #name) -> Self {
                server.0.into()
            }
        }

        #(#values)*
    }
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, setter, docs: documentation, default: _, values } = variable;
    let docs = docs::outer(documentation);
    let setter = ident(setter);
    let (ty, value) = match values {
        Some(values) => (ident(&values.name).into_token_stream(), quote!(value.as_str())),
        None => (quote!(impl Into<String>), quote!(value)),
    };
    quote! {
        #docs
        pub fn #setter(self, value: #ty) -> Self {
            Self(self.0.with(#name, #value))
        }
    }
}
