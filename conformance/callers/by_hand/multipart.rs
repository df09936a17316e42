//! Forms of parts: files beside strings, numbers and JSON.

use payload_multipart::multipart::*;
use payload_multipart::schemas::Address;
use runtime::Part;

use crate::suite::*;

fn multipart() -> Result<Multipart, runtime::Error> {
    Ok(payload_multipart::Client::builder().base_url(BASE_URL).build()?.multipart())
}

fn jpeg() -> Part {
    Part::from(JPEG).file_name("image.jpg")
}

fn png() -> Part {
    Part::from(PNG).file_name("image.png")
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Payload_MultiPart_FormData_basic", async {
            let body = form_data_basic::Body::new("123", jpeg());
            no_content(multipart()?.form_data_basic(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_withWireName", async {
            let body = form_data_with_wire_name::Body::new("123", jpeg());
            no_content(multipart()?.form_data_with_wire_name(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_optionalParts", async {
            use form_data_optional_parts::Body;
            for body in [
                Body::new().id("123"),
                Body::new().profile_image(jpeg()),
                Body::new().id("123").profile_image(jpeg()),
            ] {
                no_content(multipart()?.form_data_optional_parts(body).send().await?)?;
            }
            Ok(())
        }),
        caller("Payload_MultiPart_FormData_fileArrayAndBasic", async {
            let pictures = [png(), png()];
            let body = form_data_file_array_and_basic::Body::new(
                "123",
                Address::new("X"),
                jpeg(),
                pictures,
            );
            no_content(multipart()?.form_data_file_array_and_basic(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_jsonPart", async {
            let body = form_data_json_part::Body::new(Address::new("X"), jpeg());
            no_content(multipart()?.form_data_json_part(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_binaryArrayParts", async {
            let pictures = [png(), png()];
            let body = form_data_binary_array_parts::Body::new("123", pictures);
            no_content(multipart()?.form_data_binary_array_parts(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_multiBinaryParts", async {
            use form_data_multi_binary_parts::Body;
            for body in [Body::new(jpeg()), Body::new(jpeg()).picture(png())] {
                no_content(multipart()?.form_data_multi_binary_parts(body).send().await?)?;
            }
            Ok(())
        }),
        caller("Payload_MultiPart_FormData_checkFileNameAndContentType", async {
            let image = jpeg().file_name("hello.jpg").media_type("image/jpg");
            let body = form_data_check_file_name_and_content_type::Body::new("123", image);
            no_content(multipart()?.form_data_check_file_name_and_content_type(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_anonymousModel", async {
            let body = form_data_anonymous_model::Body::new(jpeg());
            no_content(multipart()?.form_data_anonymous_model(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_HttpParts_ContentType_imageJpegContentType", async {
            let image = jpeg().file_name("hello.jpg");
            let body = content_type_image_jpeg_content_type::Body::new(image);
            no_content(multipart()?.content_type_image_jpeg_content_type(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_HttpParts_ContentType_requiredContentType", async {
            let image = jpeg();
            let body = content_type_required_content_type::Body::new(image);
            no_content(multipart()?.content_type_required_content_type(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_HttpParts_ContentType_optionalContentType", async {
            let body = content_type_optional_content_type::Body::new(jpeg());
            no_content(multipart()?.content_type_optional_content_type(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_HttpParts_jsonArrayAndFileArray", async {
            let previous = [Address::new("Y"), Address::new("Z")];
            let pictures = [png(), png()];
            let body = http_parts_json_array_and_file_array::Body::new(
                "123",
                Address::new("X"),
                jpeg(),
                previous,
                pictures,
            );
            no_content(multipart()?.http_parts_json_array_and_file_array(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_HttpParts_NonString_float", async {
            let body = non_string_float::Body::new(0.5);
            no_content(multipart()?.non_string_float(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_File_uploadFileSpecificContentType", async {
            let body = file_upload_file_specific_content_type::Body::new(png());
            no_content(multipart()?.file_upload_file_specific_content_type(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_File_uploadFileRequiredFilename", async {
            let body = file_upload_file_required_filename::Body::new(png());
            no_content(multipart()?.file_upload_file_required_filename(body).send().await?)
        }),
        caller("Payload_MultiPart_FormData_File_uploadFileArray", async {
            let files = [png(), png()];
            let body = file_upload_file_array::Body::new(files);
            no_content(multipart()?.file_upload_file_array(body).send().await?)
        }),
    ]
}
