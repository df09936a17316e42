//! API keys, tokens, and schemes that only the caller knows.

use runtime::StaticKey;

use crate::suite::*;

const TOKEN: &str = "https://security.microsoft.com/.default";

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Authentication_ApiKey_valid", async {
            use authentication_api_key::Client;
            let client = Client::builder().base_url(BASE_URL).api_key("valid-key").build()?;
            no_content(client.authentication().valid().send().await?)
        }),
        caller("Authentication_ApiKey_invalid", async {
            use authentication_api_key::{Client, schemas::InvalidAuth};
            let client = Client::builder().base_url(BASE_URL).api_key("invalid-key").build()?;
            let error = client.authentication().invalid().send().await.err().ok_or("success")?;
            let problem =
                error.json::<InvalidAuth>().ok_or("the body of the error is not typed")?;
            equal(problem.error.as_str(), "invalid-api-key")?;
            refused(Err::<(), _>(error), 403)
        }),
        caller("Authentication_Http_Custom_valid", async {
            use authentication_http_custom::Client;
            let client = Client::builder().base_url(BASE_URL).api_key("valid-key").build()?;
            no_content(client.authentication().valid().send().await?)
        }),
        caller("Authentication_Http_Custom_invalid", async {
            use authentication_http_custom::{Client, schemas::InvalidAuth};
            let client = Client::builder().base_url(BASE_URL).api_key("invalid-key").build()?;
            let error = client.authentication().invalid().send().await.err().ok_or("success")?;
            let problem =
                error.json::<InvalidAuth>().ok_or("the body of the error is not typed")?;
            equal(problem.error.as_str(), "invalid-api-key")?;
            refused(Err::<(), _>(error), 403)
        }),
        caller("Authentication_OAuth2_valid", async {
            use authentication_oauth2::Client;
            let client = Client::builder().base_url(BASE_URL).api_key(TOKEN).build()?;
            no_content(client.authentication().valid().send().await?)
        }),
        caller("Authentication_OAuth2_invalid", async {
            use authentication_oauth2::{Client, schemas::InvalidAuth};
            let client = Client::builder().base_url(BASE_URL).api_key("another-token").build()?;
            let error = client.authentication().invalid().send().await.err().ok_or("success")?;
            let problem =
                error.json::<InvalidAuth>().ok_or("the body of the error is not typed")?;
            equal(problem.error.as_str(), "invalid-grant")?;
            refused(Err::<(), _>(error), 403)
        }),
        caller("Authentication_Union_validKey", async {
            use authentication_union::Client;
            let client = Client::builder().base_url(BASE_URL).api_key("valid-key").build()?;
            no_content(client.authentication().valid_key().send().await?)
        }),
        caller("Authentication_Union_validToken", async {
            use authentication_union::{AuthHeader, Client};
            let client = Client::builder()
                .base_url(BASE_URL)
                .credentials_for(AuthHeader::Oauth2Auth, StaticKey::new(TOKEN))
                .build()?;
            no_content(client.authentication().valid_token().send().await?)
        }),
        caller("Authentication_Noauth_Union_validNoAuth", async {
            use authentication_noauth_union::Client;
            let client = Client::builder().base_url(BASE_URL).build()?;
            no_content(client.authentication().valid_no_auth().send().await?)
        }),
        caller("Authentication_Noauth_Union_validToken", async {
            use authentication_noauth_union::Client;
            let client = Client::builder().base_url(BASE_URL).api_key(TOKEN).build()?;
            no_content(client.authentication().valid_token().send().await?)
        }),
    ]
}
