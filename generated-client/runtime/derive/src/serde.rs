//! The impls of serde's traits.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `Deserialize` and `Serialize` of a type: `decode` makes a value of a `deserializer`, `encode` hands `self` to a
/// `serializer`.
pub(crate) fn impls(name: &Ident, decode: &TokenStream, encode: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl<'de> ::runtime::object::Deserialize<'de> for #name {
            fn deserialize<D: ::runtime::object::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #decode
            }
        }
        #[automatically_derived]
        impl ::runtime::object::Serialize for #name {
            fn serialize<S: ::runtime::object::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #encode
            }
        }
    }
}
