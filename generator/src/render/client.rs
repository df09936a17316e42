//! In: what the client knows of the API. Out: `client.rs`.

use super::server::{self, Served};
use super::{docs, facts, ident};
use crate::ir::{Api, Batch, Region, Scheme};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of the client.
pub(super) fn render(api: &Api) -> TokenStream {
    let title = &api.title_docs;
    let module_docs = docs::inner(&[format!(
        "The client of the {title}, and the facts about the API that it stands on."
    )]);
    let client_docs = docs::lines(&[format!(
        "A client of the {title}: cheap to clone, and all clones share one pool of connections."
    )]);
    let version = &api.version;
    let facts = facts::render(api);
    let from_env = api.key_variable.as_ref().map(|variable| {
        let docs = docs::lines(&[
            format!("A client whose key is read from the environment variable `{variable}`."),
            String::new(),
            "# Errors".to_owned(),
            String::new(),
            "When the variable is not set, or its value cannot be sent.".to_owned(),
        ]);
        quote! {
            #docs
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().api_key_from_env().build()
            }

            /// The same, for callers that do not await.
            ///
            /// # Errors
            ///
            /// As for [`from_env`](Self::from_env); also inside an async runtime, which its requests would hold up.
            #[cfg(feature = "blocking")]
            pub fn blocking_from_env() -> Result<Self, Error> {
                Self::builder().api_key_from_env().build_blocking()
            }
        }
    });
    let batch = api.batch.as_ref().map(batch);
    let limits = api.limits.as_ref().map(facts::limits);
    let imports = imports(api);
    let known_tenants = api.tenancy.as_ref().map(|_| known_tenants());
    let regions = regions(&api.regions);
    let servers = server::render(&api.servers, Served::Api);
    let auth_header = auth_header(&api.schemes);
    quote! {
        #module_docs
        #imports

        /// The version of the API that this crate was generated from.
        pub const API_VERSION: &str = #version;

        #limits
        #facts

        #client_docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) session: Session,
        }

        impl Client {
            #from_env

            /// A builder, for everything that can be set.
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }

            /// A request that no document names: a method, and a path below the base URL.
            ///
            /// It is authorised, sent and judged like any other, and answers a [`Value`](runtime::Value).
            pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
                self.session.request(method, path)
            }

            /// The same client, but for requests that could change anything: they are not sent.
            ///
            /// Each answers as if there were nothing to say, and
            /// [`ApiResponse::unsent`](runtime::ApiResponse::unsent) is what would have been sent.
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

        /// Builds a [`Client`].
        pub type ClientBuilder = runtime::ClientBuilder<Client>;

        #regions
        #servers
        #auth_header
    }
}

/// The method that says what was learnt.
fn known_tenants() -> TokenStream {
    quote! {
        /// What the client has learnt of whose things are, to be stored for its next run:
        /// [`ClientBuilder::known_tenants`].
        pub fn learnt(&self) -> KnownTenants {
            self.session.known_tenants()
        }
    }
}

/// The method that begins a batch.
fn batch(batch: &Batch) -> TokenStream {
    let argument = ident(&batch.argument);
    quote! {
        /// Requests that are sent together, as actions: all of a batch are done, or none.
        pub fn batch(&self, #argument: impl Into<String>) -> ActionBatch {
            ActionBatch::new(&self.session, #argument.into())
        }
    }
}

/// What the file uses of the runtime and of the standard library.
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

/// The enum of the places where the API is served.
fn regions(regions: &[Region]) -> Option<TokenStream> {
    let names: Vec<_> = regions.iter().map(|region| ident(&region.variant)).collect();
    let urls: Vec<_> = regions.iter().map(|region| &region.url).collect();
    let docs =
        regions.iter().map(|region| docs::lines(&[format!("`{}`", region.url.replace('`', "'"))]));
    (!regions.is_empty()).then(|| {
        let places = server::places("Region", &names, &urls, docs);
        quote! {
            /// Where else the API is served.
            #places
        }
    })
}

/// The enum of the ways in which the key is sent.
fn auth_header(schemes: &[Scheme]) -> Option<TokenStream> {
    let names: Vec<_> = schemes.iter().map(|scheme| ident(&scheme.choice.variant)).collect();
    let ids: Vec<_> = schemes.iter().map(|scheme| &scheme.id).collect();
    let docs = schemes.iter().map(|scheme| docs::outer(&scheme.choice.docs));
    (!schemes.is_empty()).then(|| {
        quote! {
            /// How the key is sent; the first is the way that is taken unless the caller chooses.
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
