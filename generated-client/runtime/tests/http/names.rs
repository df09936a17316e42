//! Types, fields and variants may have any name: no item can shadow a name in an expansion.

/// Types with the names of the prelude and of the items that expansions use.
mod shadowed {
    macro_rules! types {
        ($($name:ident)*) => {
            $(
                #[runtime::object(setters)]
                pub(super) struct $name {
                    pub(super) value: ::core::option::Option<i64>,
                }
            )*

            #[runtime::union]
            pub(super) enum Types {
                $($name($name),)*
            }

            #[runtime::union(tag = "type")]
            pub(super) enum Tagged {
                $(#[tag("a")] $name(::std::boxed::Box<$name>),)*
            }

            #[runtime::string_enum]
            pub(super) enum Texts {
                $($name,)*
            }
        };
    }

    types! {
        Err Ok Some None Option Result Error String Vec Box Default Clone Copy Debug Display Into From
        IntoIterator Iterator FromStr ToString Sized Send Sync Drop Fn Eq PartialEq Hash Value T S D E A U V K
        Object Union Scalar Serialize Serializer Deserialize Deserializer MapAccess Reader Writer Infallible
        StringEnum IntegerEnum Variant Formatter Arguments Runtime Core Std
    }

    #[runtime::object(setters)]
    pub(super) struct Fields {
        pub(super) err: Err,
        pub(super) ok: Ok,
        pub(super) some: ::core::option::Option<Some>,
        pub(super) none: ::core::option::Option<None>,
        pub(super) option: Option,
        pub(super) result: Result,
        pub(super) string: String,
        pub(super) vec: Vec,
        pub(super) boxed: ::std::boxed::Box<Box>,
        pub(super) default: Default,
        pub(super) value: ::std::vec::Vec<Value>,
        pub(super) a: A,
        pub(super) d: D,
        pub(super) s: S,
    }

    #[runtime::integer_enum]
    pub(super) enum Integers {
        #[value(0)]
        Err,
        #[value(1)]
        Ok,
        #[value(2)]
        None,
        #[value(3)]
        Some,
        #[value(4)]
        Copy,
    }

    /// Fields with the names of locals and methods of the expansions.
    #[runtime::object(setters, snake_case)]
    pub(super) struct Locals {
        pub(super) reader: i64,
        pub(super) writer: ::core::option::Option<i64>,
        pub(super) serializer: ::core::option::Option<::core::option::Option<i64>>,
        pub(super) deserializer: ::std::vec::Vec<i64>,
        pub(super) value: ::std::collections::BTreeMap<::std::string::String, i64>,
        pub(super) __reader: ::core::option::Option<i64>,
        pub(super) __this: ::core::option::Option<i64>,
        pub(super) __index: ::core::option::Option<i64>,
        pub(super) key: ::core::option::Option<i64>,
        pub(super) index: ::core::option::Option<i64>,
        pub(super) read: ::core::option::Option<i64>,
        pub(super) clone: ::core::option::Option<i64>,
        pub(super) r#match: ::core::option::Option<i64>,
    }
}

use serde_json::json;
use shadowed::{Integers, Locals, Texts};

#[test]
fn any_name_may_be_a_variant_a_type_or_a_field() {
    assert_eq!("Err".parse::<Texts>().unwrap(), Texts::Err);
    assert_eq!(Texts::from("Ok").as_str(), "Ok");
    assert_eq!(Integers::from(0), Integers::Err);
    let value = json!({"value": 1});
    let first: shadowed::Types = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(first, shadowed::Types::Err(_)));
    assert_eq!(serde_json::to_value(first).unwrap(), value);
    let tagged = shadowed::Tagged::None(Box::new(shadowed::None::new().value(1)));
    assert_eq!(serde_json::to_value(tagged).unwrap(), json!({"type": "a", "value": 1}));
    assert!(serde_json::from_value::<shadowed::Fields>(json!({})).is_err());
    let locals = Locals::new(1, [2], [("a", 3)]).clear_serializer().index(4);
    let value = json!({"reader": 1, "serializer": null, "deserializer": [2], "value": {"a": 3}, "index": 4});
    assert_eq!(serde_json::to_value(&locals).unwrap(), value);
    assert_eq!(serde_json::from_value::<Locals>(value).unwrap(), locals);
}
