//! The API -> the `static` that describes it for the runtime.

use crate::ir::{
    Api, Caller, Contention, Limit, Limits, Owned, PageStyle, SchemeLocation, Tenancy,
};
use crate::profile::{self, PagingStyle, RedirectTarget, Redirects};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// The `static API` and the rate limits.
pub(super) fn render(api: &Api) -> TokenStream {
    let Api {
        title,
        title_docs: _,
        version: _,
        version_docs: _,
        docs: _,
        base_url,
        key_variable,
        regions: _,
        servers: _,
        trusted_domains,
        trusted_origins,
        redirects,
        schemes,
        security,
        caller,
        page_style,
        error_messages,
        secret_properties,
        request_id,
        batch,
        tenancy,
        limits,
        retry_idempotent,
        contention,
    } = api;
    let base_url = base_url.as_deref().unwrap_or_default();
    let key_variable = key_variable.as_deref().unwrap_or_default();
    let error_messages = error_messages.as_deref().unwrap_or_default();
    let request_id = request_id.as_deref().unwrap_or_default();
    let schemes = schemes.iter().map(|scheme| {
        let id = &scheme.id;
        match &scheme.location {
            SchemeLocation::Bearer => quote!(Scheme::bearer(#id)),
            SchemeLocation::Basic => quote!(Scheme::basic(#id)),
            SchemeLocation::Http(scheme) => quote!(Scheme::http(#id, #scheme)),
            SchemeLocation::Header(name) => quote!(Scheme::header(#id, #name)),
            SchemeLocation::Query(name) => quote!(Scheme::query(#id, #name)),
            SchemeLocation::Cookie(name) => quote!(Scheme::cookie(#id, #name)),
        }
    });
    let security = security.iter().map(|combination| quote!(&[#(#combination),*]));
    let batches = option(batch.as_ref().map(|batch| batches(&batch.facts)));
    let tenancy = option(tenancy.as_ref().map(division));
    let limits = option(limits.map(|_| quote!(LIMITS)));
    let pages = self::page_style(page_style);
    let redirects = self::redirects(redirects);
    let contention = contention.iter().map(known_contention);
    let caller =
        option(caller.as_ref().map(
            |Caller { pattern, form }| quote!(CallerFormat { format: #form, pattern: #pattern }),
        ));
    quote! {
        /// The description of this API for the runtime.
        pub(crate) static API: Api = Api {
            title: #title,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            key_variable: #key_variable,
            schemes: &[#(#schemes),*],
            security: &[#(#security),*],
            trusted_domains: &[#(#trusted_domains),*],
            trusted_origins: &[#(#trusted_origins),*],
            redirects: #redirects,
            caller: #caller,
            batches: #batches,
            pages: #pages,
            error_messages: #error_messages,
            secret_properties: &[#(#secret_properties),*],
            request_id_header: #request_id,
            tenancy: #tenancy,
            limits: #limits,
            retry_idempotent: #retry_idempotent,
            contention: &[#(#contention),*],
        };
    }
}

/// The public constant of the default rate limits.
pub(super) fn limits(limits: &Limits) -> TokenStream {
    let Limits { tenant, global, decrease, floor } = limits;
    let number = |number: f64| Literal::f64_unsuffixed(number);
    let limit = |Limit { rate, burst, increase }: &Limit| {
        let (rate, burst, increase) = (number(*rate), number(*burst), number(*increase));
        quote!(Limit { rate: #rate, burst: #burst, increase: #increase })
    };
    let (tenant, global) = (limit(tenant), limit(global));
    let (decrease, floor) = (number(*decrease), number(*floor));
    quote! {
        /// The default rate limits of a client. [`ClientBuilder::rate_limiter`] overrides them.
        pub const LIMITS: Limits = Limits {
            tenant: #tenant,
            global: #global,
            decrease: #decrease,
            floor: #floor,
        };
    }
}

/// The description of batches.
fn batches(batch: &profile::Batch) -> TokenStream {
    let profile::Batch {
        // These are data of the operations.
        extension: _,
        methods: _,
        actions: _,
        path,
        synchronous,
        asynchronous,
        running,
        request,
        response,
    } = batch;
    let [synchronous, asynchronous, running] =
        [synchronous, asynchronous, running].map(|number| Literal::usize_unsuffixed(*number));
    let profile::BatchRequest { confirmed, synchronous: is_synchronous, actions, callback } =
        request;
    let callback = option(callback.as_ref().map(|name| quote!(#name)));
    let profile::BatchResponse { id, completed, failed, errors } = response;
    quote! {
        Batches {
            path: #path,
            max_synchronous: #synchronous,
            max_asynchronous: #asynchronous,
            max_running: #running,
            confirmed: #confirmed,
            synchronous: #is_synchronous,
            actions: #actions,
            callback: #callback,
            id: #id,
            completed: #completed,
            failed: #failed,
            errors: #errors,
        }
    }
}

/// The policy for redirects of unsafe requests.
fn redirects(redirects: &Redirects) -> TokenStream {
    if *redirects == Redirects::default() {
        return quote!(runtime::Redirects::DEFAULT);
    }
    let target = |target: RedirectTarget| match target {
        RedirectTarget::SameRequest => quote!(runtime::RedirectTarget::SameRequest),
        RedirectTarget::Result => quote!(runtime::RedirectTarget::Result),
        RedirectTarget::Unknown => quote!(runtime::RedirectTarget::Unknown),
    };
    let (moved, see_other) = (target(redirects.moved), target(redirects.see_other));
    quote!(runtime::Redirects { moved: #moved, see_other: #see_other })
}

/// How a page refers to the next page.
pub(super) fn page_style(style: &PageStyle) -> TokenStream {
    let PageStyle { items, next } = style;
    let items = quote!(&[#(#items),*]);
    match next {
        PagingStyle::Link => quote!(runtime::PageStyle::links(#items)),
        PagingStyle::Url { property } => quote!(runtime::PageStyle::urls(#items, #property)),
        PagingStyle::Cursor { parameter, property } => {
            quote!(runtime::PageStyle::cursors(#items, #parameter, #property))
        }
        PagingStyle::HeaderCursor { parameter, header } => {
            let header = header.to_ascii_lowercase();
            quote!(runtime::PageStyle::header_cursors(#items, #parameter, #header))
        }
        PagingStyle::LastItem { parameter, property, more } => {
            let more = more.as_deref().unwrap_or_default();
            quote!(runtime::PageStyle::last_items(#items, #parameter, #property, #more))
        }
        PagingStyle::Number { parameter, limit, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(runtime::PageStyle::numbers(#items, #parameter, #limit, #first))
        }
        PagingStyle::Offset { parameter, limit } => {
            quote!(runtime::PageStyle::offsets(#items, #parameter, #limit))
        }
    }
}

/// The description of tenants and of the resources that they own.
fn division(tenancy: &Tenancy) -> TokenStream {
    let Tenancy { collection, properties, owned } = tenancy;
    let owned = owned.iter().map(|Owned { collection, id, properties }| {
        quote!(TenantResource { collection: #collection, id: #id, properties: &[#(#properties),*] })
    });
    quote! {
        Tenancy {
            collection: #collection,
            properties: &[#(#properties),*],
            owned: &[#(#owned),*],
        }
    }
}

/// The description of an error that is retried because other work on the resource is in progress.
fn known_contention(contention: &Contention) -> TokenStream {
    let Contention { request, status, message, wait } = contention;
    let request = option(request.as_ref());
    let status = option(status.map(Literal::u16_unsuffixed));
    let wait = Literal::u64_unsuffixed(*wait);
    quote! {
        Contention {
            request: #request,
            status: #status,
            message: #message,
            wait: Duration::from_secs(#wait),
        }
    }
}

/// An `Option` as an expression.
fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
