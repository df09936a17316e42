//! Changes of parameters.

use super::Pair;
use clientwright::diff::Class::{Additive, Breaking, Documentation};

pub(super) const PAIRS: &[Pair] = &[
    Pair {
        name: "optional-parameter-added",
        class: Additive,
        actions: "
- target: $.paths['/beds'].get.parameters
  update: { name: owner, in: query, schema: { type: string } }",
        caller: "client.garden().list_beds().limit(10).send().await?;",
    },
    Pair {
        name: "required-parameter-added",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters
  update: { name: owner, in: query, required: true, schema: { type: string } }",
        caller: "client.garden().list_beds().limit(10).send().await?;",
    },
    Pair {
        name: "parameter-removed",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'since']
  remove: true",
        caller: "client.garden().list_beds().since(\"monday\").send().await?;",
    },
    Pair {
        name: "parameter-became-required",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'since']
  update: { required: true }",
        caller: "client.garden().list_beds().since(\"monday\").send().await?;",
    },
    Pair {
        name: "parameter-became-optional",
        class: Breaking,
        actions: "
- target: $.paths['/tools'].get.parameters[?@.name == 'owner']
  update: { required: false }",
        caller: "client.shed().list_tools(1, \"Miles\").send().await?;",
    },
    Pair {
        name: "parameter-type-changed",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'limit'].schema
  update: { type: string }",
        caller: "client.garden().list_beds().limit(10).send().await?;",
    },
    Pair {
        name: "parameter-became-date-time",
        class: Additive,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'since'].schema
  update: { format: date-time }",
        caller: "
            client.garden().list_beds().since(\"2024-01-01T00:00:00Z\").send().await?;
            client.garden().list_beds().since(String::from(\"2024-01-01T00:00:00Z\")).send().await?;",
    },
    Pair {
        name: "parameter-became-list",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'since'].schema
  update: { type: array, items: { type: string } }",
        caller: "client.garden().list_beds().since(\"monday\").send().await?;",
    },
    Pair {
        name: "parameter-enum-became-string",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'soils'].schema.items.enum
  remove: true",
        caller: "
            use garden::garden::list_beds::Soil;
            client.garden().list_beds().soils([Soil::Clay]).send().await?;",
    },
    Pair {
        name: "parameter-enum-value-added",
        class: Additive,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'soils'].schema.items
  update: { enum: [peat] }",
        caller: "
            use garden::garden::list_beds::Soil;
            client.garden().list_beds().soils([Soil::Clay, Soil::from(\"peat\")]).send().await?;",
    },
    Pair {
        name: "parameter-enum-value-removed",
        class: Breaking,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'soils'].schema.items.enum
  remove: true
- target: $.paths['/beds'].get.parameters[?@.name == 'soils'].schema.items
  update: { enum: [sand] }",
        caller: "
            use garden::garden::list_beds::Soil;
            client.garden().list_beds().soils([Soil::Clay]).send().await?;",
    },
    Pair {
        name: "parameter-deprecated",
        class: Additive,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'since']
  update: { deprecated: true }",
        caller: "client.garden().list_beds().since(\"monday\").send().await?;",
    },
    Pair {
        name: "parameter-style-changed",
        class: Additive,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'soils']
  update: { explode: false }",
        caller: "
            use garden::garden::list_beds::Soil;
            client.garden().list_beds().soils([Soil::Clay]).send().await?;",
    },
    Pair {
        name: "arguments-in-another-order",
        class: Breaking,
        actions: "
- target: $.paths['/tools'].get.parameters[0]
  remove: true
- target: $.paths['/tools'].get.parameters
  update: { name: shelf, in: query, required: true, schema: { type: integer } }",
        caller: "client.shed().list_tools(1, \"Miles\").send().await?;",
    },
    Pair {
        name: "limit-changed",
        class: Documentation,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'limit'].schema
  update: { maximum: 50 }",
        caller: "client.garden().list_beds().limit(70).send().await?;",
    },
    Pair {
        name: "default-changed",
        class: Documentation,
        actions: "
- target: $.paths['/beds'].get.parameters[?@.name == 'limit'].schema
  update: { default: 50 }",
        caller: "client.garden().list_beds().limit(70).send().await?;",
    },
];
