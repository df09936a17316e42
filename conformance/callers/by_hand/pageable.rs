//! Lists that are read page by page. `profiles/payload-pageable.toml` says how; tokens in request headers are passed by hand.

use payload_pageable::payload::*;
use payload_pageable::schemas::Pet;
use runtime::{ByteStream, Method, Request};

use crate::suite::*;

const FIRST_PAGE: [&str; 2] = ["1", "2"];
const ALL: [&str; 4] = ["1", "2", "3", "4"];

fn operations() -> Result<Payload, runtime::Error> {
    Ok(client()?.payload())
}

fn client() -> Result<payload_pageable::Client, runtime::Error> {
    payload_pageable::Client::builder().base_url(BASE_URL).build()
}

fn ids(pets: &[Pet]) -> Vec<String> {
    pets.iter().map(|pet| pet.id.clone()).collect()
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Payload_Pageable_ServerDrivenPagination_link", async {
            equal(ids(&operations()?.server_driven_pagination_link().all().await?), ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_linkString", async {
            equal(ids(&operations()?.server_driven_pagination_link_string().all().await?), ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_nestedLink", async {
            equal(ids(&operations()?.server_driven_pagination_nested_link().all().await?), ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_AlternateInitialVerb_post", async {
            let body = alternate_initial_verb_post::Body::new("foo eq bar");
            equal(ids(&operations()?.alternate_initial_verb_post(body).all().await?), ALL)
        }),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseBody",
            async {
                let request = operations()?.continuation_token_request_query_response_body();
                equal(ids(&request.foo("foo").bar("bar").all().await?), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader",
            async {
                let request = operations()?.continuation_token_request_query_response_header();
                equal(ids(&request.foo("foo").bar("bar").all().await?), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody",
            async {
                let request = operations()?.continuation_token_request_query_nested_response_body();
                equal(ids(&request.foo("foo").bar("bar").all().await?), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody",
            async {
                let operations = client()?.payload();
                let request = || {
                    operations
                        .continuation_token_request_header_response_body()
                        .foo("foo")
                        .bar("bar")
                };
                let first = request().send().await?;
                let token = first.next_token.clone().ok_or("no token")?;
                let second = request().token(token).send().await?;
                equal([ids(&first.pets), ids(&second.pets)].concat(), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader",
            async {
                use continuation_token_request_header_response_header::NEXT_TOKEN;
                let operations = client()?.payload();
                let request = || {
                    operations
                        .continuation_token_request_header_response_header()
                        .foo("foo")
                        .bar("bar")
                };
                let first = request().send().await?;
                let token = first.header(NEXT_TOKEN)?.ok_or("no token")?;
                let second = request().token(token).send().await?;
                equal([ids(&first.pets), ids(&second.pets)].concat(), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody",
            async {
                let operations = client()?.payload();
                let request = || {
                    operations
                        .continuation_token_request_header_nested_response_body()
                        .foo("foo")
                        .bar("bar")
                };
                let first = request().send().await?;
                let token =
                    first.nested_next.clone().and_then(|next| next.next_token).ok_or("no token")?;
                let second = request().token(token).send().await?;
                equal([ids(&first.nested_items.pets), ids(&second.nested_items.pets)].concat(), ALL)
            },
        ),
        caller("Payload_Pageable_PageSize_listWithoutContinuation", async {
            let page = client()?.payload().page_size_list_without_continuation().send().await?;
            equal(ids(&page.pets), ALL)
        }),
        caller("Payload_Pageable_PageSize_listWithPageSize", async {
            let operations = client()?.payload();
            let two = operations.page_size_list_with_page_size().page_size(2).send().await?;
            equal(ids(&two.pets), FIRST_PAGE)?;
            let four = operations.page_size_list_with_page_size().page_size(4).send().await?;
            equal(ids(&four.pets), ALL)
        }),
        caller("Payload_Pageable_XmlPagination_listWithContinuation", async {
            let operations = client()?.payload();
            let first = operations.xml_pagination_list_with_continuation().send().await?;
            let marker = between(&first, "<NextMarker>", "</NextMarker>")?;
            let second =
                operations.xml_pagination_list_with_continuation().marker(marker).send().await?;
            equal([xml_ids(&first), xml_ids(&second)].concat(), ALL)
        }),
        caller("Payload_Pageable_XmlPagination_listWithNextLink", async {
            let first = client()?.payload().xml_pagination_list_with_next_link().send().await?;
            let next = between(&first, "<NextLink>", "</NextLink>")?;
            let path = next.strip_prefix(BASE_URL).ok_or("the link leads to another server")?;
            let request = client()?.request(Method::GET, path);
            let second = request.streamed::<ByteStream>().await?.into_body().bytes().await?;
            equal([xml_ids(&first), xml_ids(std::str::from_utf8(&second)?)].concat(), ALL)
        }),
    ]
}

/// XML is a string, from which a user takes what is needed.
fn between<'a>(xml: &'a str, start: &str, end: &str) -> Result<&'a str, String> {
    let (_, rest) = xml.split_once(start).ok_or_else(|| format!("no {start} in {xml}"))?;
    let (content, _) = rest.split_once(end).ok_or_else(|| format!("no {end} in {xml}"))?;
    Ok(content)
}

fn xml_ids(xml: &str) -> Vec<&str> {
    xml.split("<Id>").skip(1).filter_map(|rest| Some(rest.split_once("</Id>")?.0)).collect()
}
