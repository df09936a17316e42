//! Bodies of bytes and of strings, and the media types that they are sent and read as.

use payload_content_negotiation::content_negotiation::{
    different_body_get_avatar_as_png_different_body_get_avatar_as_json as different_body,
    same_body_get_avatar_as_png_same_body_get_avatar_as_jpeg as same_body,
};
use runtime::{Request, Upload};
use type_file::type_::body_upload_file_multiple_content_types;

use crate::suite::*;

fn files() -> Result<type_file::type_::Type, runtime::Error> {
    Ok(type_file::Client::builder().base_url(BASE_URL).build()?.type_())
}

fn bytes() -> Result<encode_bytes::encode::Encode, runtime::Error> {
    Ok(encode_bytes::Client::builder().base_url(BASE_URL).build()?.encode())
}

fn strings() -> Result<payload_media_type::payload::Payload, runtime::Error> {
    Ok(payload_media_type::Client::builder().base_url(BASE_URL).build()?.payload())
}

fn avatars()
-> Result<payload_content_negotiation::content_negotiation::ContentNegotiation, runtime::Error> {
    Ok(payload_content_negotiation::Client::builder()
        .base_url(BASE_URL)
        .build()?
        .content_negotiation())
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Type_File_Body_uploadFileSpecificContentType", async {
            no_content(files()?.body_upload_file_specific_content_type(PNG).send().await?)
        }),
        caller("Type_File_Body_uploadFileJsonContentType", async {
            let json = r#"{"message":"test file content"}"#.to_owned();
            no_content(files()?.body_upload_file_json_content_type(json).send().await?)
        }),
        caller("Type_File_Body_uploadFileMultipleContentTypes", async {
            let body = body_upload_file_multiple_content_types::Body::Png(PNG.into());
            no_content(files()?.body_upload_file_multiple_content_types(body).send().await?)
        }),
        caller("Type_File_Body_uploadFileDefaultContentType", async {
            let body = Upload::from(PNG).media_type("image/png");
            no_content(files()?.body_upload_file_default_content_type(body).send().await?)
        }),
        caller("Type_File_Body_downloadFileSpecificContentType", async {
            let response = files()?.body_download_file_specific_content_type().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Type_File_Body_downloadFileJsonContentType", async {
            let response = files()?.body_download_file_json_content_type().send().await?;
            equal_bytes(response.into_body(), br#"{"message":"test file content"}"#).await
        }),
        caller("Type_File_Body_downloadFileMultipleContentTypes", async {
            let response = files()?.body_download_file_multiple_content_types().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Type_File_Body_downloadFileDefaultContentType", async {
            let response = files()?.body_download_file_default_content_type().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Encode_Bytes_RequestBody_default", async {
            no_content(bytes()?.request_body_default(PNG).send().await?)
        }),
        caller("Encode_Bytes_RequestBody_octetStream", async {
            no_content(bytes()?.request_body_octet_stream(PNG).send().await?)
        }),
        caller("Encode_Bytes_RequestBody_customContentType", async {
            no_content(bytes()?.request_body_custom_content_type(PNG).send().await?)
        }),
        caller("Encode_Bytes_ResponseBody_default", async {
            let response = bytes()?.response_body_default().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Encode_Bytes_ResponseBody_octetStream", async {
            let response = bytes()?.response_body_octet_stream().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Encode_Bytes_ResponseBody_customContentType", async {
            let response = bytes()?.response_body_custom_content_type().send().await?;
            equal_bytes(response.into_body(), PNG).await
        }),
        caller("Payload_MediaType_StringBody_sendAsText", async {
            let response = strings()?.string_body_send_as_text("{cat}").send().await?;
            status(response.status(), 200)
        }),
        caller("Payload_MediaType_StringBody_getAsText", async {
            let response = strings()?.string_body_get_as_text().send().await?;
            equal(response.as_str(), "{cat}")
        }),
        caller("Payload_MediaType_StringBody_sendAsJson", async {
            let response = strings()?.string_body_send_as_json("foo".to_owned()).send().await?;
            status(response.status(), 200)
        }),
        caller("Payload_MediaType_StringBody_getAsJson", async {
            let response = strings()?.string_body_get_as_json().send().await?;
            equal(response.as_str(), "foo")
        }),
        caller("Payload_ContentNegotiation_SameBody", async {
            let avatar = || {
                avatars().map(|api| api.same_body_get_avatar_as_png_same_body_get_avatar_as_jpeg())
            };
            let png = avatar()?.accept(same_body::IMAGE_PNG).send().await?;
            equal_bytes(png.into_body(), PNG).await?;
            let jpeg = avatar()?.accept(same_body::IMAGE_JPEG).send().await?;
            equal_bytes(jpeg.into_body(), JPEG).await
        }),
        caller("Payload_ContentNegotiation_DifferentBody", async {
            let avatar = || {
                avatars().map(|api| {
                    api.different_body_get_avatar_as_png_different_body_get_avatar_as_json()
                })
            };
            let png = avatar()?.accept(different_body::IMAGE_PNG).send().await?;
            equal_bytes(png.into_body(), PNG).await?;
            let json = avatar()?.send().await?;
            equal(json.content.is_empty(), false)
        }),
    ]
}
