//! Changes of responses.

use super::Pair;
use clientwright::diff::Class::{Additive, Breaking, Documentation};

pub(super) const PAIRS: &[Pair] = &[
    Pair {
        name: "property-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.area
  remove: true"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "property-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties
  update: { owner: { type: string } }"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "property-type-changed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.area
  update: { type: string }"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "property-required",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items
  update: { required: [area], properties: { area: { description: It is always measured } } }"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "became-nullable",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.responses['201'].content['application/json'].schema
  update: { nullable: true }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            let bed = client.garden().add_bed(Body::new("Herbs")).send().await?;
            println!("{:?}", bed.id);"#,
    },
    Pair {
        name: "object-became-list",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.responses['201'].content['application/json'].schema.properties
  remove: true
- target: $.paths['/beds'].post.responses['201'].content['application/json'].schema
  update: { type: array, items: { type: string } }"#,
        caller: r#"
            use garden::garden::add_bed::Body;
            let bed = client.garden().add_bed(Body::new("Herbs")).send().await?;
            println!("{:?}", bed.id);"#,
    },
    Pair {
        name: "list-became-object",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items
  remove: true
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema
  update: { type: object, properties: { beds: { type: array, items: { type: string } } } }"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "enum-value-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.state
  update: { enum: [frozen] }"#,
        caller: r#"
            use garden::garden::list_beds::ResponseItemState as State;
            let beds = client.garden().list_beds().send().await?;
            let dry = beds.iter().filter(|bed| bed.state == Some(State::Dry)).count();
            match beds.first().and_then(|bed| bed.state.clone()) {
                Some(State::Dry | State::Wet) | None => {}
                Some(other) => println!("{other} {dry}"),
            }"#,
    },
    Pair {
        name: "enum-value-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.state.enum
  remove: true
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.state
  update: { enum: [dry] }"#,
        caller: r#"
            use garden::garden::list_beds::ResponseItemState as State;
            let beds = client.garden().list_beds().send().await?;
            let dry = beds.iter().filter(|bed| bed.state == Some(State::Dry)).count();
            match beds.first().and_then(|bed| bed.state.clone()) {
                Some(State::Dry | State::Wet) | None => {}
                Some(other) => println!("{other} {dry}"),
            }"#,
    },
    Pair {
        name: "enum-became-string",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['application/json'].schema.items.properties.state.enum
  remove: true"#,
        caller: r#"
            use garden::garden::list_beds::ResponseItemState as State;
            let beds = client.garden().list_beds().send().await?;
            let dry = beds.iter().filter(|bed| bed.state == Some(State::Dry)).count();
            match beds.first().and_then(|bed| bed.state.clone()) {
                Some(State::Dry | State::Wet) | None => {}
                Some(other) => println!("{other} {dry}"),
            }"#,
    },
    Pair {
        name: "shared-enum-split",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].post.responses['201'].content['application/json'].schema.properties.shape
  update: { enum: [oval] }"#,
        caller: r#"
            use garden::garden::add_bed::{Body, BodyShape};
            let body = Body::new("Herbs").shape(BodyShape::Round);
            let wanted = body.shape.clone();
            let bed = client.garden().add_bed(body).send().await?;
            println!("{}", bed.shape == wanted);"#,
    },
    Pair {
        name: "body-added",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete.responses
  update: { '200': { description: The bed, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } } }"#,
        caller: r#"
            let gone: garden::ApiResponse<()> = client.garden().remove_bed("1").send().await?;
            drop(gone);"#,
    },
    Pair {
        name: "alternative-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds/{bedId}'].get.responses['200'].content['application/json'].schema.properties.planted.oneOf
  update: { type: boolean }"#,
        caller: r#"
            use garden::garden::get_bed::ResponsePlanted as Planted;
            let bed = client.garden().get_bed("1").send().await?;
            match &bed.planted {
                Some(Planted::Text(text)) => println!("{text}"),
                Some(_) | None => {}
            }"#,
    },
    Pair {
        name: "alternative-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].get.responses['200'].content['application/json'].schema.properties.planted.oneOf[1]
  remove: true
- target: $.paths['/beds/{bedId}'].get.responses['200'].content['application/json'].schema.properties.planted.oneOf
  update: { type: boolean }"#,
        caller: r#"
            use garden::garden::get_bed::ResponsePlanted as Planted;
            let bed = client.garden().get_bed("1").send().await?;
            if let Some(Planted::Integer(year)) = &bed.planted {
                println!("{year}");
            }"#,
    },
    Pair {
        name: "header-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].headers
  remove: true"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            println!("{:?}", beds.header(garden::garden::list_beds::X_TOTAL));"#,
    },
    Pair {
        name: "header-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].headers
  update: { X-Left: { schema: { type: integer } } }"#,
        caller: r#"
            let beds = client.garden().list_beds().send().await?;
            let area: Option<f64> = beds.first().and_then(|bed| bed.area);"#,
    },
    Pair {
        name: "media-type-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content['text/csv']
  remove: true"#,
        caller: r#"
            use garden::Request;
            let request = client.garden().list_beds();
            let table = request.accept(garden::garden::list_beds::TEXT_CSV).send().await?;
            println!("{}", table.as_str());"#,
    },
    Pair {
        name: "media-type-added",
        class: Additive,
        actions: r#"
- target: $.paths['/beds'].get.responses['200'].content
  update: { text/html: { schema: { type: string } } }"#,
        caller: r#"
            use garden::Request;
            let request = client.garden().list_beds();
            let table = request.accept(garden::garden::list_beds::TEXT_CSV).send().await?;
            println!("{}", table.as_str());"#,
    },
    Pair {
        name: "error-type-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].get.responses['404']
  remove: true"#,
        caller: r#"
            if let Err(error) = client.garden().get_bed("1").send().await {
                println!("{:?}", error.json::<garden::garden::get_bed::Error404>());
            }"#,
    },
    Pair {
        name: "error-status-added",
        class: Documentation,
        actions: r#"
- target: $.paths['/beds/{bedId}'].get.responses
  update: { '403': { description: It is not yours } }"#,
        caller: r#"
            client.garden().get_bed("1").send().await?;"#,
    },
    Pair {
        name: "schema-property-removed",
        class: Breaking,
        actions: r#"
- target: $.components.schemas.Plant.properties.height
  remove: true"#,
        caller: r#"
            let bed = client.garden().get_bed("1").send().await?;
            println!("{:?}", bed.plant.as_ref().and_then(|plant| plant.height));"#,
    },
    Pair {
        name: "schema-property-added",
        class: Additive,
        actions: r#"
- target: $.components.schemas.Plant.properties
  update: { colour: { type: string } }"#,
        caller: r#"
            let plant = garden::schemas::Plant::default();
            println!("{plant:?}");"#,
    },
    Pair {
        name: "types-parted",
        class: Breaking,
        actions: r#"
- target: $.paths['/gates/{gate}'].put.responses['200'].content['application/json'].schema.properties
  update: { speed: { type: integer } }"#,
        caller: r#"
            let mut gate = client.garden().get_gate("1").send().await?.into_body();
            gate.clone_from(&client.garden().open_gate("1").send().await?.into_body());"#,
    },
    Pair {
        name: "types-merged",
        class: Additive,
        actions: r#"
- target: $.paths['/gates/{gate}'].delete.responses['200'].content['application/json'].schema.properties
  update: { width: { type: integer } }"#,
        caller: r#"
            let open: garden::garden::get_gate::Response = client.garden().get_gate("1").send().await?.into_body();
            let closed: garden::garden::close_gate::Response = client.garden().close_gate("1").send().await?.into_body();"#,
    },
];
