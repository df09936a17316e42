//! Enums and unions: documented values, values that are newer than the client, and objects told apart.

use crate::suite::*;

fn enums() -> Result<type_enum_extensible::type_::Type, runtime::Error> {
    Ok(type_enum_extensible::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn unions() -> Result<type_union::type_::Type, runtime::Error> {
    Ok(type_union::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn discriminated() -> Result<type_union_discriminated::type_::Type, runtime::Error> {
    Ok(type_union_discriminated::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn of_enums() -> Vec<Caller> {
    use type_enum_extensible::schemas::DaysOfWeekExtensibleEnum as Day;
    vec![
        caller("Type_Enum_Extensible_String_getKnownValue", async {
            let response = enums()?.string_get_known_value().send().await?;
            equal(response.into_body(), Day::Monday)
        }),
        caller("Type_Enum_Extensible_String_getUnknownValue", async {
            let response = enums()?.string_get_unknown_value().send().await?;
            equal(response.as_str(), "Weekend")
        }),
        caller("Type_Enum_Extensible_String_putKnownValue", async {
            no_content(enums()?.string_put_known_value(Day::Monday).send().await?)
        }),
        caller("Type_Enum_Extensible_String_putUnknownValue", async {
            no_content(enums()?.string_put_unknown_value(Day::from("Weekend")).send().await?)
        }),
    ]
}

fn of_unions() -> Vec<Caller> {
    use type_union::schemas::*;
    use type_union::type_::*;
    vec![
        caller("Type_Union_StringsOnly_send", async {
            use strings_only_send::{Body, BodyProp};
            no_content(unions()?.strings_only_send(Body::new(BodyProp::B)).send().await?)
        }),
        caller("Type_Union_StringExtensible_send", async {
            use string_extensible_send::{Body, BodyProp};
            let body = Body::new(BodyProp::from("custom"));
            no_content(unions()?.string_extensible_send(body).send().await?)
        }),
        caller("Type_Union_StringExtensible_get", async {
            let response = unions()?.string_extensible_get().send().await?;
            equal(response.prop.as_str(), "custom")
        }),
        caller("Type_Union_IntsOnly_send", async {
            let body = ints_only_send::Body::new(2);
            no_content(unions()?.ints_only_send(body).send().await?)
        }),
        caller("Type_Union_FloatsOnly_send", async {
            let body = floats_only_send::Body::new(2.2);
            no_content(unions()?.floats_only_send(body).send().await?)
        }),
        caller("Type_Union_ModelsOnly_send", async {
            use models_only_send::Body;
            let body = Body::new(Cat::new("test"));
            no_content(unions()?.models_only_send(body).send().await?)
        }),
        caller("Type_Union_ModelsOnly_get", async {
            use models_only_get::ResponseProp;
            match unions()?.models_only_get().send().await?.into_body().prop {
                ResponseProp::Cat(cat) => equal(cat.name.as_str(), "test"),
                other => Err(format!("{other:?}, expected a cat").into()),
            }
        }),
        caller("Type_Union_EnumsOnly_send", async {
            let cases = EnumsOnlyCases::new(EnumsOnlyCasesLr::Right, Ud::Up);
            no_content(unions()?.enums_only_send(enums_only_send::Body::new(cases)).send().await?)
        }),
        caller("Type_Union_EnumsOnly_get", async {
            let response = unions()?.enums_only_get().send().await?;
            let cases = response.into_body().prop;
            equal((cases.lr, cases.ud), (EnumsOnlyCasesLr::Right, Ud::Up))
        }),
    ]
}

fn of_discriminated() -> Vec<Caller> {
    use type_union_discriminated::schemas::*;
    fn whiskers() -> Cat {
        Cat::new("Whiskers", true)
    }
    vec![
        caller("Type_Union_Discriminated_Envelope_Object_Default_put", async {
            let pet = PetWithEnvelope::PetWithEnvelopeCat(PetWithEnvelopeCat::new(whiskers()));
            status(discriminated()?.default_put(pet).send().await?.status(), 200)
        }),
        caller("Type_Union_Discriminated_NoEnvelope_Default_put", async {
            status(
                discriminated()?.default_put_2(PetInline::Cat(whiskers())).send().await?.status(),
                200,
            )
        }),
        caller("Type_Union_Discriminated_NoEnvelope_Default_get", async {
            match discriminated()?.default_get_2().send().await?.into_body() {
                PetInline::Cat(cat) => equal(cat, whiskers())?,
                other => return Err(format!("{other:?}, expected a cat").into()),
            }
            match discriminated()?.default_get_2().kind("dog").send().await?.into_body() {
                PetInline::Dog(dog) => equal(dog.name.as_str(), "Rex"),
                other => Err(format!("{other:?}, expected a dog").into()),
            }
        }),
    ]
}

pub(crate) fn callers() -> Vec<Caller> {
    [of_enums(), of_unions(), of_discriminated()].into_iter().flatten().collect()
}
