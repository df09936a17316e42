//! The API -> `client.rs`: the client, and the static description of the API.

use super::server::{self, ServerLevel};
use super::{api as api_data, docs, ident};
use crate::ir::{Api, Batch, Crate, Region, Scheme};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of the client.
pub(super) fn render(krate: &Crate) -> TokenStream {
    let api = &krate.api;
    let title = &api.title_docs;
    let module_docs = docs::inner(&[format!(
        "The client for the {title} and the static description of the API."
    )]);
    let client_docs = docs::lines(&[format!(
        "A client for the {title}. Clones are cheap and share one connection pool."
    )]);
    let version = &api.version;
    let api_static = api_data::render(api);
    let from_env = api.key_variable.as_ref().map(|variable| {
        let docs = docs::lines(&[
            format!(
                "Creates a client with the API key from the environment variable `{variable}`."
            ),
            String::new(),
            "# Errors".to_owned(),
            String::new(),
            "Returns an error if the variable is not set or its value is not a valid header value."
                .to_owned(),
        ]);
        quote! {
            #docs
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().api_key_from_env().build()
            }

            /// Creates a client for synchronous code with the API key from the environment.
            ///
            /// # Errors
            ///
            /// Returns an error in the cases of [`from_env`](Self::from_env), and inside an async runtime.
            #[cfg(feature = "blocking")]
            pub fn blocking_from_env() -> Result<Self, Error> {
                Self::builder().api_key_from_env().build_blocking()
            }
        }
    });
    let batch = api.batch.as_ref().map(batch);
    let limits = api.limits.as_ref().map(api_data::limits);
    let imports = imports(api);
    let into_session = krate.package.tools.as_ref().map(|_| into_session());
    let known_tenants = api.tenancy.as_ref().map(|_| known_tenants());
    let regions = regions(&api.regions);
    let servers = server::render(&api.servers, ServerLevel::Api);
    let auth_header = auth_header(&api.schemes);
    quote! {
        #module_docs
        #imports

        /// The version of the API that this crate was generated from.
        pub const API_VERSION: &str = #version;

        #limits
        #api_static

        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) session: Session,
        }

        impl Client {
            #from_env

            /// Returns a builder to configure a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }

            /// Creates a request for an undocumented endpoint: a method and a path relative to the base URL.
            ///
            /// It is authenticated, sent and retried like any other request, and returns a [`Value`](runtime::Value).
            pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
                self.session.request(method, path)
            }

            /// Returns a client that does not send requests with unsafe methods (RFC 9110).
            ///
            /// Such a request returns an empty response, and [`ApiResponse::unsent`](runtime::ApiResponse::unsent)
            /// describes what would have been sent. If the type of the response cannot be empty, it returns an error
            /// instead, with the same description in [`Error::unsent`](runtime::Error::unsent).
            pub fn dry_run(&self) -> Self {
                Self { session: self.session.dry_run() }
            }

            #batch
            #known_tenants
        }

        impl From<Session> for Client {
            fn from(session: Session) -> Self {
                Self { session }
            }
        }

        #into_session

        /// Builds a [`Client`].
        pub type ClientBuilder = runtime::ClientBuilder<Client>;

        #regions
        #servers
        #auth_header
    }
}

/// The conversion of a client for its tools.
fn into_session() -> TokenStream {
    quote! {
        #[cfg(feature = "operations")]
        impl From<Client> for Session {
            fn from(client: Client) -> Self {
                client.session
            }
        }
    }
}

/// The method that returns the recorded owners of resources.
fn known_tenants() -> TokenStream {
    quote! {
        /// Returns the owners of resources that the client has recorded so far. Without a rate limiter, it does not
        /// need them.
        ///
        /// Store them, and pass them to [`ClientBuilder::known_tenants`] in the next run.
        pub fn known_tenants(&self) -> KnownTenants {
            self.session.known_tenants()
        }
    }
}

/// The method that creates a batch.
fn batch(batch: &Batch) -> TokenStream {
    let argument = ident(&batch.argument);
    quote! {
        /// Creates a batch of actions. The server applies each chunk of it completely or not at all.
        pub fn batch(&self, #argument: impl Into<String>) -> ActionBatch {
            ActionBatch::new(&self.session, #argument.into())
        }
    }
}

/// The imports from the runtime and the standard library.
fn imports(api: &Api) -> TokenStream {
    let has_contention = !api.contention.is_empty();
    let has_schemes = !api.schemes.is_empty();
    let has_owned = api.tenancy.as_ref().is_some_and(|tenancy| !tenancy.owned.is_empty());
    let [base_url, server_url, string_enum] = server::imports(&api.servers);
    let names = [
        ("ActionBatch", api.batch.is_some()),
        ("Api", true),
        (base_url.0, base_url.1 || !api.regions.is_empty()),
        ("Batches", api.batch.is_some()),
        ("CallerFormat", api.caller.is_some()),
        ("Contention", has_contention),
        ("Error", api.key_variable.is_some()),
        ("KnownTenants", api.tenancy.is_some()),
        ("Limit", api.limits.is_some()),
        ("Limits", api.limits.is_some()),
        ("Method", true),
        ("RawRequest", true),
        ("Scheme", has_schemes),
        ("SchemeId", has_schemes),
        server_url,
        ("Session", true),
        ("Tenancy", api.tenancy.is_some()),
        ("TenantResource", has_owned),
        string_enum,
    ];
    let names = names.into_iter().filter(|(_, is_used)| *is_used).map(|(name, _)| ident(name));
    let duration = has_contention.then(|| {
        quote!(
            use std::time::Duration;
        )
    });
    quote! {
        use runtime::{#(#names),*};
        #duration
    }
}

/// The enum of the servers in other regions.
fn regions(regions: &[Region]) -> Option<TokenStream> {
    let names: Vec<_> = regions.iter().map(|region| ident(&region.variant)).collect();
    let urls: Vec<_> = regions.iter().map(|region| &region.url).collect();
    let docs =
        regions.iter().map(|region| docs::lines(&[format!("`{}`", region.url.replace('`', "'"))]));
    (!regions.is_empty()).then(|| {
        let servers = server::fixed_servers("Region", &names, &urls, docs);
        quote! {
            /// An alternative server of the API.
            #servers
        }
    })
}

/// The enum of the security schemes of the API key.
fn auth_header(schemes: &[Scheme]) -> Option<TokenStream> {
    let names: Vec<_> = schemes.iter().map(|scheme| ident(&scheme.choice.variant)).collect();
    let ids: Vec<_> = schemes.iter().map(|scheme| &scheme.id).collect();
    let docs = schemes.iter().map(|scheme| docs::outer(&scheme.choice.docs));
    (!schemes.is_empty()).then(|| {
        quote! {
            /// The way in which the API key is sent. The first is the default.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum AuthHeader {
                #(#docs #names,)*
            }

            impl From<AuthHeader> for SchemeId {
                fn from(header: AuthHeader) -> Self {
                    Self::new(match header {
                        #(AuthHeader::#names => #ids,)*
                    })
                }
            }
        }
    })
}
