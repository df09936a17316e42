//! Statuses: typed errors, and a success without content beside one with.

use response_status_code_range::schemas::{ErrorInRange, NotFoundError};

use crate::suite::*;

fn errors() -> Result<response_status_code_range::response::Response_, runtime::Error> {
    Ok(response_status_code_range::Client::builder().base_url(BASE_URL).build()?.response())
}

fn optional() -> Result<response_body_or_no_content::response::Response_, runtime::Error> {
    Ok(response_body_or_no_content::Client::builder().base_url(BASE_URL).build()?.response())
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Response_StatusCodeRange_errorResponseStatusCodeInRange", async {
            let error = errors()?
                .error_response_status_code_in_range()
                .send()
                .await
                .err()
                .ok_or("success")?;
            let problem =
                error.json::<ErrorInRange>().ok_or("the body of the error is not typed")?;
            equal(problem.code.as_str(), "request-header-too-large")?;
            equal(problem.message.as_str(), "Request header too large")?;
            refused(Err::<(), _>(error), 494)
        }),
        caller("Response_StatusCodeRange_errorResponseStatusCode404", async {
            let error =
                errors()?.error_response_status_code404().send().await.err().ok_or("success")?;
            let problem =
                error.json::<NotFoundError>().ok_or("the body of the error is not typed")?;
            equal(problem.code.as_str(), "not-found")?;
            equal(problem.resource_id.as_str(), "resource1")?;
            refused(Err::<(), _>(error), 404)
        }),
        caller("Response_BodyOrNoContent_getBody", async {
            let response = optional()?.get_body().send().await?;
            let body = response.into_body().ok_or("no content")?;
            equal(body.content.as_str(), "hello")
        }),
        caller("Response_BodyOrNoContent_getNoContent", async {
            let response = optional()?.get_no_content().send().await?;
            status(response.status(), 204)?;
            equal(response.into_body().is_none(), true)
        }),
    ]
}
