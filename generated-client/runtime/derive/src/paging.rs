//! The methods of a paged operation.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::{LitInt, LitStr, Result, Token, Type};

/// The options of `paged(...)`.
#[derive(Default)]
pub(crate) struct Paged {
    backwards: bool,
    time_bounds: Option<TimeBounds>,
    /// The style, if it is not that of the API.
    style: Option<TokenStream>,
}

/// The options of `time_bounds(...)`.
struct TimeBounds {
    after: LitStr,
    seconds: LitInt,
    before: LitStr,
    earliest: LitStr,
}

impl Paged {
    /// Parses `paged`, and its options.
    pub(crate) fn read(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let mut paged = Self::default();
        if !meta.input.peek(syn::token::Paren) {
            return Ok(paged);
        }
        meta.parse_nested_meta(|meta| {
            if meta.path.is_ident("backwards") {
                paged.backwards = true;
            } else if meta.path.is_ident("time_bounds") {
                paged.time_bounds = Some(TimeBounds::read(&meta)?);
            } else if meta.path.is_ident("style") {
                paged.style = Some(expression(meta.value()?)?);
            } else {
                return Err(meta.error("expected `style = ...`, `backwards` or `time_bounds(...)`"));
            }
            Ok(())
        })?;
        Ok(paged)
    }

    /// The methods.
    pub(crate) fn methods(&self, output: &Type) -> TokenStream {
        let until = self.time_bounds.as_ref().map(|_| until());
        quote! {
            /// Reads the listing page by page.
            ///
            /// Nothing is sent until the first page is requested.
            #[inline]
            pub fn pages(self) -> ::runtime::Pages<#output> {
                ::runtime::Pages::new(self.0)
            }

            /// Reads the listing item by item, over all pages.
            ///
            /// Nothing is sent until the first item is requested.
            #[inline]
            pub fn stream(self) -> ::runtime::Items<#output> {
                ::runtime::Items::new(self.0)
            }

            /// Reads the items of all pages into one list.
            ///
            /// # Errors
            ///
            /// Returns an error in the cases of [`send`](Self::send), for any of the pages.
            #[inline]
            pub fn all(self) -> ::runtime::AllItems<#output> {
                ::runtime::AllItems::new(self.0)
            }

            /// Stops the listing after this many pages.
            #[inline]
            pub fn max_pages(mut self, max_pages: usize) -> Self {
                self.0.list_options().max_pages(max_pages);
                self
            }

            /// Reads the pages in this direction.
            #[inline]
            pub fn direction(mut self, direction: ::runtime::Direction) -> Self {
                self.0.list_options().direction(direction);
                self
            }

            /// Sets whether the next page is requested while the caller processes the current one.
            #[inline]
            pub fn read_ahead(mut self, read_ahead: bool) -> Self {
                self.0.list_options().read_ahead(read_ahead);
                self
            }

            /// Resumes a listing of this operation at a cursor.
            #[inline]
            pub fn resume(mut self, cursor: ::runtime::Cursor) -> Self {
                self.0.list_options().resume(cursor);
                self
            }

            #until
        }
    }

    /// The description of the listing for the runtime.
    pub(crate) fn facts(&self) -> TokenStream {
        if !self.backwards && self.time_bounds.is_none() && self.style.is_none() {
            return quote!(::runtime::Paging::FORWARDS);
        }
        let direction = if self.backwards { quote!(Backwards) } else { quote!(Forwards) };
        let time_bounds = match &self.time_bounds {
            None => quote!(::core::option::Option::None),
            Some(TimeBounds { after, seconds, before, earliest }) => quote! {
                ::core::option::Option::Some(::runtime::TimeBounds {
                    after: #after,
                    seconds: #seconds,
                    before: #before,
                    earliest: #earliest,
                })
            },
        };
        let style = match &self.style {
            None => quote!(::core::option::Option::None),
            Some(style) => quote!(::core::option::Option::Some(#style)),
        };
        quote! {
            ::runtime::Paging {
                direction: ::runtime::Direction::#direction,
                time_bounds: #time_bounds,
                style: #style,
            }
        }
    }
}

/// The tokens of an expression, up to a comma. Without its feature `full`, `syn` does not parse all expressions.
fn expression(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut expression = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        expression.extend([input.parse::<TokenTree>()?]);
    }
    match expression.is_empty() {
        true => Err(input.error("expected an expression")),
        false => Ok(expression),
    }
}

fn until() -> TokenStream {
    quote! {
        /// Ends the listing at this time: before the first page that starts later or, if pages are read backwards, that ends
        /// earlier. The last page may have items beyond the time.
        pub fn until(mut self, time: impl ::core::convert::Into<::runtime::DateTime>) -> Self {
            self.0.list_options().until(time.into());
            self
        }
    }
}

impl TimeBounds {
    fn read(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        const EXPECTED: &str = "expected `after`, `seconds`, `before` and `earliest`";
        let (mut after, mut seconds, mut before, mut earliest) = (None, None, None, None);
        meta.parse_nested_meta(|meta| {
            if meta.path.is_ident("after") {
                after = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("seconds") {
                seconds = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("before") {
                before = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("earliest") {
                earliest = Some(meta.value()?.parse()?);
            } else {
                return Err(meta.error(EXPECTED));
            }
            Ok(())
        })?;
        match (after, seconds, before, earliest) {
            (Some(after), Some(seconds), Some(before), Some(earliest)) => {
                Ok(Self { after, seconds, before, earliest })
            }
            _ => Err(meta.error(EXPECTED)),
        }
    }
}
