//! Lists that are read page by page: by themselves where a profile says how, else by hand.

use payload_pageable::operations::*;
use payload_pageable::schemas::Pet;
use runtime::{ByteStream, Method, Request, Value};

use crate::suite::*;

const FIRST_PAGE: [&str; 2] = ["1", "2"];
const ALL: [&str; 4] = ["1", "2", "3", "4"];

fn client() -> Result<payload_pageable::Client, runtime::Error> {
    payload_pageable::Client::builder().base_url(BASE_URL).build()
}

/// `profiles/pageable-url.toml`: a property of the page is the URL of the next.
fn by_url() -> Result<pageable_url::operations::Operations, runtime::Error> {
    Ok(pageable_url::Client::builder().base_url(BASE_URL).build()?.operations())
}

/// `profiles/pageable-cursor.toml`: a property of the page is a parameter of the next.
fn by_cursor() -> Result<pageable_cursor::operations::Operations, runtime::Error> {
    Ok(pageable_cursor::Client::builder().base_url(BASE_URL).build()?.operations())
}

fn ids(pets: &[Pet]) -> Vec<String> {
    pets.iter().map(|pet| pet.id.clone()).collect()
}

/// Reads the page that a URL leads to, as the client has no request for it.
async fn page(url: Option<String>) -> Result<Value, Box<dyn std::error::Error>> {
    let url = url.ok_or("the page has no link to the next")?;
    let path = url.strip_prefix(BASE_URL).ok_or("the link leads to another server")?;
    Ok(client()?.request(Method::GET, path).send().await?.into_body())
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Payload_Pageable_ServerDrivenPagination_link", async {
            let pets = by_url()?.server_driven_pagination_link().all().await?;
            equal(pets.into_iter().map(|pet| pet.id).collect::<Vec<_>>(), ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_linkString", async {
            let pets = by_url()?.server_driven_pagination_link_string().all().await?;
            equal(pets.into_iter().map(|pet| pet.id).collect::<Vec<_>>(), ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_nestedLink", async {
            let operations = client()?.operations();
            let first = operations.server_driven_pagination_nested_link().send().await?.into_body();
            let mut pets = ids(&first.nested_items.pets);
            // The last page has no `nestedNext`, which the document requires: it is read as JSON.
            let mut next = page(first.nested_next.next).await?;
            pets.extend(ids(&serde_json::from_value::<Vec<Pet>>(
                next["nestedItems"]["pets"].take(),
            )?));
            equal(pets, ALL)
        }),
        caller("Payload_Pageable_ServerDrivenPagination_AlternateInitialVerb_post", async {
            use alternate_initial_verb_post::{Body, Response};
            let body = Body::new("foo eq bar");
            let operations = client()?.operations();
            let first = operations.alternate_initial_verb_post(body).send().await?.into_body();
            let mut pets = ids(&first.pets);
            let next: Response = serde_json::from_value(page(first.next).await?)?;
            pets.extend(ids(&next.pets));
            equal(pets, ALL)
        }),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseBody",
            async {
                let request = by_cursor()?.continuation_token_request_query_response_body();
                let pets = request.foo("foo").bar("bar").all().await?;
                equal(pets.into_iter().map(|pet| pet.id).collect::<Vec<_>>(), ALL)
            },
        ),
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody",
            async {
                let operations = client()?.operations();
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
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader",
            async {
                use continuation_token_request_query_response_header::NEXT_TOKEN;
                let operations = client()?.operations();
                let request = || {
                    operations
                        .continuation_token_request_query_response_header()
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
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader",
            async {
                use continuation_token_request_header_response_header::NEXT_TOKEN;
                let operations = client()?.operations();
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
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody",
            async {
                let operations = client()?.operations();
                let request = || {
                    operations
                        .continuation_token_request_query_nested_response_body()
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
        caller(
            "Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody",
            async {
                let operations = client()?.operations();
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
            let page = client()?.operations().page_size_list_without_continuation().send().await?;
            equal(ids(&page.pets), ALL)
        }),
        caller("Payload_Pageable_PageSize_listWithPageSize", async {
            let operations = client()?.operations();
            let two = operations.page_size_list_with_page_size().page_size(2).send().await?;
            equal(ids(&two.pets), FIRST_PAGE)?;
            let four = operations.page_size_list_with_page_size().page_size(4).send().await?;
            equal(ids(&four.pets), ALL)
        }),
        caller("Payload_Pageable_XmlPagination_listWithContinuation", async {
            let operations = client()?.operations();
            let first = operations.xml_pagination_list_with_continuation().send().await?;
            let marker = between(&first, "<NextMarker>", "</NextMarker>")?;
            let second =
                operations.xml_pagination_list_with_continuation().marker(marker).send().await?;
            equal([xml_ids(&first), xml_ids(&second)].concat(), ALL)
        }),
        caller("Payload_Pageable_XmlPagination_listWithNextLink", async {
            let first = client()?.operations().xml_pagination_list_with_next_link().send().await?;
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
