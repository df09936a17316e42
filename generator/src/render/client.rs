//! In: what the client knows of the API. Out: `client.rs`.

use super::{docs, ident};
use crate::ir::{Api, Batch, Region, Scheme, SchemePlace};
use crate::profile;
use proc_macro2::{Literal, TokenStream};
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
    let facts = facts(api);
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
        }
    });
    let error = api.key_variable.as_ref().map(|_| quote!(Error,));
    let caller_form = api.caller.as_ref().map(|_| quote!(CallerForm,));
    let scheme = (!api.schemes.is_empty()).then(|| quote!(Scheme, SchemeId,));
    let base_url = (!api.regions.is_empty()).then(|| quote!(BaseUrl,));
    let batch = api.batch.as_ref().map(batch);
    let action_batch = api.batch.as_ref().map(|_| quote!(ActionBatch,));
    let batches = api.batch.as_ref().map(|_| quote!(Batches,));
    let regions = regions(&api.regions);
    let auth_header = auth_header(&api.schemes);
    quote! {
        #module_docs
        use runtime::{#action_batch Api, #base_url #batches #caller_form #error Method, RawRequest, #scheme Session};

        /// The version of the API that this crate was generated from.
        pub const API_VERSION: &str = #version;

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
        }

        impl From<Session> for Client {
            fn from(session: Session) -> Self {
                Self { session }
            }
        }

        /// Builds a [`Client`].
        pub type ClientBuilder = runtime::ClientBuilder<Client>;

        #regions
        #auth_header
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

/// The facts about the API.
fn facts(api: &Api) -> TokenStream {
    let Api {
        title,
        title_docs: _,
        version: _,
        version_docs: _,
        docs: _,
        base_url,
        key_variable,
        regions: _,
        trusted_domains,
        schemes,
        caller,
        page_items,
        error_messages,
        request_id,
        batch,
    } = api;
    let base_url = base_url.as_deref().unwrap_or_default();
    let key_variable = key_variable.as_deref().unwrap_or_default();
    let error_messages = error_messages.as_deref().unwrap_or_default();
    let request_id = request_id.as_deref().unwrap_or_default();
    let schemes = schemes.iter().map(|scheme| {
        let id = &scheme.id;
        match &scheme.place {
            SchemePlace::Bearer => quote!(Scheme::bearer(#id)),
            SchemePlace::Basic => quote!(Scheme::basic(#id)),
            SchemePlace::Header(name) => quote!(Scheme::header(#id, #name)),
            SchemePlace::Query(name) => quote!(Scheme::query(#id, #name)),
            SchemePlace::Cookie(name) => quote!(Scheme::cookie(#id, #name)),
        }
    });
    let caller = match caller {
        Some(caller) => {
            let (form, pattern) = (&caller.form, &caller.pattern);
            quote!(Some(CallerForm { form: #form, pattern: #pattern }))
        }
        None => quote!(None),
    };
    let batches = match batch {
        Some(batch) => batches(&batch.facts),
        None => quote!(None),
    };
    quote! {
        /// What the runtime must know of this API.
        static API: Api = Api {
            title: #title,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            key_variable: #key_variable,
            schemes: &[#(#schemes),*],
            trusted_domains: &[#(#trusted_domains),*],
            caller: #caller,
            batches: #batches,
            page_items: &[#(#page_items),*],
            error_messages: #error_messages,
            request_id_header: #request_id,
        };
    }
}

/// How batches are made.
fn batches(batch: &profile::Batch) -> TokenStream {
    let profile::Batch {
        // They are what operations say of themselves by now.
        extension: _,
        methods: _,
        actions: _,
        path,
        synchronous,
        asynchronous,
        running,
        request,
        answer,
    } = batch;
    let [synchronous, asynchronous, running] =
        [synchronous, asynchronous, running].map(|number| Literal::usize_unsuffixed(*number));
    let profile::BatchRequest { confirmed, synchronous: is_synchronous, actions } = request;
    let profile::BatchAnswer { id, completed, failed, errors } = answer;
    quote! {
        Some(Batches {
            path: #path,
            most_synchronous: #synchronous,
            most_asynchronous: #asynchronous,
            most_running: #running,
            confirmed: #confirmed,
            synchronous: #is_synchronous,
            actions: #actions,
            id: #id,
            completed: #completed,
            failed: #failed,
            errors: #errors,
        })
    }
}

/// The enum of the places where the API is served.
fn regions(regions: &[Region]) -> Option<TokenStream> {
    let names: Vec<_> = regions.iter().map(|region| ident(&region.variant)).collect();
    let urls: Vec<_> = regions.iter().map(|region| &region.url).collect();
    let docs =
        regions.iter().map(|region| docs::lines(&[format!("`{}`", region.url.replace('`', "'"))]));
    (!regions.is_empty()).then(|| {
        quote! {
            /// Where else the API is served.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Region {
                #(#docs #names,)*
            }

            impl From<Region> for BaseUrl {
                fn from(region: Region) -> Self {
                    Self::from_static(match region {
                        #(Region::#names => #urls,)*
                    })
                }
            }
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
