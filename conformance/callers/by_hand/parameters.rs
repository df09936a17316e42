//! Parameters in paths, queries and headers, and bodies that may be left out.

use parameters_query::parameters::constant_post::QueryParam;

use crate::suite::*;

const COLORS: [&str; 3] = ["blue", "red", "green"];

fn collections() -> Result<parameters_collection_format::parameters::Parameters, runtime::Error> {
    Ok(parameters_collection_format::Client::builder().base_url(BASE_URL).build()?.parameters())
}

fn conditional()
-> Result<special_headers_conditional_request::special_headers::SpecialHeaders, runtime::Error> {
    Ok(special_headers_conditional_request::Client::builder()
        .base_url(BASE_URL)
        .build()?
        .special_headers())
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Parameters_Path_normal", async {
            let client = parameters_path::Client::builder().base_url(BASE_URL).build()?;
            no_content(client.parameters().normal("foo").send().await?)
        }),
        caller("Parameters_Path_optional", async {
            let client = parameters_path::Client::builder().base_url(BASE_URL).build()?;
            no_content(client.parameters().optional_absent().send().await?)?;
            no_content(client.parameters().optional("foo").send().await?)
        }),
        caller("Parameters_Query_Constant_post", async {
            let client = parameters_query::Client::builder().base_url(BASE_URL).build()?;
            no_content(client.parameters().constant_post(QueryParam::ConstantValue).send().await?)
        }),
        caller("Parameters_Query_SpecialChar_dollarSign", async {
            let client = parameters_query::Client::builder().base_url(BASE_URL).build()?;
            let request = client.parameters().special_char_dollar_sign("status eq 'active'");
            no_content(request.send().await?)
        }),
        caller("Parameters_CollectionFormat_Query_multi", async {
            no_content(collections()?.query_multi(COLORS).send().await?)
        }),
        caller("Parameters_CollectionFormat_Query_csv", async {
            no_content(collections()?.query_csv(COLORS).send().await?)
        }),
        caller("Parameters_CollectionFormat_Query_ssv", async {
            no_content(collections()?.query_ssv(COLORS).send().await?)
        }),
        caller("Parameters_CollectionFormat_Query_pipes", async {
            no_content(collections()?.query_pipes(COLORS).send().await?)
        }),
        caller("Parameters_CollectionFormat_Header_csv", async {
            no_content(collections()?.header_csv(COLORS).send().await?)
        }),
        caller("SpecialHeaders_ConditionalRequest_postIfMatch", async {
            no_content(conditional()?.post_if_match().if_match("\"valid\"").send().await?)
        }),
        caller("SpecialHeaders_ConditionalRequest_postIfNoneMatch", async {
            no_content(
                conditional()?.post_if_none_match().if_none_match("\"invalid\"").send().await?,
            )
        }),
        caller("SpecialHeaders_ConditionalRequest_headIfModifiedSince", async {
            let request = conditional()?.head_if_modified_since();
            no_content(request.if_modified_since("Fri, 26 Aug 2022 14:38:00 GMT").send().await?)
        }),
        caller("SpecialHeaders_ConditionalRequest_postIfUnmodifiedSince", async {
            let request = conditional()?.post_if_unmodified_since();
            no_content(request.if_unmodified_since("Fri, 26 Aug 2022 14:38:00 GMT").send().await?)
        }),
        caller("SpecialHeaders_Repeatability_immediateSuccess", async {
            use special_headers_repeatability::{
                Client, special_headers::immediate_success::REPEATABILITY_RESULT,
            };
            let client = Client::builder().base_url(BASE_URL).build()?;
            let id = "2378d9bc-1726-11ee-be56-0242ac120002";
            let request =
                client.special_headers().immediate_success(id, "Fri, 26 Aug 2022 14:38:00 GMT");
            let response = request.send().await?;
            equal(response.header(REPEATABILITY_RESULT)?.as_deref(), Some("accepted"))
        }),
        caller("Payload_Head_contentTypeHeaderInResponse", async {
            use payload_head::{Client, payload::content_type_header_in_response::X_MS_META};
            let client = Client::builder().base_url(BASE_URL).build()?;
            let response = client.payload().content_type_header_in_response().send().await?;
            equal(response.header(X_MS_META)?.as_deref(), Some("hello"))?;
            let media_type = response.headers().get("content-type").ok_or("no Content-Type")?;
            equal(media_type.to_str()?, "text/plain; charset=utf-8")
        }),
    ]
}
