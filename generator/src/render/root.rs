//! In: the crate. Out: `lib.rs`: the front page of its documentation, and its modules.

use super::{docs, ident};
use crate::ir::{Crate, Docs};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of the crate's root.
pub(super) fn render(krate: &Crate) -> TokenStream {
    let mut lines = Docs(vec![format!(
        "A client for the {} {}.",
        krate.api.title_docs, krate.api.version_docs
    )]);
    lines.append(krate.api.docs.clone());
    lines.paragraph("# Scopes");
    lines.append(Docs(
        krate
            .scopes
            .iter()
            .map(|scope| {
                let count = scope.operations.len();
                let noun = if count == 1 { "operation" } else { "operations" };
                format!("* [`mod@{}`] ({count} {noun})", scope.module)
            })
            .collect(),
    ));
    let front_page = docs::inner(&lines.0);
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
    let schemas = (!krate.schemas.is_empty()).then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod schemas;
        }
    });
    let auth_header = (!krate.api.schemes.is_empty()).then(|| quote!(AuthHeader,));
    let limits = krate.api.limits.map(|_| quote!(, LIMITS));
    let region = (!krate.api.regions.is_empty()).then(|| quote!(, Region));
    // In rustfmt's order.
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
        #(#scopes)*
        #schemas
        pub use client::{API_VERSION, #auth_header Client, ClientBuilder #limits #region};
        #batches
        pub use runtime::{ApiResponse, Error, Part, Request, RequestOptions, RetryPolicy, Unsent, Upload};
        pub use runtime::{ByteStream, HeaderMap, Method, Operation, Scope, StatusCode, Streamed, reqwest};
        pub use runtime::{Bytes, Clock, DateTime, Links, UnknownValue, Value, testing::SimulatedClock};
        pub use runtime::{Credentials, EnvironmentKey, Event, Key, KeyFuture, RefreshToken, StaticKey};
        pub use runtime::{Cursor, Decoding, Direction, Drift, Events, Items, JsonLines, Page, Pages};
        pub use runtime::{KnownTenants, Limit, Limits, Owner, RateLimiter, TokenBuckets, TooLate, Turn};

        #[cfg(feature = "blocking")]
        pub use runtime::{Blocking, BlockingListing};

        /// What the document says of each operation, by scope, as far as the scope's feature is on.
        pub static SCOPES: &[Scope] = &[#(#table),*];
    }
}
