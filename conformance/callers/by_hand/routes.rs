//! Parameters in paths and queries, in each style of RFC 6570 that OpenAPI has.

use std::collections::BTreeMap;

use routes::routes::*;
use routes::schemas::ExpandParameters;

use crate::suite::*;

fn routes() -> Result<Routes, runtime::Error> {
    Ok(routes::Client::builder().base_url(BASE_URL).build()?.routes())
}

fn record() -> BTreeMap<String, i32> {
    BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
}

pub(crate) fn callers() -> Vec<Caller> {
    vec![
        caller("Routes_fixed", async { no_content(routes()?.fixed().send().await?) }),
        caller("Routes_InInterface", async {
            no_content(routes()?.in_interface_fixed().send().await?)
        }),
        caller("Routes_PathParameters_templateOnly", async {
            no_content(routes()?.path_parameters_template_only("a").send().await?)
        }),
        caller("Routes_PathParameters_explicit", async {
            no_content(routes()?.path_parameters_explicit("a").send().await?)
        }),
        caller("Routes_PathParameters_annotationOnly", async {
            no_content(routes()?.path_parameters_annotation_only("a").send().await?)
        }),
        caller("Routes_QueryParameters_templateOnly", async {
            no_content(routes()?.query_parameters_template_only("a").send().await?)
        }),
        caller("Routes_QueryParameters_explicit", async {
            no_content(routes()?.query_parameters_explicit("a").send().await?)
        }),
        caller("Routes_QueryParameters_annotationOnly", async {
            no_content(routes()?.query_parameters_annotation_only("a").send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Standard_primitive", async {
            no_content(routes()?.standard_primitive("a").send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Standard_array", async {
            no_content(routes()?.standard_array(["a", "b"]).send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Standard_record", async {
            no_content(routes()?.standard_record(record()).send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Explode_primitive", async {
            no_content(routes()?.explode_primitive("a").send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Explode_array", async {
            no_content(routes()?.explode_array(["a", "b"]).send().await?)
        }),
        caller("Routes_PathParameters_SimpleExpansion_Explode_record", async {
            no_content(routes()?.explode_record(record()).send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Standard_primitive", async {
            no_content(routes()?.standard_primitive_2("a").send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Standard_array", async {
            no_content(routes()?.standard_array_2(["a", "b"]).send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Standard_record", async {
            no_content(routes()?.standard_record_2(record()).send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Explode_primitive", async {
            no_content(routes()?.explode_primitive_2("a").send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Explode_array", async {
            no_content(routes()?.explode_array_2(["a", "b"]).send().await?)
        }),
        caller("Routes_PathParameters_PathExpansion_Explode_record", async {
            no_content(routes()?.explode_record_2(record()).send().await?)
        }),
        caller("Routes_PathParameters_LabelExpansion_Standard_primitive", async {
            no_content(routes()?.standard_primitive_3("a").send().await?)
        }),
        caller("Routes_PathParameters_LabelExpansion_Standard_array", async {
            no_content(
                routes()?.standard_array_3(vec!["a".to_owned(), "b".to_owned()]).send().await?,
            )
        }),
        caller("Routes_PathParameters_LabelExpansion_Standard_record", async {
            no_content(routes()?.standard_record_3(record()).send().await?)
        }),
        caller("Routes_PathParameters_LabelExpansion_Explode_primitive", async {
            no_content(routes()?.explode_primitive_3("a").send().await?)
        }),
        caller("Routes_PathParameters_LabelExpansion_Explode_array", async {
            no_content(
                routes()?.explode_array_3(vec!["a".to_owned(), "b".to_owned()]).send().await?,
            )
        }),
        caller("Routes_PathParameters_LabelExpansion_Explode_record", async {
            no_content(routes()?.explode_record_3(record()).send().await?)
        }),
        caller("Routes_PathParameters_MatrixExpansion_Standard_primitive", async {
            no_content(routes()?.standard_primitive_4("a").send().await?)
        }),
        caller("Routes_PathParameters_MatrixExpansion_Standard_array", async {
            no_content(
                routes()?.standard_array_4(vec!["a".to_owned(), "b".to_owned()]).send().await?,
            )
        }),
        caller("Routes_PathParameters_MatrixExpansion_Standard_record", async {
            no_content(routes()?.standard_record_4(record()).send().await?)
        }),
        caller("Routes_PathParameters_MatrixExpansion_Explode_primitive", async {
            no_content(routes()?.explode_primitive_4("a").send().await?)
        }),
        caller("Routes_PathParameters_MatrixExpansion_Explode_array", async {
            no_content(
                routes()?.explode_array_4(vec!["a".to_owned(), "b".to_owned()]).send().await?,
            )
        }),
        caller("Routes_PathParameters_MatrixExpansion_Explode_record", async {
            no_content(routes()?.explode_record_4(record()).send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Standard_primitive", async {
            no_content(routes()?.standard_primitive_5("a").send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Standard_array", async {
            no_content(routes()?.standard_array_5(["a", "b"]).send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Standard_record", async {
            no_content(routes()?.standard_record_5(record()).send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Explode_primitive", async {
            no_content(routes()?.explode_primitive_5("a").send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Explode_array", async {
            no_content(routes()?.explode_array_5(["a", "b"]).send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Explode_record", async {
            no_content(routes()?.explode_record_5(record()).send().await?)
        }),
        caller("Routes_QueryParameters_QueryExpansion_Explode_model", async {
            no_content(
                routes()?.explode_model(ExpandParameters::new("status", "active")).send().await?,
            )
        }),
        caller("Routes_PathParameters_ReservedExpansion_template", async {
            no_content(routes()?.reserved_expansion_template("foo/bar baz").send().await?)
        }),
        caller("Routes_PathParameters_ReservedExpansion_annotation", async {
            no_content(routes()?.reserved_expansion_annotation("foo/bar baz").send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Standard_primitive", async {
            let request = routes()?.query_continuation_standard_primitive(
                query_continuation_standard_primitive::Fixed::True,
                "a",
            );
            no_content(request.send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Standard_array", async {
            let request = routes()?.query_continuation_standard_array(
                query_continuation_standard_array::Fixed::True,
                ["a", "b"],
            );
            no_content(request.send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Standard_record", async {
            let request = routes()?.query_continuation_standard_record(
                query_continuation_standard_record::Fixed::True,
                record(),
            );
            no_content(request.send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Explode_primitive", async {
            let request = routes()?.query_continuation_explode_primitive(
                query_continuation_explode_primitive::Fixed::True,
                "a",
            );
            no_content(request.send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Explode_array", async {
            let request = routes()?.query_continuation_explode_array(
                query_continuation_explode_array::Fixed::True,
                ["a", "b"],
            );
            no_content(request.send().await?)
        }),
        caller("Routes_QueryParameters_QueryContinuation_Explode_record", async {
            let request = routes()?.query_continuation_explode_record(
                query_continuation_explode_record::Fixed::True,
                record(),
            );
            no_content(request.send().await?)
        }),
    ]
}
