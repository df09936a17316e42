//! The impls of serde's traits.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `Deserialize` and `Serialize` of a type: `decode` makes a value of a `deserializer`, `encode` passes `self` to a
/// `serializer`.
pub(crate) fn impls(name: &Ident, decode: &TokenStream, encode: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl<'de> ::runtime::object::Deserialize<'de> for #name {
            fn deserialize<__D: ::runtime::object::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                #decode
            }
        }
        #[automatically_derived]
        impl ::runtime::object::Serialize for #name {
            fn serialize<__S: ::runtime::object::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                #encode
            }
        }
    }
}
