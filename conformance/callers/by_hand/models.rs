//! Objects: what is read or written only, what is inherited, what is `null` and what is absent.

use std::collections::BTreeMap;

use runtime::DateTime;

use crate::suite::*;

fn visibility() -> Result<type_model_visibility::type_::Type, runtime::Error> {
    Ok(type_model_visibility::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn nullable() -> Result<type_property_nullable::type_::Type, runtime::Error> {
    Ok(type_property_nullable::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn values() -> Result<type_property_value_types::type_::Type, runtime::Error> {
    Ok(type_property_value_types::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn additional() -> Result<type_property_additional_properties::type_::Type, runtime::Error> {
    Ok(type_property_additional_properties::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn visible() -> Vec<Caller> {
    use type_model_visibility::schemas::*;
    vec![
        caller("Type_Model_Visibility_headModel", async {
            let request = visibility()?.head_model(123, VisibilityModelRequest::new());
            status(request.send().await?.status(), 200)
        }),
        caller("Type_Model_Visibility_getModel", async {
            let request = visibility()?.get_model(123, VisibilityModelRequest::new());
            equal(request.send().await?.read_prop.as_str(), "abc")
        }),
        caller("Type_Model_Visibility_putModel", async {
            let model = VisibilityModelCreateOrUpdate::new(["foo", "bar"], [1, 2]);
            no_content(visibility()?.put_model(model).send().await?)
        }),
        caller("Type_Model_Visibility_deleteModel", async {
            no_content(visibility()?.delete_model(VisibilityModelDelete::new(true)).send().await?)
        }),
        caller("Type_Model_Visibility_putReadOnlyModel", async {
            let body = ReadOnlyModelRequest::new();
            let response = visibility()?.put_read_only_model(body).send().await?;
            let record = BTreeMap::from(
                [("k1", "value1"), ("k2", "value2")].map(|(k, v)| (k.to_owned(), v.to_owned())),
            );
            equal(response.optional_nullable_int_list.clone(), Some(vec![1, 2, 3]))?;
            equal(response.optional_string_record.clone(), Some(record))
        }),
    ]
}

fn null() -> Vec<Caller> {
    use type_property_nullable::schemas::InnerModel;
    use type_property_nullable::type_::*;
    vec![
        caller("Type_Property_Nullable_String_getNull", async {
            let response = nullable()?.string_get_null().send().await?;
            equal(response.required_property.as_str(), "foo")?;
            equal(response.nullable_property.clone(), None)
        }),
        caller("Type_Property_Nullable_String_getNonNull", async {
            let response = nullable()?.string_get_non_null().send().await?;
            equal(response.nullable_property.as_deref(), Some("hello"))
        }),
        caller("Type_Property_Nullable_String_patchNull", async {
            let body = string_patch_null::Body::new("foo", None);
            no_content(nullable()?.string_patch_null(body).send().await?)
        }),
        caller("Type_Property_Nullable_String_patchNonNull", async {
            let body = string_patch_non_null::Body::new("foo", Some("hello".into()));
            no_content(nullable()?.string_patch_non_null(body).send().await?)
        }),
        caller("Type_Property_Nullable_Datetime_patchNonNull", async {
            let time = DateTime::from("2022-08-26T18:38:00Z");
            let body = datetime_patch_non_null::Body::new("foo", Some(time));
            no_content(nullable()?.datetime_patch_non_null(body).send().await?)
        }),
        caller("Type_Property_Nullable_CollectionsModel_patchNonNull", async {
            let items = vec![InnerModel::new("hello"), InnerModel::new("world")];
            let body = collections_model_patch_non_null::Body::new("foo", Some(items));
            no_content(nullable()?.collections_model_patch_non_null(body).send().await?)
        }),
    ]
}

fn merge_patch() -> Vec<Caller> {
    use payload_json_merge_patch::Client;
    use payload_json_merge_patch::json_merge_patch::{update_optional_resource, update_resource};
    // Each operation has a patch of its own; both patches have the same properties.
    macro_rules! removal {
        ($operation:ident) => {{
            let without_description = $operation::BodyMapValue::new().clear_description();
            let map = BTreeMap::from([
                ("key".to_owned(), Some(without_description)),
                ("key2".to_owned(), None),
            ]);
            $operation::Body::new()
                .clear_description()
                .map(map)
                .clear_array()
                .clear_int_value()
                .clear_float_value()
                .clear_inner_model()
                .clear_int_array()
        }};
    }
    vec![
        caller("Payload_JsonMergePatch_updateResource", async {
            let client = Client::builder().base_url(BASE_URL).build()?;
            let body = removal!(update_resource);
            let response = client.json_merge_patch().update_resource(body).send().await?;
            equal(response.name.as_str(), "Madge")
        }),
        caller("Payload_JsonMergePatch_updateOptionalResource", async {
            let client = Client::builder().base_url(BASE_URL).build()?;
            let body = removal!(update_optional_resource);
            let response = client.json_merge_patch().update_optional_resource(body).send().await?;
            equal(response.name.as_str(), "Madge")
        }),
    ]
}

fn typed() -> Vec<Caller> {
    use type_property_value_types::schemas::*;
    vec![
        caller("Type_Property_ValueTypes_ExtensibleEnum_put", async {
            let body = ExtensibleEnumProperty::new(InnerEnum::from("UnknownValue"));
            no_content(values()?.extensible_enum_put(body).send().await?)
        }),
        caller("Type_Property_ValueTypes_Datetime_put", async {
            let body = DatetimeProperty::new("2022-08-26T18:38:00Z");
            no_content(values()?.datetime_put(body).send().await?)
        }),
        caller("Type_Property_ValueTypes_Never_put", async {
            no_content(values()?.never_put(NeverProperty::new()).send().await?)
        }),
        caller("Type_Property_ValueTypes_StringLiteral_put", async {
            no_content(values()?.string_literal_put(StringLiteralProperty::new()).send().await?)
        }),
    ]
}

fn extra() -> Vec<Caller> {
    use type_property_additional_properties::schemas::*;
    vec![
        caller("Type_Property_AdditionalProperties_ExtendsModel_put", async {
            let ok = || ModelForRecord::new("ok");
            let extra = BTreeMap::from([("prop".to_owned(), ok())]);
            let body = ExtendsModelAdditionalProperties::new(ok()).extra(extra);
            no_content(additional()?.extends_model_put(body).send().await?)
        }),
        caller("Type_Property_AdditionalProperties_ExtendsModel_get", async {
            let response = additional()?.extends_model_get().send().await?;
            equal(response.known_prop.state.as_str(), "ok")?;
            equal(response.extra.get("prop").map(|model| model.state.as_str()), Some("ok"))
        }),
        caller("Type_Property_AdditionalProperties_MultipleSpread_put", async {
            let extra = BTreeMap::from([
                ("prop1".to_owned(), MultipleSpreadRecordExtra::Text("abc".to_owned())),
                ("prop2".to_owned(), MultipleSpreadRecordExtra::Number(43.125)),
            ]);
            let body = MultipleSpreadRecord::new(true).extra(extra);
            no_content(additional()?.multiple_spread_put(body).send().await?)
        }),
    ]
}

/// Responses that leave out a required discriminator.
fn missing_discriminator() -> Vec<Caller> {
    vec![
        caller(
            "Type_Model_Inheritance_EnumDiscriminator_getExtensibleModelMissingDiscriminator",
            async {
                use type_model_inheritance_enum_discriminator::Client;
                let client = Client::builder().base_url(BASE_URL).build()?;
                let request = client.type_().get_extensible_model_missing_discriminator();
                let response = request.send().await?;
                deviates(&response, "$", r#"{"weight": 10}"#)
            },
        ),
        caller("Type_Model_Inheritance_NestedDiscriminator_getMissingDiscriminator", async {
            use type_model_inheritance_nested_discriminator::Client;
            let client = Client::builder().base_url(BASE_URL).build()?;
            let response = client.type_().get_missing_discriminator().send().await?;
            deviates(&response, "$", r#"{"age": 1}"#)
        }),
        caller("Type_Model_Inheritance_SingleDiscriminator_getMissingDiscriminator", async {
            use type_model_inheritance_single_discriminator::Client;
            let client = Client::builder().base_url(BASE_URL).build()?;
            let response = client.type_().get_missing_discriminator().send().await?;
            deviates(&response, "$", r#"{"wingspan": 1}"#)
        }),
    ]
}

pub(crate) fn callers() -> Vec<Caller> {
    [visible(), null(), merge_patch(), typed(), extra(), missing_discriminator()]
        .into_iter()
        .flatten()
        .collect()
}
