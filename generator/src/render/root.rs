//! The crate -> `lib.rs`: its modules and re-exports.

use super::{front_page, ident, readme, server};
use crate::ir::{Api, Crate};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The file `lib.rs`.
pub(super) fn render(krate: &Crate) -> TokenStream {
    let front_page = front_page::client(krate);
    let scopes = krate.scopes.iter().map(|scope| {
        let (module, feature) = (ident(&scope.module), &scope.feature);
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    let table = krate.scopes.iter().map(|scope| {
        let (module, name, feature) = (ident(&scope.module), &scope.module, &scope.feature);
        quote! {
            #[cfg(feature = #feature)]
            Scope::new(#name, #module::OPERATIONS)
        }
    });
    let schemas = schemas(krate);
    let client = client(&krate.api);
    let readme = readme::feature_of_example(krate).map(readme_tests);
    let operations = krate.package.tools.as_ref().map(|_| operations());
    let mock = krate.package.has_mock().then(|| {
        quote! {
            #[cfg(feature = "mock")]
            #[rustfmt::skip]
            pub mod mock;
        }
    });
    // In the order of rustfmt.
    let batches = krate.api.batch.is_some().then(|| {
        quote!(
            pub use runtime::{
                Action, ActionBatch, BatchReport, Chunk, ChunkState, ConfirmedBatch, Outcome,
            };
        )
    });
    quote! {
        #front_page
        #![forbid(unsafe_code)]
        #[rustfmt::skip]
        mod client;
        #mock
        #(#scopes)*
        #schemas
        pub use client::{#(#client),*};
        pub use runtime::testing::SimulatedClock;
        pub use runtime::{Accepting, AllItems, BaseUrl, CircuitBreaker, FromHeader, Header, RawRequest, ResponseFuture};
        #batches
        pub use runtime::{ApiResponse, Error, ErrorKind, Part, Request, RequestOptions, RetryPolicy, Unsent, Upload};
        pub use runtime::{AttemptRequest, AttemptResponse, Interceptor, Transport, TransportError, TransportFuture};
        pub use runtime::{ByteStream, HeaderMap, Method, Operation, OperationRequest, Scope, StatusCode, Streamed};
        pub use runtime::{Bytes, Clock, DateTime, Links, Sleep, UnknownInteger, UnknownScalar, UnknownValue, Value};
        pub use runtime::{Credentials, EnvironmentKey, Event, Key, KeyFuture, RefreshToken, StaticKey};
        pub use runtime::{Cursor, DeadlineExceeded, Decoding, Direction, Drift, DriftKind, Events, Items};
        pub use runtime::{JsonLines, KnownTenants, Limit, Limits, MediaType, Number, Owner, Page, Pages};
        pub use runtime::{PermitFuture, RateLimiter, TokenBuckets, WebhookReceiver, reqwest};

        #[cfg(feature = "blocking")]
        pub use runtime::{Blocking, BlockingIter};

        #operations

        /// The metadata of the operations, grouped by scope. It contains the scopes whose features are enabled.
        pub static SCOPES: &[Scope] = &[#(#table),*];

        #readme
    }
}

/// The operations as data, for the tools of the client.
fn operations() -> TokenStream {
    quote! {
        #[cfg(feature = "operations")]
        pub use runtime::Session;

        /// The operations as data, in JSON, for the tools of this client.
        #[cfg(feature = "operations")]
        pub static OPERATIONS_JSON: &str = include_str!("operations.json");
    }
}

/// Compiles the example of the README with the tests of the documentation.
fn readme_tests(feature: &str) -> TokenStream {
    quote! {
        #[cfg(all(doctest, feature = #feature))]
        #[doc = include_str!("../README.md")]
        struct Readme;
    }
}

/// The file of the root of a crate without a client.
pub(super) fn render_types_only(krate: &Crate) -> TokenStream {
    let front_page = front_page::types_only(krate);
    let schemas = schemas(krate);
    quote! {
        #front_page
        #![forbid(unsafe_code)]
        #schemas
        pub use runtime::{DateTime, Number, UnknownInteger, UnknownScalar, UnknownValue, Value};
    }
}

/// The module of the named schemas.
fn schemas(krate: &Crate) -> Option<TokenStream> {
    let feature = krate.has_schemas_feature().then(|| quote!(#[cfg(feature = "schemas")]));
    (!krate.schemas.is_empty()).then(|| {
        quote! {
            #feature
            #[rustfmt::skip]
            pub mod schemas;
        }
    })
}

/// The public items of `client.rs`, in the order of rustfmt.
fn client(api: &Api) -> Vec<Ident> {
    let mut names = vec!["API_VERSION", "Client", "ClientBuilder"];
    names.extend((!api.schemes.is_empty()).then_some("AuthHeader"));
    names.extend(api.limits.map(|_| "LIMITS"));
    names.extend((!api.regions.is_empty()).then_some("Region"));
    names.extend(server::types(&api.servers));
    names.sort_unstable();
    names.into_iter().map(ident).collect()
}
