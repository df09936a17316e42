//! Changes of request bodies.

use super::Pair;
use clientwright::diff::Class::{Additive, Breaking, Documentation};

pub(super) const PAIRS: &[Pair] = &[
    Pair {
        name: "optional-property-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties
  update: { owner: { type: string } }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "required-property-added",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties
  update: { owner: { type: string } }
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema
  update: { required: [owner] }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-became-required",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema
  update: { required: [area] }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-became-optional",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.required
  remove: true"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  remove: true"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-became-read-only",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  update: { readOnly: true }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-type-changed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  update: { type: string }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-became-nullable",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  update: { nullable: true }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            let body = Body::new("Herbs").area(2.0);
            let area: Option<f64> = body.area;
            client.garden().add_bed(body).send().await?;
            println!("{area:?}");"#,
    },
    Pair {
        name: "property-deprecated",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  update: { deprecated: true }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-documentation-changed",
        class: Documentation,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema.properties.area
  update: { description: In square metres }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "additional-properties-allowed",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json'].schema
  update: { additionalProperties: true }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "became-optional",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].post.requestBody
  update: { required: false }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "became-required",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].put.requestBody
  update: { required: true }"#,
        caller: r#"
            client.garden().update_bed("1", None).send().await?;"#,
    },
    Pair {
        name: "string-became-optional",
        class: Breaking,
        actions: r#"
- target: $.paths['/log'].post.requestBody
  update: { required: false }"#,
        caller: r#"
            client.garden().add_entry("rain").send().await?;"#,
    },
    Pair {
        name: "removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].put.requestBody
  remove: true"#,
        caller: r#"
            use garden::garden::update_bed::Body;
            client.garden().update_bed("1", Body::new().name("Herbs")).send().await?;"#,
    },
    Pair {
        name: "media-type-changed",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].post.requestBody.content['application/json']
  remove: true
- target: $.paths['/beds'].post.requestBody.content
  update: { 'application/vnd.garden+json': { schema: { type: object, required: [name], properties: { name: { type: string }, area: { type: number }, shape: { type: string, enum: [round, square] } } } } }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            client.garden().add_bed(Body::new("Herbs").area(2.0)).send().await?;"#,
    },
    Pair {
        name: "property-removed-from-response",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].get.responses['200'].content['application/json'].schema.properties.name
  remove: true"#,
        caller: r#"
            use garden::garden::update_bed::Body;
            let bed = client.garden().get_bed("1").send().await?;
            client.garden().update_bed("1", Body::from_response(&bed)?).send().await?;"#,
    },
];
