//! Changes of operations, scopes and the client as a whole.

use super::Pair;
use clientwright::diff::Class::{Additive, Breaking, Documentation};

pub(super) const PAIRS: &[Pair] = &[
    Pair {
        name: "added",
        class: Additive,
        actions: r#"
- target: $.paths['/log']
  update: { get: { operationId: getLog, tags: [garden], responses: { '204': { description: Nothing } } } }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "added-with-full-name-of-type",
        class: Breaking,
        actions: r#"
- target: $.paths['/log']
  update: { get: { operationId: getBedResponse, tags: [garden], responses: { '204': { description: Nothing } } } }"#,
        caller: r#"
            use garden::garden::GetBedResponse;
            let bed: GetBedResponse = client.garden().get_bed("1").send().await?.into_body();"#,
    },
    Pair {
        name: "removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete
  remove: true"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "renamed",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete
  update: { operationId: deleteBed }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "moved",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete.tags
  remove: true
- target: $.paths['/beds/{bedId}'].delete
  update: { tags: [shed] }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "deprecated",
        class: Additive,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete
  update: { deprecated: true }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "documentation-changed",
        class: Documentation,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete
  update: { description: 'The bed is gone, and what grew in it.' }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "method-changed",
        class: Additive,
        actions: r#"
- target: $.paths['/log'].post
  remove: true
- target: $.paths['/log']
  update: { put: { operationId: addEntry, tags: [garden], requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }, responses: { '204': { description: It is noted } } } }"#,
        caller: r#"
            client.garden().add_entry("rain").send().await?;"#,
    },
    Pair {
        name: "path-parameter-renamed",
        class: Additive,
        actions: r#"
- target: $.paths['/shelves/{shelf}']
  remove: true
- target: $.paths
  update: { '/shelves/{id}': { get: { operationId: getShelf, tags: [shed], parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '204': { description: It is there } } } } }"#,
        caller: r#"
            client.shed().get_shelf("1").send().await?;"#,
    },
    Pair {
        name: "scope-removed",
        class: Breaking,
        actions: r#"
- target: $.paths['/tools']
  remove: true
- target: $.paths['/shelves/{shelf}']
  remove: true"#,
        caller: r#"
            client.shed().list_tools(1, "Miles").send().await?;"#,
    },
    Pair {
        name: "scope-added",
        class: Additive,
        actions: r#"
- target: $.paths
  update: { /birds: { get: { operationId: listBirds, tags: [air], responses: { '204': { description: They are gone } } } } }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "paging-lost",
        class: Breaking,
        actions: r#"
- target: $.paths['/beds'].get.parameters[?@.name == 'after']
  remove: true
# The profile still pages by the parameters of another operation.
- target: $.paths['/tools'].get.parameters
  update: { name: limit, in: query, schema: { type: integer } }
- target: $.paths['/tools'].get.parameters
  update: { name: after, in: query, schema: { type: string } }"#,
        caller: r#"
            let beds = client.garden().list_beds().all().await?;
            println!("{}", beds.len());"#,
    },
    Pair {
        name: "paging-gained",
        class: Additive,
        actions: r#"
- target: $.paths['/tools'].get.parameters
  update: { name: limit, in: query, schema: { type: integer } }
- target: $.paths['/tools'].get.parameters
  update: { name: after, in: query, schema: { type: string } }"#,
        caller: r#"
            client.shed().list_tools(1, "Miles").send().await?;"#,
    },
    Pair {
        name: "api-key-not-required",
        class: Additive,
        actions: r#"
- target: $.paths['/beds/{bedId}'].delete
  update: { security: [] }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
    Pair {
        name: "scheme-removed",
        class: Breaking,
        actions: r#"
- target: $.components.securitySchemes.key
  remove: true
- target: $.components.securitySchemes
  update: { token: { type: apiKey, in: header, name: X-Token } }
- target: $.security[0]
  remove: true
- target: $.security
  update: { token: [] }"#,
        caller: r#"
            let builder = garden::Client::builder().auth_header(garden::AuthHeader::Key);
            drop((client, builder));"#,
    },
    Pair {
        name: "server-changed",
        class: Additive,
        actions: r#"
- target: $.servers[0]
  update: { url: 'https://garden.example/api/v2' }"#,
        caller: r#"
            client.garden().remove_bed("1").send().await?;"#,
    },
];
